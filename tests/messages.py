"""What readers are told, for translators.

    make messages

Brings every catalogue below newsroom/locale up to date with the sources and compiles it. It works
without the programs of GNU gettext, which are not everywhere.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "newsroom" / "locale"
#: The desk speaks English, so only what readers see is looked through, and outsiders with a link.
PYTHON = ["articles/models", "articles/reader"]
TEMPLATES = ["templates/*.html", "templates/reader/**/*.html", "templates/desk/share_*.html"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: What `templatize` leaves of a template besides calls: blocked out words, which are no Python.
CALL = re.compile(r"\bn?p?gettext\((?:[^()\"']|u?\"(?:\\.|[^\"\\])*\"|u?'(?:\\.|[^'\\])*')*\)")


def extracted() -> Catalog:
    """Return all that is marked for translation, each with the files in which it stands."""
    catalogue = Catalog(project="Newsroom", charset="utf-8")
    for file, source in _sources():
        for _line, message, comments, context in extract(
            "python", BytesIO(source.encode()), KEYWORDS, comment_tags=["Translators:"]
        ):
            place = [(file.relative_to(ROOT).as_posix(), None)]
            catalogue.add(message, locations=place, auto_comments=comments, context=context)
    return catalogue


def _sources() -> Iterator[tuple[Path, str]]:
    for folder in PYTHON:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file, file.read_text()
    for pattern in TEMPLATES:
        for file in sorted(ROOT.glob(pattern)):
            yield file, "\n".join(CALL.findall(templatize(file.read_text(), origin=str(file))))


def catalogues() -> list[Path]:
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po"))


def read(file: Path) -> Catalog:
    with file.open("rb") as stored:
        return read_po(stored, locale=file.parts[-3])


def compiled(catalogue: Catalog) -> bytes:
    """Return what Python reads; what nobody has translated is left out, and stays English."""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def brought_up_to_date(file: Path, template: Catalog) -> Catalog:
    """Return the catalogue with the messages of the template and no others."""
    catalogue = read(file)
    # Kept, so that nothing changes where no message does.
    template.creation_date = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # A new one is: it would be compiled without its header, and with that go encoding and plurals.
    catalogue.fuzzy = False
    return catalogue


def main() -> None:
    template = extracted()
    for file in catalogues():
        catalogue = brought_up_to_date(file, template)
        with file.open("wb") as stored:
            write_po(stored, catalogue, sort_output=True, width=100, omit_header=False)
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = [each.id for each in catalogue if each.id and not any(each.string or ())]
        print(f"{file.relative_to(ROOT)}: {len(catalogue)} messages, {len(missing)} to translate")


if __name__ == "__main__":
    main()
