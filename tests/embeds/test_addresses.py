"""Which addresses lead to a video or post, and what is written from the id in them."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.embeds import PROVIDERS, embed_of

YOUTUBE = "https://www.youtube.com/watch?v=abc_EFG-123"
NO_COOKIE = "https://www.youtube-nocookie.com/embed/abc_EFG-123"
VIMEO = "https://player.vimeo.com/video/76979871"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"


@pytest.mark.parametrize(
    ("typed", "address", "frame"),
    [
        (YOUTUBE, YOUTUBE, NO_COOKIE),
        ("http://youtube.com/watch?v=abc_EFG-123&feature=share#top", YOUTUBE, NO_COOKIE),
        ("https://m.youtube.com/watch?app=desktop&v=abc_EFG-123", YOUTUBE, NO_COOKIE),
        ("https://WWW.YouTube.COM/watch?v=abc_EFG-123&v=another_one", YOUTUBE, NO_COOKIE),
        ("https://youtu.be/abc_EFG-123?si=tracks-you", YOUTUBE, NO_COOKIE),
        ("https://www.youtube.com/live/abc_EFG-123", YOUTUBE, NO_COOKIE),
        ("https://www.youtube.com/embed/abc_EFG-123?rel=0", YOUTUBE, NO_COOKIE),
        ("https://www.youtube.com/watch?v=abc_EFG-123&list=PL1&index=2", YOUTUBE, NO_COOKIE),
        ("https://youtu.be/abc_EFG-123?t=90s", f"{YOUTUBE}&t=90s", f"{NO_COOKIE}?start=90"),
        (f"{YOUTUBE}&t=1h2m3s", f"{YOUTUBE}&t=3723s", f"{NO_COOKIE}?start=3723"),
        (f"{YOUTUBE}#t=9", f"{YOUTUBE}&t=9s", f"{NO_COOKIE}?start=9"),
        (f"{YOUTUBE}&t=soon", YOUTUBE, NO_COOKIE),
        (
            "https://www.youtube.com/shorts/abc_EFG-123?feature=share",
            "https://www.youtube.com/shorts/abc_EFG-123",
            NO_COOKIE,
        ),
        ("https://vimeo.com/76979871", "https://vimeo.com/76979871", f"{VIMEO}?dnt=1"),
        (
            "https://vimeo.com/channels/staffpicks/76979871#t=1m5s",
            "https://vimeo.com/76979871#t=65s",
            f"{VIMEO}?dnt=1#t=65s",
        ),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0",
            "https://vimeo.com/76979871/8272103f6e",
            f"{VIMEO}?h=8272103f6e&dnt=1",
        ),
        (
            "https://www.dailymotion.com/video/x84sh87_a-harbour_news?start=15",
            "https://www.dailymotion.com/video/x84sh87?start=15",
            "https://geo.dailymotion.com/player.html?video=x84sh87&startTime=15",
        ),
        (
            "https://dai.ly/x84sh87",
            "https://www.dailymotion.com/video/x84sh87",
            "https://geo.dailymotion.com/player.html?video=x84sh87",
        ),
        (
            "https://geo.dailymotion.com/player/xabc.html?video=x84sh87",
            "https://www.dailymotion.com/video/x84sh87",
            "https://geo.dailymotion.com/player.html?video=x84sh87",
        ),
        (
            "https://www.tiktok.com/@a.ferry_1/video/6718335390845095173?lang=en",
            "https://www.tiktok.com/@a.ferry_1/video/6718335390845095173",
            "https://www.tiktok.com/player/v1/6718335390845095173",
        ),
        (
            "https://soundcloud.com/harbour/bell-at-noon?utm_source=clipboard",
            "https://soundcloud.com/harbour/bell-at-noon",
            (
                "https://w.soundcloud.com/player/"
                "?url=https%3A%2F%2Fsoundcloud.com%2Fharbour%2Fbell-at-noon"
            ),
        ),
        (
            "https://m.soundcloud.com/harbour/sets/bells/",
            "https://soundcloud.com/harbour/sets/bells",
            (
                "https://w.soundcloud.com/player/"
                "?url=https%3A%2F%2Fsoundcloud.com%2Fharbour%2Fsets%2Fbells"
            ),
        ),
        (
            "https://open.spotify.com/intl-es/episode/7makk4oTQel546B0PZlDM5?si=1",
            "https://open.spotify.com/episode/7makk4oTQel546B0PZlDM5",
            "https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5",
        ),
        (
            "https://mobile.twitter.com/harbour/status/20/photo/1?s=20",
            "https://x.com/harbour/status/20",
            "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true",
        ),
        (
            "https://x.com/i/web/status/20",
            "https://x.com/i/status/20",
            "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true",
        ),
        (
            "https://bsky.app/profile/harbour.example.org/post/3la62zxt4rs2j",
            "https://bsky.app/profile/harbour.example.org/post/3la62zxt4rs2j",
            "https://embed.bsky.app/embed/harbour.example.org/app.bsky.feed.post/3la62zxt4rs2j",
        ),
        (
            f"https://bsky.app/profile/{DID}/post/3la62zxt4rs2j",
            f"https://bsky.app/profile/{DID}/post/3la62zxt4rs2j",
            f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3la62zxt4rs2j",
        ),
        (
            "https://www.instagram.com/harbour/reel/C1a-b_2/?igsh=1",
            "https://www.instagram.com/reel/C1a-b_2/",
            "https://www.instagram.com/reel/C1a-b_2/embed/captioned/",
        ),
        (
            "http://instagram.com/p/C1a-b_2/embed",
            "https://www.instagram.com/p/C1a-b_2/",
            "https://www.instagram.com/p/C1a-b_2/embed/captioned/",
        ),
    ],
)
def test_an_address_of_a_provider_is_written_anew_from_its_id(typed, address, frame):
    embed = embed_of(typed)
    assert (embed.address, embed.frame) == (address, frame)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)//youtube.com/watch?v=abc_EFG-123",
        "data:text/html,https://youtu.be/abc_EFG-123",
        "ftp://youtu.be/abc_EFG-123",
        "//youtu.be/abc_EFG-123",
        "youtu.be/abc_EFG-123",
        "https://youtube.com.evil.example/watch?v=abc_EFG-123",
        "https://evilyoutube.com/watch?v=abc_EFG-123",
        "https://evil.example/youtube.com/watch?v=abc_EFG-123",
        "https://youtube.com@evil.example/watch?v=abc_EFG-123",
        "https://evil@youtube.com/watch?v=abc_EFG-123",
        "https://youtube.com:8443/watch?v=abc_EFG-123",
        "https://youtube.com:443/watch?v=abc_EFG-123",
        "https://youtube.com./watch?v=abc_EFG-123",
        "https://youtube.com\\.evil.example/watch?v=abc_EFG-123",
        "https://y\u043eutube.com/watch?v=abc_EFG-123",  # a Cyrillic letter
        "https://xn--yutube-wqf.com/watch?v=abc_EFG-123",
        "https://youtube。com/watch?v=abc_EFG-123",
        "https://youtu.be/abc_EFG-123 https://youtu.be/abc_EFG-123",
        "https://youtu.be/abc_EFG-123\n",
        "https://[youtu.be/abc_EFG-123",
        "https://youtu.be/abc_EFG-1234",
        "https://youtu.be/abc_EFG-12",
        "https://youtu.be/abc_EFG-12%33",
        'https://youtu.be/abc_EFG-123?a="',
        "https://youtu.be/abc_EFG-123?" + "a=1&" * 51,
        "https://youtu.be/abc_EFG-123?" + "a" * 2000,
        "https://www.youtube.com/playlist?list=PLabc",
        "https://www.youtube.com/embed/videoseries?list=PLabc",
        "https://www.youtube.com/embed/live_stream?channel=UC1",
        "https://www.youtube.com/@harbour",
        "https://www.youtube.com/watch?v=",
        "https://vimeo.com/",
        "https://vimeo.com/76979871/not-a-hash",
        "https://player.vimeo.com/video/76979871?h=../../x",
        "https://www.dailymotion.com/harbour",
        "https://geo.dailymotion.com/other.html?video=x84sh87",
        "https://geo.dailymotion.com/player.html?video=x84sh87%26a",
        "https://vm.tiktok.com/ZMabc/",
        "https://www.tiktok.com/@harbour",
        "https://soundcloud.com/harbour",
        "https://soundcloud.com/harbour/likes",
        "https://soundcloud.com/discover/sets",
        "https://on.soundcloud.com/abc",
        "https://open.spotify.com/user/harbour",
        "https://x.com/harbour",
        "https://t.co/abc",
        "https://bsky.app/profile/harbour/post/3la62zxt4rs2j",
        "https://bsky.app/profile/harbour.example.org",
        "https://www.instagram.com/harbour/",
        "https://www.instagram.com/share/reel/BAabc123",
        "https://social.example/@harbour/112233",
        "",
    ],
)
def test_all_else_is_no_provider_s(typed):
    assert embed_of(typed) is None


HOSTS = sorted(host for provider in PROVIDERS.values() for host in provider.hosts)
PARTS = (
    "abc_EFG-123",
    "76979871",
    "8272103f6e",
    "x84sh87",
    "embed",
    "video",
    "watch",
    "@harbour",
    "harbour",
    "status",
    "profile",
    "harbour.example",
    "post",
    "3la62zxt4rs2j",
    "reel",
    "track",
    "7makk4oTQel546B0PZlDM5",
    "sets",
    "..",
    "%2f",
    "",
)
QUERIES = ("v=abc_EFG-123", "t=1m", "h=8272103f6e", "video=x84sh87", "a=%26b", "url=//evil.example")
ADDRESSES = st.builds(
    "{}://{}/{}?{}#{}".format,
    st.sampled_from(["https", "http", "HTTPS", "javascript"]),
    st.sampled_from([*HOSTS, "evil.example", "a@youtu.be", "youtu.be:80"]),
    st.lists(st.sampled_from(PARTS) | st.text("abc/.-_%@:", max_size=4), max_size=6).map("/".join),
    st.lists(st.sampled_from(QUERIES), max_size=3).map("&".join),
    st.sampled_from(["", "t=9", "x"]),
)


@given(ADDRESSES | st.text(max_size=60))
@settings(max_examples=1000, deadline=None)
def test_whatever_is_typed_addresses_and_frames_are_the_provider_s_own(typed):
    embed = embed_of(typed)
    if embed is None:
        return
    assert embed_of(embed.address) == embed
    assert urlsplit(embed.address).netloc in embed.provider.hosts
    for frame in filter(None, (embed.frame, embed.playing)):
        assert frame.startswith(f"{embed.origin}/")
        assert not set(frame) & set("\"'<>\\ \n")
        assert ".." not in urlsplit(frame).path
