"""Plain text out, as plain text comes in: date and headline first, a blank line between parts."""

from articles import richtext
from articles.models import Copy

__all__ = ["document"]


def document(copy: Copy) -> str:
    dated = f"date {copy.dated:%Y-%m-%d} " if copy.dated else ""
    byline = ", ".join(author.name for author in copy.authors())
    parts = [
        f"{dated}Headline: {copy.headline}",
        copy.standfirst,
        f"By {byline}" if byline else "",
        *(_block(block) for block in richtext.blocks(copy.body)),
    ]
    if copy.dateline and len(parts) > 3:
        parts[3] = f"{copy.dateline} {parts[3]}"
    return "\n\n".join(filter(None, parts)) + "\n"


def _block(block: richtext.Block) -> str:
    lines = block.text.split("\n")
    if block.tag == "ul":
        return "\n".join(f"- {line}" for line in lines)
    if block.tag == "ol":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    if block.tag == "blockquote":
        return "\n".join(f"> {line}" for line in lines)
    return block.text
