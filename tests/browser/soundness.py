"""What axe and a narrow window find wrong with a page: on a phone and a desk, light and dark."""

import json

from axe_playwright_python.base import AXE_SCRIPT

__all__ = ["WIDTHS", "faults_of"]

WIDTHS = (360, 1440)
SCHEMES = ("light", "dark")
#: Nothing moves, so that no colour is measured half-way.
STILL = """() => {
    const still = new CSSStyleSheet()
    const moves = "transition: none !important; animation: none !important"
    still.replaceSync(`*, ::before, ::after { ${moves} }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still]
}"""
#: Unfold decides once, as a page opens, whether it is dark.
DARK = "dark => document.documentElement.classList.toggle('dark', dark)"
FOUND = """async rules => {
    const options = { iframes: false, resultTypes: ["violations"], ...rules }
    const { violations } = await axe.run(document, options)
    return violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, any, all, none }) =>
            [id, html.slice(0, 300), [...any, ...all, ...none].map(check => check.message)]))
}"""
WIDER = """() => {
    const width = innerWidth
    if (document.scrollingElement.scrollWidth <= width) return []
    const wide = [...document.body.querySelectorAll("*")].filter(each => {
        const box = each.getBoundingClientRect()
        return box.width && box.right > width + 1
    })
    return wide.slice(0, 4).map(each => each.outerHTML.slice(0, 160))
}"""


def faults_of(page):
    """Return what is wrong with the page as it stands, at each width, in light and dark."""
    page.evaluate(STILL)
    page.evaluate(AXE_SCRIPT)
    return [fault for width in reversed(WIDTHS) for fault in _faults_at(page, width)]


def _faults_at(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(DARK, scheme == "dark")
        # Nothing but colours is another in the dark.
        rules = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
        for rule, html, why in page.evaluate(FOUND, rules):
            yield f"{width} {scheme}: {rule}: {html}: {json.dumps(why)}"
    if wide := page.evaluate(WIDER):
        yield f"{width}: wider than its window: {wide}"
