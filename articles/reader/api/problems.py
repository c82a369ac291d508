"""Answers that say why there is no other, https://www.rfc-editor.org/rfc/rfc9457."""

from http import HTTPStatus

from articles.reader.api.shapes import Problem, Wrong

__all__ = ["Refusal", "gone", "missing", "wrong"]


class Refusal(Exception):  # noqa: N818 -- it ends a request, not the program
    """Raised by endpoints in place of an answer."""

    def __init__(self, status: int, detail: str, errors: list[Wrong] | None = None) -> None:
        super().__init__(detail)
        self.problem = Problem(
            type="about:blank",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            errors=errors or [],
        )


def wrong(errors: dict[str, str]) -> Refusal:
    """Return the 400 that says of each of these parameters what is wrong with it."""
    listed = [Wrong(parameter=name, detail=detail) for name, detail in errors.items()]
    return Refusal(400, f"Not right: {', '.join(errors)}.", listed)


def missing() -> Refusal:
    """Return the 404, the same for what never was, isn't yet, and isn't any more."""
    return Refusal(404, "There is nothing at this address.")


def gone(notice: str) -> Refusal:
    """Return the 410 of what the editors withdrew, with what they say to readers."""
    return Refusal(410, notice)
