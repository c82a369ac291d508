"""The kinds of entries in the plan: what each is called, and the sign beside its word."""

from dataclasses import dataclass

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind has a word, a sign and a colour, so nobody needs the colour to tell it.

    `slug` names the colour in the stylesheet; `help` is the legend's sentence.
    """

    slug: str
    word: str
    sign: str
    help: str

    @property
    def goes_live(self) -> bool:
        return self.slug in ("first", "next")


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (
        Kind("first", "Goes live", "▶", "Readers see the article for the first time."),
        Kind("next", "Next version", "»", "A new version takes the place of the old one."),
        Kind("end", "Ends", "■", "Readers stop seeing the article."),
        Kind("embargo", "Embargo ends", "◆", "From then on a version may go live."),
        Kind("placed", "On front", "▲", "The article comes onto a front page."),
        Kind("placed-end", "Off front", "▽", "The article leaves a front page."),
        Kind("slot", "Planned", "○", "A planned slot. By itself it publishes nothing."),
        Kind("deadline", "Deadline", "⚑", "The copy has to be submitted."),
        Kind("review", "In review", "✎", "In review, without a time to go live."),
        Kind("unplanned", "Assignment", "○", "An assignment without a planned slot."),
    )
}
