"""Dailymotion's videos. https://developers.dailymotion.com/docs/iframe-web"""

import re

from articles.embeds.provider import Address, Found, Provider, Shape, framed, seconds_in

__all__ = ["DAILYMOTION"]

PATH = re.compile(r"(?:/embed)?/video/([A-Za-z0-9]{5,20})(?:_[^/]*)?/?")
SHORT_PATH = re.compile(r"/([A-Za-z0-9]{5,20})/?")
ID = re.compile(r"[A-Za-z0-9]{5,20}")
SHORT_HOST, PLAYER_HOST = "dai.ly", "geo.dailymotion.com"


def find(address: Address) -> Found | None:
    video = _video(address)
    if not video:
        return None
    start = seconds_in(address.query.get("start") or address.query.get("startTime", ""))
    return Found(
        framed(f"https://www.dailymotion.com/video/{video}", [("start", start)]),
        framed(f"https://{PLAYER_HOST}/player.html", [("video", video), ("startTime", start)]),
        Shape.WIDE,
    )


def _video(address: Address) -> str:
    if address.host == PLAYER_HOST:
        video = address.query.get("video", "")
        player = re.fullmatch(r"/player(?:/\w+)?\.html", address.path, re.ASCII)
        return video if player and ID.fullmatch(video) else ""
    pattern = SHORT_PATH if address.host == SHORT_HOST else PATH
    found = pattern.fullmatch(address.path)
    return found[1] if found else ""


DAILYMOTION = Provider(
    name="dailymotion",
    label="Dailymotion",
    frame_host=PLAYER_HOST,
    hosts=frozenset({"dailymotion.com", "www.dailymotion.com", SHORT_HOST, PLAYER_HOST}),
    find=find,
)
