"""What was done at the demo's desk: claims, notes, fronts."""

from articles.models import Article, Claim, Edition, Note, Outgoing, Placement, claims_of
from tests.demo.loaded.conftest import Loaded


def test_what_readers_see_is_checked_and_a_story_in_review_in_part(demo: Loaded):
    for article in Article.objects.filter(editions__in=Edition.objects.visible(demo.now)):
        assert all(claim.checked for claim in claims_of(article)), article
    listed = claims_of(demo.article("delta-farmers-lift-their-fields"))
    kinds = {claim.found.kind for claim in listed if claim.checked}
    assert kinds == {"name", "quote"}
    assert not all(claim.checked for claim in listed)
    assert set(Claim.objects.values_list("kind", flat=True)) >= {"figure", "date", "link"}


def test_there_are_notes_on_a_story_and_on_a_passage_with_a_reply(demo: Loaded):
    notes = Note.objects.filter(article__slug="delta-farmers-lift-their-fields", event=None)
    passage = notes.get(passage__gt="")
    assert passage.passage in demo.article("delta-farmers-lift-their-fields").body
    assert passage.replies.count() == 1
    assert passage.mentions.exists()
    assert notes.filter(parent=None, passage="").exists()


def test_fronts_are_arranged_and_will_change(demo: Loaded):
    placed = {each.article.slug: each for each in Placement.objects.select_related("article")}
    assert placed["maiden-bridge-stuck-open"].starts_at <= demo.now
    assert placed["students-satellite-answers"].starts_at > demo.now
    assert placed["skarrs-race-nine-boats-still-out"].section.slug == "sport"


def test_nobody_is_sent_mail_about_it(demo: Loaded):
    assert not Outgoing.objects.exists()
