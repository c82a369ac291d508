"""Addresses of the reader side. Sections name themselves, so what is ours comes before them."""

from django.urls import include, path, register_converter

from articles.reader import archive, corrections, health, media, pages, robots, theme
from articles.reader.feeds import views as feeds
from articles.reader.feeds.page import feeds_page
from articles.reader.search.page import search
from articles.reader.sitemaps import views as sitemaps
from articles.reader.sitemaps.maps import Map

app_name = "reader"


class SectionPathConverter:
    """A section's address without slashes at the ends: `sport` or `sport/football`."""

    regex = "[-a-zA-Z0-9_]+(?:/[-a-zA-Z0-9_]+)?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class MapConverter:
    """A monthly sitemap's name: `2026-11`, or `2026-11-p20` for a block of article ids."""

    regex = r"[12]\d{3}-(?:0[1-9]|1[0-2])(?:-p(?:0|[1-9]\d{0,12}))?"

    def to_python(self, value: str) -> Map:
        year, month, *block = value.split("-")
        return Map(int(year), int(month), int(block[0][1:]) if block else None)

    def to_url(self, value: Map) -> str:
        return value.name


register_converter(SectionPathConverter, "section_path")
register_converter(MapConverter, "map")
register_converter(feeds.FeedFileConverter, "feed_file")
register_converter(archive.YearConverter, "year")
register_converter(archive.TwoDigitsConverter, "two_digits")

urlpatterns = [
    path("", pages.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-sections.xml", sitemaps.sections, name="sitemap_sections"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap_news"),
    path("sitemap-<map:name>.xml", sitemaps.month, name="sitemap_month"),
    path("theme-<slug:digest>.css", theme.stylesheet, name="theme"),
    path("media/<path:name>", media.rendition, name="media"),
    path("api/v1/", include("articles.reader.api.urls")),
    path("feeds/", feeds_page, name="feeds"),
    path("<feed_file:file>", feeds.front_feed, name="front_feed"),
    path("authors/<slug:slug>/<feed_file:file>", feeds.author_feed, name="author_feed"),
    path("topics/<slug:slug>/<feed_file:file>", feeds.topic_feed, name="topic_feed"),
    path("<slug:slug>/<feed_file:file>", feeds.section_feed, name="section_feed"),
    path("<slug:parent>/<slug:slug>/<feed_file:file>", feeds.section_feed, name="subsection_feed"),
    path("search/", search, name="search"),
    path("latest/", pages.latest, name="latest"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("archive/", archive.years, name="archive"),
    path("archive/<year:year>/", archive.year, name="archive_year"),
    path("archive/<year:year>/<two_digits:month>/", archive.month, name="archive_month"),
    path(
        "archive/<year:year>/<two_digits:month>/<two_digits:day>/", archive.day, name="archive_day"
    ),
    path("authors/<slug:slug>/", pages.author, name="author"),
    path("topics/<slug:slug>/", pages.topic, name="topic"),
    path("<section_path:path>/<slug:slug>-<int:id>/", pages.article, name="article"),
    path("<slug:slug>/", pages.section, name="section"),
    path("<slug:parent>/<slug:slug>/", pages.section, name="subsection"),
]
