"""What somebody tries with two roles at once, after their right has ended, or from beside the room."""

import pytest
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.models import Action, Appointment, Edition
from reviews.models import Case, FamilyMember, Stage
from reviews.operations.under_way import send_draft, share_paper
from tests.factories import family, learning
from tests.factories import reviews as made
from tests.factories import routes as make
from tests.factories.cast import LONG_AGO

pytestmark = pytest.mark.django_db

SECRET = "Canary: the child told a teacher on the first day."


@pytest.fixture
def chair_elsewhere(cast):
    """Sits in the group that reviews cases, and chairs another group."""
    Appointment.objects.create(
        person=cast.member, role=Role.GROUP_CHAIR, seat=cast.seat(cast.audit, "chair"), starts_on=LONG_AGO
    )
    return cast.member


def test_chairing_another_group_opens_no_log_of_a_family(cast, sign_in, chair_elsewhere):
    case = made.gathering(cast)
    family.member(cast, case, because=SECRET)
    client, address = sign_in(chair_elsewhere), reverse("reviews:family", args=[case.pk])

    assert SECRET in sign_in(cast.chair).get(address).text
    assert client.get(address).status_code == 404
    assert address not in client.get(case.get_absolute_url()).text
    assert not FamilyMember.objects.visible_to(chair_elsewhere).exists()


def test_chairing_another_group_checks_no_review(cast, sign_in, chair_elsewhere):
    address = reverse("reviews:check_progress", args=[made.in_review(cast).pk])

    assert sign_in(cast.chair).get(address).status_code == 200
    assert sign_in(chair_elsewhere).get(address).status_code == 404
    assert sign_in(chair_elsewhere).post(address, {}).status_code == 404


def test_whoever_observes_the_group_that_reviews_cases_reads_no_action_of_a_case(cast, sign_in):
    observer = cast.person("Observer of cases", Role.OBSERVER, seat=cast.seat(cast.crg, "observer"))
    action = learning.action(cast, made.drafting(cast), detail=SECRET)
    client = sign_in(observer)

    assert SECRET in sign_in(cast.member).get(action.get_absolute_url()).text
    assert client.get(action.get_absolute_url()).status_code == 404
    assert not Action.objects.visible_to(observer).exists()


def test_a_signatory_who_decides_reads_no_case_by_sending_a_choice_out_of_its_time(cast, sign_in):
    Edition.objects.update(decides_reviews=Role.SIGNATORY)
    case = make.found_not_met(cast)
    client = sign_in(cast.signatories[0])

    for name in ("choose_local_review", "close_without_action"):
        answer = client.post(reverse(f"reviews:{name}", args=[case.pk]), {})

        assert answer.status_code == 409
        assert make.NOT_MET["reason"] not in answer.text


def test_an_agency_takes_no_draft_that_is_not_being_checked_any_more(cast, sign_in):
    case = family.drafted(cast)
    check = family.asked_about_facts(cast, case, cast.police)
    client, address = sign_in(cast.police_lead), reverse("reviews:accuracy_draft", args=[check.pk])
    taken = client.get(address)
    assert taken.getvalue().startswith(b"%PDF")
    assert "no-store" in taken["Cache-Control"]

    send_draft(case.review, by=cast.officer, content=made.pdf("Second"), filename="b.pdf", final=True)

    assert client.get(address).status_code == 409
    page = client.get(check.get_absolute_url()).text
    assert "Your agency is no longer asked about this draft, so you can no longer read it." in page
    assert "A newer draft has come in" in page
    assert address not in page
    check.deadline.refresh_from_db()
    assert check.deadline.ended_reason == "A newer draft has come in"


def test_a_reviewer_sees_nothing_once_the_case_is_closed(cast, case_in_review, sign_in):
    case = case_in_review
    reviewer = case.review.reviewers.get().person
    paper = share_paper(case.review, by=cast.officer, kind="rapid_review")
    client, address = sign_in(reviewer), reverse("reviews:shared_paper", args=[paper.pk])
    assert client.get(address).status_code == 200

    Case.objects.filter(pk=case.pk).update(stage=Stage.CLOSED)

    assert client.get(address).status_code == 404
    assert case.reference not in client.get(reverse("reviews:my_review")).text


def test_whoever_wrote_a_briefing_is_not_one_of_its_two_checkers(cast, ready_artefact):
    report = ready_artefact
    briefing = learning.briefing(cast, report.review.case)
    beside = made.artefact(
        cast, case=made.again(report.review.case), kind="briefing", content=made.pdf("Seven minutes")
    )
    briefing.artefact = beside
    briefing.written_by = cast.officer
    briefing.save()

    with pytest.raises(Refused, match="The person who wrote the briefing cannot check it"):
        made.check_anonymity(made.fresh(beside), by=cast.officer, passed=True, looked_for=made.CHECKLIST)
