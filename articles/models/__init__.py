"""What is stored, and the queries on it, a file a capability."""

from articles.models.article import Article
from articles.models.author import Author
from articles.models.clock import database_now
from articles.models.copy import Copy
from articles.models.edition import Edition, NoticeKind
from articles.models.event import Event
from articles.models.person import User
from articles.models.picture import Picture
from articles.models.section import Section
from articles.models.topic import Topic

__all__ = [
    "Article",
    "Author",
    "Copy",
    "Edition",
    "Event",
    "NoticeKind",
    "Picture",
    "Section",
    "Topic",
    "User",
    "database_now",
]
