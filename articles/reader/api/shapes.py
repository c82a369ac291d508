"""What answers hold. The schemas of the OpenAPI document are made from these types."""

from typing import Annotated, Literal, NamedTuple, TypedDict

__all__ = [
    "Article",
    "Articles",
    "Author",
    "Change",
    "Changes",
    "Index",
    "Named",
    "Notice",
    "Picture",
    "Problem",
    "Rendition",
    "Says",
    "Section",
    "SectionName",
    "Sections",
    "Summary",
    "Topic",
    "Wrong",
]


class Says(NamedTuple):
    """What a schema says besides the type, https://json-schema.org/draft/2020-12."""

    description: str = ""
    format: str = ""


Address = Annotated[str, Says(format="uri")]
Moment = Annotated[str, Says("RFC 3339, with its offset.", "date-time")]
PageAddress = Annotated[str, Says("The page for readers.", "uri")]
ApiAddress = Annotated[str, Says("The same in this API.", "uri")]
Language = Annotated[str, Says("A language tag, BCP 47.")]


class Index(TypedDict):
    name: str
    url: PageAddress
    openapi: Address
    articles: Address
    changes: Address
    sections: Address


class Named(TypedDict):
    """An author or a topic."""

    name: str
    slug: str
    url: PageAddress
    self: ApiAddress


class SectionName(TypedDict):
    name: str
    path: Annotated[str, Says("Its address, such as `sport/football`.")]
    url: PageAddress


class Section(SectionName):
    intro: str
    parent: Annotated[str | None, Says("The path of the section it is part of.")]


class Sections(TypedDict):
    sections: list[Section]


class Rendition(TypedDict):
    url: Address
    width: int
    height: int
    type: Annotated[str, Says("A media type, such as `image/avif`.")]


class Picture(TypedDict):
    alt: Annotated[str, Says("The text instead of the picture.")]
    caption: str
    credit: Annotated[str, Says("Who is owed. Show it wherever you show the picture.")]
    shown_until: Annotated[
        Moment | None,
        Says("The end of its licence: from then on it may not be shown."),
    ]
    renditions: list[Rendition]


class Notice(TypedDict):
    """What readers are told of a change."""

    kind: Literal["correction", "clarification", "update"]
    text: str
    at: Moment


class Summary(TypedDict):
    """An article without its body."""

    id: Annotated[int, Says("Stays the same, whatever else changes.")]
    url: PageAddress
    self: ApiAddress
    kicker: str
    headline: str
    short_headline: Annotated[str, Says("For where space is short; may be empty.")]
    standfirst: str
    language: Language
    section: SectionName
    authors: list[Named]
    topics: list[Named]
    published_at: Moment
    updated_at: Annotated[
        Moment | None, Says("When this version replaced one; null for the first.")
    ]
    picture: Picture | None


class Article(Summary):
    """An article as its page shows it."""

    dateline: str
    body: Annotated[str, Says("HTML, cleaned, with whole addresses; safe to show as it is.")]
    notices: Annotated[list[Notice], Says("Oldest first.")]


class Articles(TypedDict):
    articles: list[Summary]
    next: Annotated[str | None, Says("What follows; null at the end.", "uri")]


class Author(Named):
    biography: str
    website: str
    social: str
    portrait: Picture | None
    articles: Annotated[Address, Says("Their articles in this API.")]


class Topic(Named):
    intro: str
    articles: Annotated[Address, Says("Its articles in this API.")]


class Change(TypedDict):
    """Something that readers saw change."""

    id: Annotated[int, Says("No two changes have the same.")]
    kind: Literal["published", "updated", "ended", "withdrawn"]
    at: Moment
    article_id: int
    article: Annotated[
        Summary | None,
        Says(
            "The article as readers saw it last, however old the change is: keep "
            "it. Null where they see none: drop yours, if you have it."
        ),
    ]


class Changes(TypedDict):
    changes: Annotated[list[Change], Says("In the order in which to apply them.")]
    next: Annotated[Address, Says("Where to go on, now or whenever you want to know more.")]
    more: Annotated[bool, Says("Whether there are more already.")]


class Wrong(TypedDict):
    parameter: str
    detail: str


class Problem(TypedDict):
    """Why there is no answer, https://www.rfc-editor.org/rfc/rfc9457."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    errors: Annotated[list[Wrong], Says("What is wrong, parameter by parameter.")]
