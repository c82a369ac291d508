"""Two bodies compared: what is new and what is gone is marked, and nothing else is changed."""

import re

import pytest
from hypothesis import given
from lxml import html as lxml_html

from articles.richtext import clean, is_clean
from articles.richtext.compare import compare, compare_text
from tests.richtext.bodies import BODIES, edited, few

ONE = "<p>The bridge opened at <strong>seven in the</strong> morning.</p>"
TWO = "<h2>What was repaired</h2>"
THREE = "<p>Engineers replaced forty bearings and the whole of the northern hinge.</p>"


def kinds(old, new):
    return [block.kind for block in compare(old, new)]


def stripped(html, gone, come):
    """Return the HTML without what is marked `gone`, with what is marked `come` as plain text."""
    tag, css_class = gone
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in tree.xpath(f"//{tag} | //*[@class='{css_class}']"):
        element.drop_tree()
    for element in tree.xpath(f"//{come[0]}"):
        element.drop_tag()
    for element in tree.xpath("//*[@class]"):
        del element.attrib["class"]
    inner = lxml_html.tostring(tree, encoding="unicode")
    return clean(inner.removeprefix("<div>").removesuffix("</div>"))


INS, DEL = ("ins", "desk-added"), ("del", "desk-removed")


def old_side(blocks):
    shown = [
        stripped(block.html, INS, DEL)
        for block in blocks
        if block.kind in ("kept", "changed", "removed", "gone")
    ]
    return "\n".join(filter(None, shown))


def new_side(blocks):
    shown = [
        stripped(block.html, DEL, INS)
        for block in blocks
        if block.kind in ("kept", "changed", "added", "moved")
    ]
    return "\n".join(filter(None, shown))


@few
@given(edited())
def test_without_what_is_new_it_is_the_old_body_and_the_other_way_round(bodies):
    _, old, new = bodies
    blocks = compare(old, new)
    assert old_side(blocks) == old
    assert new_side(blocks) == new


@few
@given(BODIES, BODIES)
def test_bodies_that_have_nothing_to_do_with_each_other(old, new):
    blocks = compare(old, new)
    assert (old_side(blocks), new_side(blocks)) == (old, new)


@few
@given(BODIES)
def test_a_body_is_the_same_as_itself(body):
    assert set(kinds(body, body)) <= {"kept"}


@few
@given(edited())
def test_only_marks_of_ours_come_to_what_cleaning_lets_through(bodies):
    _, old, new = bodies
    for block in compare(old, new):
        unmarked = re.sub(r"</?(ins|del)>| class=\"desk-(added|removed)\"", "", block.html)
        assert set(re.findall(r"<(\w+)", unmarked)) <= set(re.findall(r"<(\w+)", old + new))
        assert is_clean(clean(unmarked))


def test_words_are_marked_within_the_formatting():
    new = ONE.replace("seven", "eight").replace("morning", "morning, they said")
    assert [block.html for block in compare(ONE, new)] == [
        (
            "<p>The bridge opened at "
            "<del><strong>seven</strong></del><ins><strong>eight</strong></ins>"
            "<strong> in the</strong> morning<ins>, they said</ins>.</p>"
        )
    ]


def test_a_change_of_formatting_is_a_change():
    new = ONE.replace("<strong>", "<em>").replace("</strong>", "</em>")
    (block,) = compare(ONE, new)
    assert block.kind == "changed"
    assert "<del><strong>seven in the</strong></del><ins><em>seven in the</em></ins>" in block.html


def test_blocks_that_came_and_went():
    assert kinds(ONE + THREE, ONE + TWO + THREE) == ["kept", "added", "kept"]
    assert kinds(ONE + TWO + THREE, ONE + THREE) == ["kept", "removed", "kept"]


def test_a_block_that_moved_is_told_where_it_was_and_where_it_is():
    assert kinds(ONE + TWO + THREE, THREE + ONE + TWO) == ["moved", "kept", "kept", "gone"]


def test_a_block_that_moved_and_was_changed():
    moved, *_ = compare(ONE + TWO + THREE, THREE.replace("forty", "fifty") + ONE + TWO)
    assert moved.kind == "moved"
    assert "<del>forty</del><ins>fifty</ins>" in moved.html


def test_a_rule_or_a_short_line_did_not_move():
    assert kinds("<hr>" + ONE + TWO, ONE + TWO + "<hr>") == ["removed", "kept", "kept", "added"]


def test_a_paragraph_that_became_a_heading():
    assert kinds(TWO, "<p>What was repaired</p>") == ["removed", "added"]


def test_items_of_a_list_and_rows_of_a_table():
    old = "<ul><li>one tide table</li><li>two brass bells</li></ul>"
    new = "<ul><li>one tide table</li><li>a coil of rope</li><li>two old brass bells</li></ul>"
    assert [block.html for block in compare(old, new)] == [
        (
            '<ul><li>one tide table</li><li class="desk-added"><ins>a coil of rope</ins></li>'
            "<li>two <ins>old </ins>brass bells</li></ul>"
        )
    ]
    row = "<tr><td>Monday</td><td>high tide at six</td></tr>"
    table = f"<table><tbody>{row}</tbody></table>"
    (block,) = compare(table, table.replace("six", "seven"))
    assert "<td>high tide at <del>six</del><ins>seven</ins></td>" in block.html


def test_a_caption_and_a_picture():
    figure = (
        '<figure><img data-picture="1" src="/media/a.webp" alt="A lamp">'
        "<figcaption>The lamp on the rock</figcaption></figure>"
    )
    (block,) = compare(figure, figure.replace("the rock", "Gull Rock"))
    assert block.html.count("<img") == 1
    assert "The lamp on <del>the rock</del><ins>Gull Rock</ins>" in block.html


def test_words_shared_by_chance_do_not_break_up_a_change():
    (block,) = compare(
        "<p>We never wanted to leave the island, said one of the former keepers of the lamp.</p>",
        "<p>They always hoped to see the harbour, said one of the former keepers of the lamp.</p>",
    )
    assert block.html.count("<del>") == 1


def test_what_comes_in_is_cleaned():
    html = "".join(
        block.html for block in compare("", '<p onclick="x()">In</p><script>x()</script>')
    )
    assert html == '<p class="desk-added"><ins>In</ins></p>'


def test_plain_text_is_escaped():
    assert compare_text("Rope & <b>", "Rope & <i>") == "Rope &amp; &lt;<del>b</del><ins>i</ins>&gt;"


@pytest.mark.parametrize(
    ("old", "new"), [("", ""), ("", ONE), (ONE, "")], ids=["both", "old", "new"]
)
def test_nothing_on_a_side(old, new):
    assert kinds(old, new) == ["added"] * bool(new) + ["removed"] * bool(old)
