"""Somebody who mirrors the site, as the guide for developers tells them to."""

from typing import Any

from django.test import Client

CHANGES = "/api/v1/changes/"


class Mirror:
    """Keeps what it is told, and remembers each change it was told of."""

    def __init__(self, client: Client, limit: int = 100) -> None:
        self.client = client
        self.address = f"{CHANGES}?limit={limit}"
        self.articles: dict[int, dict[str, Any]] = {}
        self.told: list[dict[str, Any]] = []

    def ask(self) -> bool:
        """Ask once, and go on from there next time. Say whether there is more already."""
        response = self.client.get(self.address)
        assert response.status_code == 200, response.content
        answer = response.json()
        for change in answer["changes"]:
            self.told.append(change)
            if change["article"] is None:
                self.articles.pop(change["article_id"], None)
            else:
                self.articles[change["article_id"]] = change["article"]
        self.address = answer["next"]
        return answer["more"]

    def catch_up(self) -> list[tuple[str, int]]:
        """Ask until there is no more; return kind and article of what was new."""
        before = len(self.told)
        while self.ask():
            pass
        return [(change["kind"], change["article_id"]) for change in self.told[before:]]

    def headlines(self) -> set[str]:
        return {article["headline"] for article in self.articles.values()}


def listed(client: Client) -> dict[int, dict[str, Any]]:
    """Return all articles that the API lists, by id, page after page."""
    found: dict[int, dict[str, Any]] = {}
    address = "/api/v1/articles/?limit=7"
    while address:
        answer = client.get(address).json()
        for article in answer["articles"]:
            assert article["id"] not in found
            found[article["id"]] = article
        address = answer["next"]
    return found
