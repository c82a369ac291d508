"""Ticking claims: by whom, against what, and until the sentence is edited."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Claim, claims_of
from articles.workflow import Refused, check_claims, reopen_claim, save_copy, spike
from tests import people

pytestmark = pytest.mark.django_db

BODY = "<p>The ferry cost 12 million euros. It sails on Monday.</p>"


@pytest.fixture
def article():
    return people.article(
        people.reporter(), people.section(), headline="A ferry sails", standfirst="", body=BODY
    )


def open_claims(article):
    return [claim.found.text for claim in claims_of(article) if not claim.checked]


def digests(article, *texts):
    return [claim.digest for claim in claims_of(article) if claim.found.text in texts]


def test_it_keeps_who_ticked_what_against_what(article, clock):
    editor = people.editor(article.section)
    assert open_claims(article) == ["12 million euros", "Monday"]
    assert check_claims(article, editor, digests(article, "Monday"), " The timetable ") == 1
    assert open_claims(article) == ["12 million euros"]
    claim = article.claims.get()
    assert (claim.checked_by, claim.source) == (editor, "The timetable")
    assert claim.checked_at == clock.now
    assert (claim.kind, claim.sentence) == ("date", "It sails on Monday.")


def test_ticked_twice_it_is_ticked_once(article):
    editor = people.editor(article.section)
    check_claims(article, editor, digests(article, "Monday"), "The timetable")
    assert check_claims(article, people.chief(), digests(article, "Monday"), "Somebody") == 0
    assert article.claims.get().source == "The timetable"


def test_sent_twice_in_one_form_it_is_ticked_once(article):
    monday = digests(article, "Monday")
    assert check_claims(article, people.editor(article.section), monday * 2, "The timetable") == 1


def test_an_edit_of_its_sentence_opens_it_again_and_says_how_it_was_checked(article):
    reporter = people.reporter()
    check_claims(article, reporter, digests(article, "Monday", "12 million euros"), "The timetable")
    article.body = BODY.replace("sails on", "leaves on")
    article = save_copy(article, reporter, based_on=article.version)
    assert open_claims(article) == ["Monday"]
    (monday,) = [claim for claim in claims_of(article) if claim.found.text == "Monday"]
    assert monday.before.source == "The timetable"


def test_an_edit_elsewhere_leaves_it_ticked(article):
    check_claims(article, people.reporter(), digests(article, "Monday"), "The timetable")
    article.body = BODY.replace("12 million", "13 million")
    article = save_copy(article, people.reporter(), based_on=article.version)
    assert open_claims(article) == ["13 million euros"]


def test_a_tick_can_be_taken_back_and_stays_on_record(article):
    reporter, chief = people.reporter(), people.chief()
    check_claims(article, reporter, digests(article, "Monday"), "The timetable")
    reopen_claim(article.claims.get(), chief)
    assert "Monday" in open_claims(article)
    claim = article.claims.get()
    assert (claim.checked_by, claim.reopened_by) == (reporter, chief)
    check_claims(article, chief, digests(article, "Monday"), "The captain")
    assert "Monday" not in open_claims(article)
    assert article.claims.count() == 2


def test_a_sentence_edited_meanwhile_ticks_nothing(article):
    seen = digests(article, "Monday", "12 million euros")
    article.body = BODY.replace("Monday", "Tuesday")
    article = save_copy(article, people.reporter(), based_on=article.version)
    with pytest.raises(Refused, match="changed meanwhile"):
        check_claims(article, people.reporter(), seen, "The timetable")
    assert not article.claims.exists()


@pytest.mark.parametrize("source", ["", "  "])
def test_a_source_is_asked_for(article, source):
    with pytest.raises(Refused, match="checked against"):
        check_claims(article, people.reporter(), digests(article, "Monday"), source)


def test_something_has_to_be_selected(article):
    with pytest.raises(Refused, match="Select"):
        check_claims(article, people.reporter(), [], "The timetable")


def test_strangers_and_those_who_may_only_look_tick_nothing(article):
    for stranger in (people.outsider(), people.colleague()):
        with pytest.raises(Refused, match="isn't yours to see"):
            check_claims(article, stranger, digests(article, "Monday"), "The timetable")


def test_a_spiked_article_is_left_alone(article):
    spike(article, people.reporter())
    with pytest.raises(Refused, match="spiked"):
        check_claims(article, people.reporter(), digests(article, "Monday"), "The timetable")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM articles_claim",
        "UPDATE articles_claim SET source = 'A guess'",
        "UPDATE articles_claim SET checked_at = now()",
        "UPDATE articles_claim SET reopened_at = now()",
        "UPDATE articles_claim SET reopened_at = now(), reopened_by_id = checked_by_id, text = ''",
    ],
)
def test_the_database_keeps_what_was_ticked(article, statement):
    check_claims(article, people.reporter(), digests(article, "Monday"), "The timetable")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_lets_a_tick_be_taken_back_once(article):
    check_claims(article, people.reporter(), digests(article, "Monday"), "The timetable")
    reopen_claim(article.claims.get(), people.reporter())
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.update(reopened_at=None, reopened_by=None)


def test_a_name_is_listed_where_it_comes_first_and_looked_up_in_one_query(
    article, django_assert_num_queries
):
    article.headline = "The long wait"
    article.standfirst = "All of Porto waits."
    article.body = "<p>In Porto they wait.</p>" * 200
    with django_assert_num_queries(1):
        listed = claims_of(article)
    assert [(claim.found.text, claim.found.sentence) for claim in listed] == [
        ("Porto", "All of Porto waits.")
    ]
