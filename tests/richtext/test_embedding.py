"""Embeds in bodies: what becomes one, its stored form, and what is read from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import blocks, clean, words
from articles.richtext.claims import claims
from articles.richtext.compare import compare
from articles.richtext.embedding import embeds_in, replace_embeds
from articles.richtext.merge import merge
from tests.richtext.bodies import few

ADDRESS = "https://www.youtube.com/watch?v=abcdefghijk"
OTHER = "https://vimeo.com/76979871"


def figure(title=ADDRESS, address=ADDRESS):
    return f'<figure><a href="{address}" rel="external noopener">{title}</a></figure>'


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("https://youtu.be/abcdefghijk", figure()),
        ("<p> <b>https://youtu.be/abcdefghijk</b>&nbsp;</p>", figure()),
        ('<p><a href="https://youtu.be/abcdefghijk">https://youtu.be/abcdefghijk</a>', figure()),
        (
            "<p>Before<br>https://youtu.be/abcdefghijk<br>after</p>",
            f"<p>Before</p>\n{figure()}\n<p>after</p>",
        ),
        ('<figure><a href="https://youtu.be/abcdefghijk">A bell</a></figure>', figure("A bell")),
        (
            '<figure><a href="https://youtu.be/abcdefghijk">A <b>bell</b> &amp; more</a></figure>',
            figure("A bell &amp; more"),
        ),
        (
            (
                "<figure class=wp-block-embed><div>https://youtu.be/abcdefghijk</div>"
                "<figcaption>A <em>bell</em></figcaption></figure>"
            ),
            figure("A bell"),
        ),
        (
            f'<figure><a href="{ADDRESS}">A bell</a><figcaption>By us</figcaption></figure>',
            f"{figure('A bell')}\n<p>By us</p>",
        ),
        (
            (
                "<figure><iframe src='//www.youtube.com/embed/abcdefghijk?rel=0&amp;start=9'>"
                "</iframe><figcaption>A bell</figcaption></figure>"
            ),
            figure("A bell", f"{ADDRESS}&amp;t=9s"),
        ),
        (f"<div><section>{figure('A bell')}</section></div>", figure("A bell")),
    ],
)
def test_an_address_alone_or_a_link_alone_in_a_figure_becomes_one(written, stored):
    assert clean(written) == stored
    assert clean(stored) == stored


@pytest.mark.parametrize(
    "body",
    [
        "<p>See https://youtu.be/abcdefghijk</p>",
        '<p><a href="https://youtu.be/abcdefghijk" rel="external noopener">The bell</a></p>',
        (
            '<p><a href="https://evil.example/" rel="external noopener">https://youtu.be/abcdefghijk'
            "</a></p>"
        ),
        "<p>https://youtube.com.evil.example/watch?v=abcdefghijk</p>",
        "<h2>https://youtu.be/abcdefghijk</h2>",
        "<ul><li>https://youtu.be/abcdefghijk</li></ul>",
        "<blockquote><p>https://youtu.be/abcdefghijk</p></blockquote>",
        "<table><tbody><tr><td>https://youtu.be/abcdefghijk</td></tr></tbody></table>",
    ],
)
def test_an_address_elsewhere_stays_as_it_was_written(body):
    assert clean(body) == body
    assert embeds_in(body) == []


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (
            '<figure><a href="https://example.org/">Told</a></figure>',
            '<p><a href="https://example.org/" rel="external noopener">Told</a></p>',
        ),
        ('<figure><a href="javascript:alert(1)">Told</a></figure>', "<p>Told</p>"),
        (
            f"<ul><li>{figure('Told')}</li></ul>",
            f'<ul><li><a href="{ADDRESS}" rel="external noopener">Told</a></li></ul>',
        ),
        (
            "<p>Stays</p><iframe src=https://evil.example/embed/abcdefghijk></iframe>",
            "<p>Stays</p>",
        ),
        ("<p>Stays</p><iframe srcdoc='<b>x</b>' src=></iframe>", "<p>Stays</p>"),
    ],
)
def test_what_is_no_provider_s_or_has_no_room_is_a_plain_link(written, stored):
    assert clean(written) == stored


def test_a_picture_with_a_link_keeps_its_figure():
    image = '<img data-picture="7" src="/media/a.webp" alt="A quay">'
    body = clean(f'<figure><a href="{ADDRESS}">{image}</a></figure>')
    assert body == f"<figure>{image}</figure>"


@given(st.text())
@few
def test_any_title_is_kept_as_its_words(title):
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    body = clean(f'<figure><a href="{ADDRESS}">x {escaped}</a></figure>')
    assert clean(body) == body
    (placed,) = embeds_in(body)
    assert placed.embed.address == ADDRESS
    assert placed.title.split() == words(body)


def test_a_title_that_is_an_address_counts_as_none():
    (untitled, titled) = embeds_in(clean(f"{figure()}{figure('A bell', OTHER)}"))
    assert (untitled.embed.provider.label, untitled.title) == ("YouTube", "")
    assert (titled.embed.provider.label, titled.title) == ("Vimeo", "A bell")


def test_each_is_replaced_where_it_stands():
    body = clean(f"<p>One</p>{figure('A bell')}<p>Two</p>")
    assert replace_embeds(body, lambda placed: placed.title) == "<p>One</p>\nA bell\n<p>Two</p>"


def test_a_figure_of_a_link_that_is_no_embed_any_more_is_a_paragraph():
    body = '<figure><a href="https://gone.example/">A bell</a></figure>'
    shown = replace_embeds(body, lambda placed: placed.title)
    assert shown == '<p><a href="https://gone.example/">A bell</a></p>'


def test_it_is_a_block_whose_words_are_its_title():
    (block,) = blocks(figure("Bells at noon"))
    assert (block.tag, block.text) == ("figure", "Bells at noon")


def test_another_address_or_title_is_a_change_and_one_that_comes_is_marked():
    told = [each.kind for each in compare(figure("A bell"), figure("A bell", OTHER))]
    assert told == ["changed"]
    (retitled,) = compare(figure("A bell"), figure("A bell tower"))
    assert f'A bell</a><ins><a href="{ADDRESS}" rel="external noopener"> tower</a></ins>' in (
        retitled.html
    )
    (added,) = compare("", figure("A bell"))
    assert added.html.startswith('<figure class="desk-added"><ins><a href=')


def test_two_who_change_different_things_around_one_are_merged():
    base = clean(f"<p>One thing is here</p>{figure('A bell')}<p>Another thing is there</p>")
    mine, theirs = base.replace("A bell", "The bell"), base.replace("One thing", "That thing")
    merged = merge(base, mine, theirs)
    assert merged.body() == base.replace("A bell", "The bell").replace("One thing", "That thing")


def test_its_link_is_a_claim_and_the_numbers_in_its_address_are_none():
    body = clean("https://vimeo.com/76979871")
    assert [(claim.kind, claim.text) for claim in claims(body)] == [("link", OTHER)]
