"""Browsers by name, as far as they say it: https://www.rfc-editor.org/rfc/rfc9110#name-user-agent."""

import re

__all__ = ["named"]

#: The first that is found counts: most claim to be several.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
#: Messengers and networks fetch a link to show a card of it.
PROGRAM = re.compile(
    r"bot\b|crawler|spider|facebookexternalhit|WhatsApp|Slack|Skype|curl|python", re.I
)


def named(agent: str) -> str:
    """Return a browser in a few words: `Firefox on Windows`, or what it calls itself."""
    if not agent:
        return "a browser that doesn’t say its name"
    if PROGRAM.search(agent):
        return f"a program, not a person: {agent[:60]}"
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    if not browser:
        return agent[:60]
    return f"{browser} on {system}" if system else browser
