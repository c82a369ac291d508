"""What comes in and goes out, in a real browser: an archive with its report, and partners."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article, Delivery, database_now
from tests import people
from tests.browser.soundness import faults_of
from tests.wire.wxr import export, post

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_archive_comes_in_and_its_report_is_read(page, sign_in, tmp_path):
    people.section("World")
    archive = tmp_path / "export.xml"
    comment = "<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment>"
    archive.write_text(export(post(1, "Ferry late"), post(2, "Trams run", more=comment)))
    sign_in(page, people.chief())
    page.goto(reverse("admin:articles_article_bring_in"))
    page.get_by_label("Or a file").set_input_files(archive)
    page.get_by_label("Publish what was published").check()
    assert faults_of(page) == []
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("link", name="Ferry late")).to_be_visible()
    assert Article.objects.filter(state="published").count() == 2
    page.get_by_role("link", name="With notes").click()
    expect(page.get_by_text("Its comments stay behind: 1.")).to_be_visible()
    expect(page.get_by_role("link", name="Ferry late")).to_have_count(0)
    assert faults_of(page) == []
    page.get_by_role("link", name="All reports").click()
    expect(page.get_by_text("Post: published, 2")).to_be_visible()
    assert faults_of(page) == []


def test_a_partner_is_let_in_and_what_waits_is_tried_again(page, sign_in):
    world = people.section("World")
    chief = people.chief()
    partner, _ = workflow.make_partner(chief, name="The Mail", hands_in=True, desk=world)
    Delivery.objects.create(
        partner=partner,
        key="1",
        digest="",
        received_at=database_now(),
        name="ferry.txt",
        data=b"Ferry late\n\nIt came at nine.\n",
        reason="It could not be read.",
    )
    sign_in(page, chief)
    page.goto(reverse("desk:partners"))
    assert faults_of(page) == []
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_text("Taken in as drafts: 1.")).to_be_visible()
    page.get_by_label("Name").fill("The Echo")
    page.get_by_role("button", name="Let them in").click()
    expect(page.get_by_text("which is shown this once")).to_be_visible()
    assert faults_of(page) == []
