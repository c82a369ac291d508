"""What load balancers ask."""

import pytest
from django.db import connection


def test_healthz_asks_nobody(client, settings):
    # Without the db mark, touching the database would fail the test.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db(transaction=True)
def test_readyz_says_so_while_the_database_is_away(client):
    kept = connection.settings_dict["HOST"], connection.settings_dict["OPTIONS"]
    connection.close()
    connection.close_pool()
    connection.settings_dict["HOST"] = "/nowhere"
    connection.settings_dict["OPTIONS"] = {**kept[1], "pool": False}
    try:
        response = client.get("/readyz")
    finally:
        connection.close()
        connection.settings_dict["HOST"], connection.settings_dict["OPTIONS"] = kept
    assert response.status_code == 503
    assert client.get("/readyz").status_code == 200
