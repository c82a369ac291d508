"""The picture library in a real browser: dropping many, their words, focal points, the dialog."""

import base64

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Picture
from tests import people
from tests.browser.soundness import faults_of
from tests.browser.test_desk import desk  # noqa: F401 - a fixture
from tests.photo import files

pytestmark = pytest.mark.django_db(transaction=True)

#: Pictures are decoded and encoded meanwhile, in milliseconds, on whatever machine this is.
PATIENCE = 30_000
DROP = """([files, zone]) => {
    const carried = new DataTransfer()
    for (const [name, content] of files) {
        const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0))
        carried.items.add(new File([bytes], name))
    }
    const target = document.querySelector(zone)
    for (const kind of ["dragenter", "dragover", "drop"]) {
        const options = { bubbles: true, cancelable: true, dataTransfer: carried }
        target.dispatchEvent(new DragEvent(kind, options))
    }
}"""


@pytest.fixture(autouse=True)
def surroundings(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drop(page, zone="main", **named):
    """Drop these files, by their names up to the last dot."""
    sent = [[name, base64.b64encode(content).decode()] for name, content in named.items()]
    page.evaluate(DROP, [sent, zone])


def library(desk, **options):  # noqa: F811
    return desk(people.reporter(), reverse("admin:articles_picture_changelist"), **options)


def test_many_are_dropped_at_once_and_one_that_fails_stops_none(desk):  # noqa: F811
    page = library(desk)
    drop(page, told=files.telling("JPEG"), bare=files.saved("PNG"), cut=files.saved("JPEG")[:9000])
    told = page.locator(".picture-drop-told")
    expect(told).to_have_text(
        "2 pictures are in the library, 1 not taken: see why below.", timeout=PATIENCE
    )
    refused = page.locator(".picture-row-refused")
    expect(refused).to_contain_text("This picture is damaged: a part of it is missing.")
    expect(page.get_by_label("Caption").first).to_have_value("The ferry at dawn & the café.")
    bare = Picture.objects.get(credit="")
    page.locator(f"#id_picture{bare.pk}-alt").focus()
    for words in ("A quay at noon", "At noon", "J. Quill"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    bare.refresh_from_db()
    assert (bare.alt, bare.caption, bare.credit) == ("A quay at noon", "At noon", "J. Quill")


def test_each_tells_how_far_it_is_and_a_broken_connection_can_be_mended(desk):  # noqa: F811
    page = library(desk)
    upload = f"**{reverse('admin:articles_picture_upload')}"
    held = []

    def hold(route):
        held.append(route)

    page.route(upload, hold)
    drop(page, ferry=files.saved("JPEG"))
    expect(page.get_by_role("progressbar", name="ferry: sent")).to_be_visible()
    expect(page.locator(".picture-drop-told")).to_contain_text("1 on the way")
    held[0].abort()
    expect(page.get_by_text("The connection broke before it was in.")).to_be_visible()
    page.unroute(upload)
    page.get_by_role("button", name="Try again").press("Enter")
    expect(page.locator(".picture-new")).to_be_visible(timeout=PATIENCE)
    assert Picture.objects.count() == 1


def test_the_focal_point_goes_by_keys_and_by_a_click_and_the_crops_follow(desk):  # noqa: F811
    picture = people.picture((900, 900))
    picture.prepare()
    page = desk(people.reporter(), reverse("admin:articles_picture_change", args=[picture.pk]))
    point = page.get_by_role("button", name="Focal point: 50 %")
    crop = page.locator("[data-crop] img").first
    expect(crop).to_have_css("object-position", "50% 50%")
    point.focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("From the top, in per cent")).to_have_value("40")
    expect(page.get_by_label("From the left, in per cent")).to_have_value("49")
    # A square loses 43.75 % of its height to 16:9: the crop begins 11.875 % down.
    expect(crop).to_have_css("object-position", "50% 27.1429%")
    area = page.locator(".desk-focus-frame").bounding_box()
    page.mouse.click(area["x"] + area["width"] * 0.25, area["y"] + area["height"] * 0.9)
    expect(page.get_by_label("From the top, in per cent")).to_have_value("90")
    expect(crop).to_have_css("object-position", "50% 100%")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()
    assert Picture.objects.get().focal_point == "0.25x0.9"


def test_a_picture_dropped_on_the_dialog_opens_the_story_once_it_has_its_words(desk):  # noqa: F811
    people.section("World")
    page = desk(people.reporter(), reverse("admin:articles_article_add"))
    page.get_by_role("button", name="Choose a picture").click()
    drop(page, "dialog", bare=files.saved("JPEG"))
    dialog = page.get_by_role("dialog", name="Pictures")
    dialog.get_by_label("Text instead").fill("A quay")
    dialog.get_by_label("Credit (needed)").fill("J. Quill")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".desk-picture-name")).to_have_text("A quay")
    assert page.locator("[name=lead_picture]").input_value() == str(Picture.objects.get().pk)


def test_of_several_dropped_on_the_dialog_one_is_chosen(desk):  # noqa: F811
    people.section("World")
    page = desk(people.reporter(), reverse("admin:articles_article_add"))
    page.get_by_role("button", name="Choose a picture").click()
    drop(page, "dialog", one=files.telling("JPEG"), other=files.telling("PNG"))
    dialog = page.get_by_role("dialog", name="Pictures")
    expect(dialog.locator(".picture-new")).to_have_count(2, timeout=PATIENCE)
    found = dialog.locator(".desk-library-found [data-picture]")
    expect(found).to_have_count(2)
    chosen = found.first.get_attribute("data-picture")
    found.first.click()
    expect(dialog).to_be_hidden()
    assert page.locator("[name=lead_picture]").input_value() == chosen


def test_what_was_just_added_and_refused_fits_and_axe_finds_nothing(desk):  # noqa: F811
    page = desk(people.chief(), reverse("admin:articles_picture_changelist"))
    drop(page, bare=files.saved("JPEG"), cut=b"GIF8")
    expect(page.locator(".picture-new, .picture-row-refused")).to_have_count(2, timeout=PATIENCE)
    assert faults_of(page) == []


def test_the_editor_shows_a_picture_outside_of_its_licence_too(desk):  # noqa: F811
    picture = people.picture((400, 300), licence_until=timezone.now())
    picture.prepare()
    figure = (
        f'<figure><img data-picture="{picture.pk}" src="{picture.placed.url}" alt="A"></figure>'
    )
    article = people.article(people.reporter(), people.section("World"), body=figure)
    page = desk(people.reporter(), reverse("admin:articles_article_change", args=[article.pk]))
    shown = page.frame_locator("iframe.cke_wysiwyg_frame").locator("img[data-picture]")
    expect(shown).to_have_js_property("naturalWidth", 400)
    stored = page.evaluate("CKEDITOR.instances.id_body.getData()")
    assert f'src="{picture.placed.url}"' in stored
