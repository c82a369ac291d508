"""Bodies of Ghost as HTML: as it stands there, else from Lexical or Mobiledoc.

https://lexical.dev/docs/concepts/nodes,
https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from articles.wire import markdown
from articles.wire.items import words

__all__ = ["Body", "html_of"]

Node = dict[str, Any]
#: What the bits of a text's format mean, as Lexical counts them.
FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (32, "sub"), (64, "sup"))
DEEPEST = 40
#: What is only there for the site's own business.
LEFT = {"signup", "paywall", "email", "email-cta", "call-to-action", "cta", "transistor"}


@dataclass(slots=True)
class Body:
    html: str
    notes: list[str] = field(default_factory=list)


def html_of(post: Node) -> Body:
    """Return the body from whichever of its fields there is."""
    made = Body("")
    if html := post.get("html"):
        made.html = str(html)
    elif lexical := _loaded(post.get("lexical")):
        made.html = _lexical(lexical.get("root", {}), made, 0)
    elif mobiledoc := _loaded(post.get("mobiledoc")):
        made.html = _mobiledoc(mobiledoc, made)
    elif text := post.get("markdown") or post.get("plaintext"):
        made.html = markdown.read(str(text)).body
    return made


def _loaded(text: Any) -> Node | None:
    try:
        found = json.loads(text) if isinstance(text, str) and text else text
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _lexical(node: Any, made: Body, depth: int) -> str:
    if not isinstance(node, dict) or depth > DEEPEST:
        return ""
    kind = str(node.get("type", "")).removeprefix("extended-")
    if kind == "text":
        return _marked(str(node.get("text", "")), node.get("format"))
    if kind == "linebreak":
        return "<br>"
    inner = "".join(_lexical(child, made, depth + 1) for child in _list(node.get("children")))
    if kind in WRAPPED:
        return WRAPPED[kind](node, inner)
    return inner or _card(kind, node, made)


def _marked(text: str, bits: Any) -> str:
    made = escape(text, quote=False)
    for bit, tag in FORMATS:
        if isinstance(bits, int) and bits & bit:
            made = f"<{tag}>{made}</{tag}>"
    return made


def _within(tag: str) -> Callable[[Node, str], str]:
    return lambda _node, inner: f"<{tag}>{inner}</{tag}>"


WRAPPED: dict[str, Callable[[Node, str], str]] = {
    "root": lambda _node, inner: inner,
    "paragraph": _within("p"),
    "quote": _within("blockquote"),
    "aside": _within("blockquote"),
    "listitem": _within("li"),
    "heading": lambda node, inner: f"<{_heading(node)}>{inner}</{_heading(node)}>",
    "list": lambda node, inner: (
        f"<ol>{inner}</ol>" if node.get("listType") == "number" else f"<ul>{inner}</ul>"
    ),
    "link": lambda node, inner: f'<a href="{escape(str(node.get("url", "")))}">{inner}</a>',
    "autolink": lambda node, inner: f'<a href="{escape(str(node.get("url", "")))}">{inner}</a>',
}


def _heading(node: Node) -> str:
    tag = str(node.get("tag", "h2"))
    return tag if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"


def _mobiledoc(doc: Node, made: Body) -> str:
    parts = []
    for section in _list(doc.get("sections")):
        kind = section[0] if isinstance(section, list) and len(section) > 1 else None
        if kind == 1 and len(section) > 2:
            tag = section[1] if section[1] in {"p", "h1", "h2", "h3", "h4", "blockquote"} else "p"
            parts.append(f"<{tag}>{_markers(section[2], doc)}</{tag}>")
        elif kind == 2:
            parts.append(_picture({"src": section[1]}))
        elif kind == 3 and len(section) > 2:
            tag = "ol" if section[1] == "ol" else "ul"
            items = "".join(f"<li>{_markers(item, doc)}</li>" for item in _list(section[2]))
            parts.append(f"<{tag}>{items}</{tag}>")
        elif kind == 10:
            card = _at(doc.get("cards"), section[1])
            if isinstance(card, list) and len(card) > 1 and isinstance(card[1], dict):
                parts.append(_card(str(card[0]), card[1], made))
    return "".join(parts)


def _markers(markers: Any, doc: Node) -> str:
    """Return a line: each marker opens some marks, says its text, and closes some."""
    made: list[str] = []
    open_tags: list[str] = []
    for marker in _list(markers):
        if not isinstance(marker, list) or len(marker) < 4:
            continue
        for number in _list(marker[1]):
            tag, opening = _markup(_at(doc.get("markups"), number))
            open_tags.append(tag)
            made.append(opening)
        is_text = marker[0] == 0
        made.append(escape(str(marker[3]), quote=False) if is_text else "<br>")
        closed = min(int(marker[2] or 0), len(open_tags))
        made += [f"</{open_tags.pop()}>" for _ in range(closed)]
    made += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(made)


def _markup(markup: Any) -> tuple[str, str]:
    tag = str(markup[0]) if isinstance(markup, list) and markup else "span"
    if tag not in {"a", "strong", "b", "em", "i", "s", "sub", "sup"}:
        tag = "span"
    given = _list(markup[1]) if isinstance(markup, list) and len(markup) > 1 else []
    pairs = dict(zip(given[::2], given[1::2], strict=False))
    href = f' href="{escape(str(pairs.get("href", "")))}"' if tag == "a" else ""
    return tag, f"<{tag}{href}>"


def _card(kind: str, card: Node, made: Body) -> str:
    """Return the HTML of a card, which both formats have under the same names."""
    if kind in CARDS:
        return CARDS[kind](card)
    if kind in LEFT:
        made.notes.append(f"The card “{kind}” stays behind.")
    elif kind not in {"horizontalrule", "hr"}:
        made.notes.append(f"Nobody here knows the card “{kind}”, so it stays behind.")
    return "<hr>" if kind in {"horizontalrule", "hr"} else ""


def _picture(card: Node) -> str:
    caption = words(str(card.get("caption") or ""))
    src, alt = (escape(str(card.get(name) or "")) for name in ("src", "alt"))
    image = f'<img src="{src}" alt="{alt}">'
    told = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"<figure>{image}{told}</figure>"


def _line(card: Node, address: str, *names: str) -> str:
    """Return the card's address, with its title for words where it has one."""
    title = next((str(card[name]) for name in names if card.get(name)), "")
    link = escape(str(card.get(address) or ""))
    return f'<p><a href="{link}">{escape(words(title) or link, quote=False)}</a></p>'


