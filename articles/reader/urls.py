"""Addresses of the reader side. Sections name themselves, so what is ours comes before them."""

from django.urls import include, path, register_converter

from articles.reader import health, media, pages
from articles.reader.feeds import views as feeds

app_name = "reader"


class SectionPathConverter:
    """A section's address without slashes at the ends: `sport` or `sport/football`."""

    regex = "[-a-zA-Z0-9_]+(?:/[-a-zA-Z0-9_]+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SectionPathConverter, "section_path")
register_converter(feeds.FeedFileConverter, "feed_file")

urlpatterns = [
    path("", pages.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("media/<path:name>", media.rendition, name="media"),
    path("api/v1/", include("articles.reader.api.urls")),
    path("<feed_file:file>", feeds.front_feed, name="front_feed"),
    path("authors/<slug:slug>/<feed_file:file>", feeds.author_feed, name="author_feed"),
    path("topics/<slug:slug>/<feed_file:file>", feeds.topic_feed, name="topic_feed"),
    path("<slug:slug>/<feed_file:file>", feeds.section_feed, name="section_feed"),
    path("<slug:parent>/<slug:slug>/<feed_file:file>", feeds.section_feed, name="subsection_feed"),
    path("authors/<slug:slug>/", pages.author, name="author"),
    path("topics/<slug:slug>/", pages.topic, name="topic"),
    path("<section_path:path>/<slug:slug>-<int:id>/", pages.article, name="article"),
    path("<slug:slug>/", pages.section, name="section"),
    path("<slug:parent>/<slug:slug>/", pages.section, name="subsection"),
]
