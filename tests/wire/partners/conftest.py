"""A partner with a token, and how they ask."""

import pytest

from articles import workflow
from tests import people


class Asking:
    def __init__(self, client, token):
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def get(self, path="articles/", **query):
        return self.client.get(f"/wire/v1/{path}", query, headers=self.headers)

    def post(self, data, key="1"):
        headers = {**self.headers, "Idempotency-Key": key}
        return self.client.post(
            "/wire/v1/deliveries/", data, content_type="application/json", headers=headers
        )


@pytest.fixture
def let_in(client):
    def made(**given):
        partner, token = workflow.make_partner(people.chief(), name="The Echo", **given)
        return partner, Asking(client, token)

    return made
