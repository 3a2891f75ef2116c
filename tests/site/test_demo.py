"""The invented year is told once, in an empty portal, and only in a demo."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from assurance.models import YearlyReport
from partnership.models import Action, Deadline, Event, Letter, Person, Return
from partnership.operations.record import verify
from reviews.models import (
    Artefact,
    Briefing,
    Case,
    CaseLearning,
    FamilyMember,
    Improvement,
    OutsideReview,
    PublicationDecision,
    Recommendation,
    Review,
    Stage,
)
from reviews.views.public import facts_of_live, may_be_chosen
from schools.models import ChaseHold, ChaseReply, ChaseStep


def test_it_is_never_told_in_a_real_portal(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("demo")


def test_it_is_never_told_among_real_people(db, settings):
    settings.DEMO = True
    Person.objects.create_user("real@portal.test", name="Board officer")
    with pytest.raises(CommandError, match="real people"):
        call_command("demo")


# Stages in which no case stays: it leaves them within the day. Each with why nobody has to see one there.
PASSING = {}


def test_the_year_fills_every_page(db, settings, capsys):
    settings.DEMO = True
    call_command("load_arrangements")
    call_command("load_questionnaires")

    call_command("demo")

    assert set(Case.objects.values_list("stage", flat=True)) == set(Stage.values) - set(PASSING)
    check_what_is_public()
    check_what_followed()
    check_who_was_chased()
    assert {YearlyReport.State.PUBLISHED, YearlyReport.State.DRAFTING} == set(
        YearlyReport.objects.values_list("state", flat=True)
    )
    assert set(Return.objects.values_list("state", flat=True)) == {"draft", "dropped", "submitted"}
    assert Letter.objects.filter(state="sent").exists()
    assert verify().whole

    entries = Event.objects.count()
    call_command("demo")
    assert Event.objects.count() == entries
    assert "there already" in capsys.readouterr().out


def check_what_is_public():
    """A list worth searching: reports, a briefing, a statement instead of a report, and one that was archived."""
    live = Artefact.objects.live().values_list("kind", flat=True)
    assert Counter(live) == {"report": 7, "briefing": 1, "improvements": 1}
    assert {review.public_title for review in Review.objects.archived()} == {"Child Birch"}
    facets = may_be_chosen(tuple(facts_of_live().values()), minimum=5)
    assert facets["kind"] == ["practice_review"]
    assert facets["theme"] == ["neglect"]
    assert Improvement.objects.public().count() == 1
    assert PublicationDecision.objects.filter(mode="withheld").get().tellings.count() == 2


def check_what_followed():
    """Each thing that can be said of what a case teaches is said of one of them."""
    assert set(Recommendation.objects.values_list("answer", flat=True)) == {"accepted", "not_accepted", ""}
    assert set(Action.objects.values_list("state", flat=True)) == set(Action.State.values)
    looked_at = CaseLearning.objects.filter(for_public=True, checked_at__isnull=False)
    assert looked_at.filter(kept_back_because="").exists()
    assert looked_at.exclude(kept_back_because="").exists()
    today = timezone.localdate()
    passed_on = Deadline.objects.filter(duty="pass_learning_on")
    for states in (
        {"done_on__lte": F("due_on")},
        {"done_on__gt": F("due_on")},
        {"done_on": None, "due_on__lt": today},
        {"done_on": None, "due_on__gte": today},
    ):
        assert passed_on.filter(**states).exists(), states
    assert {(one.state, one.artefact_id is not None) for one in Briefing.objects.all()} == {
        ("agreed", True),
        ("agreed", False),
        ("draft", False),
    }
    assert sorted(OutsideReview.objects.values_list("outcome", flat=True)) == ["", "actions", "learning"]
    assert set(FamilyMember.objects.values_list("state", flat=True)) == set(FamilyMember.State.values)
    assert Deadline.objects.filter(
        duty="progress_check", due_on__lt=today, done_on=None, ended_on=None
    ).exists()
    assert Deadline.objects.filter(duty="written_request", done_on__gt=F("due_on")).exists()


def check_who_was_chased():
    """Schools have come as far as the formal letter, and some of them have answered it."""
    assert set(ChaseStep.objects.values_list("rung", flat=True)) >= {"day_after", "formal"}
    assert ChaseReply.objects.exists()
    assert ChaseHold.objects.exists()