def _bookmark(card: Node) -> str:
    meta = card.get("metadata")
    told = meta if isinstance(meta, dict) else {}
    return _line({**told, **card}, "url", "title")


def _gallery(card: Node) -> str:
    found = [each for each in _list(card.get("images")) if isinstance(each, dict)]
    return "".join(_picture(each) for each in found)


CARDS: dict[str, Callable[[Node], str]] = {
    "image": _picture,
    "gallery": _gallery,
    "html": lambda card: str(card.get("html") or ""),
    "markdown": lambda card: markdown.read(str(card.get("markdown") or "")).body,
    "card-markdown": lambda card: markdown.read(str(card.get("markdown") or "")).body,
    "embed": lambda card: f"<p>{escape(str(card.get('url') or ''), quote=False)}</p>",
    "bookmark": _bookmark,
    "button": lambda card: _line(card, "buttonUrl", "buttonText"),
    "file": lambda card: _line(card, "src", "fileTitle", "fileName"),
    "audio": lambda card: _line(card, "src", "title"),
    "video": lambda card: _line(card, "src", "fileName", "caption"),
    "product": lambda card: _line(card, "productUrl", "productTitle"),
    "callout": lambda card: f"<blockquote>{card.get('calloutText') or ''}</blockquote>",
    "toggle": lambda card: f"<h3>{card.get('heading') or ''}</h3>{card.get('content') or ''}",
    "header": lambda card: f"<h2>{card.get('header') or card.get('heading') or ''}</h2>",
    "code": lambda card: f"<p>{escape(str(card.get('code') or ''), quote=False)}</p>",
    "codeblock": lambda card: f"<p>{escape(str(card.get('code') or ''), quote=False)}</p>",
}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(values: Any, place: Any) -> Any:
    found = _list(values)
    return found[place] if isinstance(place, int) and 0 <= place < len(found) else None
