"""IPTC-IIM, the notation of the wires since 1991, as agencies still write it into JPEGs."""

__all__ = ["read_iptc"]

TAG = 0x1C
CHARACTER_SET = (1, 90)
UTF_8 = b"\x1b%G"
HEADLINE, CAPTION = (2, 105), (2, 120)
BYLINE, CREDIT = (2, 80), (2, 110)
SOURCE, COPYRIGHT = (2, 115), (2, 116)
DATE, TIME = (2, 55), (2, 60)


def read_iptc(block: bytes) -> dict[str, str]:
    """Return what the block says, by the names of `Notes`; `taken_at` as ISO 8601."""
    data = _datasets(block)
    utf_8 = data.get(CHARACTER_SET) == UTF_8
    said = {key: _text(value, utf_8) for key, value in data.items()}
    credit = [said[key] for key in (BYLINE, CREDIT) if said.get(key)]
    return {
        "caption": said.get(CAPTION) or said.get(HEADLINE, ""),
        "credit": " / ".join(dict.fromkeys(credit)),
        "source": said.get(COPYRIGHT) or said.get(SOURCE, ""),
        "taken_at": _moment(said.get(DATE, ""), said.get(TIME, "")),
    }


def _datasets(block: bytes) -> dict[tuple[int, int], bytes]:
    """Return the first value of each dataset; what comes after a damaged one isn't read."""
    found: dict[tuple[int, int], bytes] = {}
    at = 0
    while at + 5 <= len(block) and block[at] == TAG:
        key = (block[at + 1], block[at + 2])
        length = int.from_bytes(block[at + 3 : at + 5])
        at += 5
        if length & 0x8000:  # an extended dataset: so many bytes hold the length itself
            wide = length & 0x7FFF
            if wide > 4:
                break
            length = int.from_bytes(block[at : at + wide])
            at += wide
        if at + length > len(block):
            break
        found.setdefault(key, block[at : at + length])
        at += length
    return found


def _text(value: bytes, utf_8: bool) -> str:
    """Return the text in the character set that is declared, else in the one it turns out to be."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8", "replace") if utf_8 else value.decode("latin-1")


def _moment(date: str, time: str) -> str:
    """Return CCYYMMDD and HHMMSS±HHMM as ISO 8601."""
    if len(date) != 8 or not date.isdecimal():
        return ""
    return f"{date}T{time}" if len(time) in (6, 11) else date
