"""What is stored, and the queries on it, a file a capability."""

from articles.models.article import Article
from articles.models.assignment import Assignment
from articles.models.author import Author
from articles.models.buffer import Buffer, SavedForm
from articles.models.change import Change, settled_until
from articles.models.claim import Claim, ListedClaim, claims_of
from articles.models.clock import database_now
from articles.models.copy import Copy
from articles.models.edition import Edition, NoticeKind
from articles.models.edition_topic import EditionTopic
from articles.models.event import Event
from articles.models.feed import CalendarFeed
from articles.models.former import FormerAddress
from articles.models.hub import Hub
from articles.models.intake import Intake, IntakeItem, Outcome
from articles.models.note import Note
from articles.models.origin import Origin
from articles.models.outgoing import Outgoing
from articles.models.partner import Delivery, Partner, Taking
from articles.models.person import User
from articles.models.picture import Picture
from articles.models.picture_use import PictureUse
from articles.models.placement import Placement
from articles.models.presence import Presence
from articles.models.replacement import Replacement
from articles.models.saved_list import ListColumns, SavedList
from articles.models.search_entry import SearchEntry
from articles.models.search_language import rebuild_search
from articles.models.section import Section
from articles.models.share import Share, ShareOpening
from articles.models.topic import Topic

__all__ = [
    "Article",
    "Assignment",
    "Author",
    "Buffer",
    "CalendarFeed",
    "Change",
    "Claim",
    "Copy",
    "Delivery",
    "Edition",
    "EditionTopic",
    "Event",
    "FormerAddress",
    "Hub",
    "Intake",
    "IntakeItem",
    "ListColumns",
    "ListedClaim",
    "Note",
    "NoticeKind",
    "Origin",
    "Outcome",
    "Outgoing",
    "Partner",
    "Picture",
    "PictureUse",
    "Placement",
    "Presence",
    "Replacement",
    "SavedForm",
    "SavedList",
    "SearchEntry",
    "Section",
    "Share",
    "ShareOpening",
    "Taking",
    "Topic",
    "User",
    "claims_of",
    "database_now",
    "rebuild_search",
    "settled_until",
]
