"""Bodies of WordPress as HTML: what shortcodes, blocks and blank lines stand for there."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape

from articles.wire.items import Attached
from articles.wire.shortcodes import Shortcode, replaced

__all__ = ["Body", "Post", "html_of"]

#: A block that holds nothing but its settings, in which no angle bracket stands.
EMPTY_BLOCK = re.compile(r"<!--\s{1,9}wp:([a-z][a-z0-9_/-]{0,80})\s[^<>]{0,20000}/-->")
BLANK = re.compile(r"\n[ \t]*\n\s*")
BLOCK_TAGS = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|"
    "header|hr|iframe|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|video|audio"
)
BLOCK_TAG = re.compile(rf"(</?(?:{BLOCK_TAGS})(?:\s[^<>]*)?/?>)", re.IGNORECASE)
AT_BLOCK = re.compile(rf"<(/?)(?:{BLOCK_TAGS})\b", re.IGNORECASE)
#: What has words in it and no paragraphs.
ONE_LINE = re.compile(r"<(?:h[1-6]|p|dt|figcaption)\b", re.IGNORECASE)
#: What is in them stands as it is.
AS_IT_IS = re.compile(r"<(/?)(pre|script|style|textarea)\b[^<>]*>", re.IGNORECASE)
PULL = re.compile(
    r'<figure class="[^"]{0,200}wp-block-pullquote[^"]{0,200}"[^<>]*>\s*<blockquote(?: [^<>]*)?>',
    re.IGNORECASE,
)
IMAGE_IN_LINK = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
IMAGE_NUMBER = re.compile(r"\bwp-image-(\d{1,18})\b")
#: Blocks that have nothing of their own to show, and those that are only there to lay out others.
SILENT = {"more", "nextpage", "spacer", "separator", "block"}
#: So many of them are named in a note.
NAMED = 8
#: Shortcodes that stand for a text in our own way, or for nothing that a story needs.
DROPPED = {"contact-form", "contact-form-7", "jetpack_subscription_form", "polldaddy", "poll"}
LINKED = ("youtube", "vimeo", "dailymotion", "soundcloud", "tweet", "embed", "instagram", "spotify")
FILES = {"audio": ("src", "mp3", "m4a", "ogg", "wav"), "video": ("src", "mp4", "m4v", "webm")}


@dataclass(slots=True)
class Post:
    """A body as it is stored there, and the pictures it may speak of."""

    content: str
    #: Numbers of the pictures that hang on it.
    own: list[str]
    pictures: Mapping[str, Attached]


@dataclass(slots=True)
class Body:
    html: str
    #: Those whose number is known, with what is said of them.
    pictures: list[Attached] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


def html_of(post: Post, shortcodes: Mapping[str, str]) -> Body:
    """Return the body as HTML. `shortcodes` says of others what becomes of them."""
    made = Body("")
    text = post.content.replace("\r\n", "\n").replace("\r", "\n")
    blocks = "<!-- wp:" in text
    if blocks:
        _note_empty_blocks(text, made)
    if "[" in text:
        text = replaced(text, partial(_becomes, post, shortcodes, made))
    text = _without_comments(text)
    text = PULL.sub('<figure><blockquote class="pull">', text)
    made.html = text if blocks else paragraphs(text)
    numbers = dict.fromkeys(IMAGE_NUMBER.findall(post.content))
    made.pictures += [post.pictures[each] for each in numbers if each in post.pictures]
    if made.unknown:
        names = ", ".join(f"[{name}]" for name in sorted(made.unknown))
        made.notes.append(f"Shortcodes stand in the text as they were: {names}.")
    return made


def paragraphs(text: str) -> str:
    """Return classic text with its paragraphs: a blank line parts them, a line break breaks."""
    text, kept = _set_apart(text.replace("\0", ""))
    text = BLOCK_TAG.sub(r"\n\n\1\n\n", text)
    made: list[str] = []
    one_line = False
    for part in BLANK.split(text.strip()):
        words = part.strip()
        if words.startswith("\0"):
            made.append(kept[int(words.strip("\0"))])
        elif tag := AT_BLOCK.match(words):
            one_line = bool(ONE_LINE.match(words)) and not tag[1]
            made.append(words)
        elif one_line:
            made.append(words.replace("\n", " "))
        elif words:
            made.append(f"<p>{words.replace(chr(10), '<br>')}</p>")
    return "\n".join(made)


def _set_apart(text: str) -> tuple[str, list[str]]:
    """Return the text with a mark in the place of what stands as it is, and that."""
    kept: list[str] = []
    pieces: list[str] = []
    end, name, begun = 0, "", 0
    for tag in AS_IT_IS.finditer(text):
        if not name and not tag[1]:
            name, begun = tag[2].lower(), tag.start()
        elif tag[1] and tag[2].lower() == name:
            pieces += [text[end:begun], f"\n\n\0{len(kept)}\0\n\n"]
            kept.append(text[begun : tag.end()])
            end, name = tag.end(), ""
    return "".join([*pieces, text[end:]]), kept


def _without_comments(text: str) -> str:
    """Return the text without comments, which mark blocks; one left open hides the rest."""
    first, *others = text.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in others)


def _note_empty_blocks(text: str, made: Body) -> None:
    """Note blocks that the site fills each time it shows them: there is nothing of them here."""
    empty = [name for name in EMPTY_BLOCK.findall(text) if name not in SILENT]
    if empty:
        names = list(dict.fromkeys(empty))
        more = f" and {len(names) - NAMED} others" if len(names) > NAMED else ""
        told = ", ".join(names[:NAMED])
        made.notes.append(f"Blocks without content of their own stay behind: {told}{more}.")


def _becomes(post: Post, shortcodes: Mapping[str, str], made: Body, code: Shortcode) -> str | None:
    """Return the HTML that a shortcode stands for; None where nobody knows."""
    if code.name in shortcodes:
        return shortcodes[code.name].replace("{content}", code.content or "")
    if code.name in {"caption", "wp_caption"}:
        return _captioned(code)
    if code.name == "gallery":
        return _gallery(post, code, made)
    if code.name in LINKED:
        address = code.content or code.given.get("url") or code.given.get("0", "").lstrip("=")
        return f"\n\n{address.strip()}\n\n" if address.strip() else ""
    if code.name in FILES:
        return _file(code)
    if code.name in DROPPED:
        made.notes.append(f"The form of [{code.name}] stays behind.")
        return ""
    if code.content is None and not code.given and "_" not in code.name and "-" not in code.name:
        return None  # [sic] is no shortcode
    made.unknown[code.name] += 1
    return None


def _captioned(code: Shortcode) -> str:
    """Return the picture with its caption: in old files it is an attribute."""
    content = code.content or ""
    image = IMAGE_IN_LINK.search(content)
    if image is None:
        return content
    caption = code.given.get("caption") or content[image.end() :].replace("</a>", "", 1)
    return f"\n\n<figure>{image[0]}<figcaption>{caption.strip()}</figcaption></figure>\n\n"


def _gallery(post: Post, code: Shortcode, made: Body) -> str:
    given = code.given.get("ids") or code.given.get("include") or ""
    left = set(code.given.get("exclude", "").replace(" ", "").split(","))
    numbers = given.replace(" ", "").split(",") if given else post.own
    found = [post.pictures[each] for each in numbers if each in post.pictures and each not in left]
    if not found:
        made.notes.append("A gallery stays behind: its pictures are not in the file.")
    made.pictures += found
    return "\n\n" + "\n".join(_figure(each) for each in found) + "\n\n"


def _figure(picture: Attached) -> str:
    caption = f"<figcaption>{escape(picture.caption, quote=False)}</figcaption>"
    image = f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}">'
    return f"<figure>{image}{caption if picture.caption else ''}</figure>"


def _file(code: Shortcode) -> str:
    address = next((code.given[name] for name in FILES[code.name] if name in code.given), "")
    address = address or (code.content or "").strip()
    if not address:
        return ""
    name = escape(address.rpartition("/")[2] or address, quote=False)
    return f'<p><a href="{escape(address)}">{name}</a></p>'
