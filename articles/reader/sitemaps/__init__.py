"""Sitemaps: every article's address for crawlers, https://www.sitemaps.org/protocol.html."""
