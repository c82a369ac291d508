"""Feeds: what is new, for programs that read the news to somebody. A file for each format."""
