"""What somebody hostile tries on cases: from outside, and from inside with a role of their own."""

import io

import pikepdf
import pytest
from django.urls import reverse

from partnership.access import Role
from partnership.models import Appointment, Edition, Event
from reviews.forms.publication import CHECKLIST
from reviews.models import AnonymityCheck
from reviews.operations.publication import check_anonymity, replace_file
from reviews.operations.rapid_review import draft, recommend, send_back
from reviews.operations.review import name_review
from tests.factories.cast import LONG_AGO
from tests.factories.reviews import again, artefact, drafting, fresh, refer_case, report

pytestmark = pytest.mark.django_db

SECRET_TEXT = "Canary: the child told a teacher on the first day."


def partners_decide():
    """An edition under which the statutory partners' signatories decide."""
    Edition.objects.update(decides_reviews=Role.SIGNATORY)


def written(cast):
    """A case whose report is being written, and holds something that nobody outside the group may read yet."""
    case = drafting(cast)
    draft(case, by=cast.officer, seen=case.rapid_review.revision, **report(SECRET_TEXT))
    return again(case)


def test_sending_a_decision_on_a_case_without_a_report_is_refused_with_a_sentence(cast, sign_in):
    case = refer_case(cast)

    response = sign_in(cast.advisor).post(reverse("reviews:decide", args=[case.pk]), {"grounds": "None"})

    assert response.status_code == 409


def test_a_signatory_cannot_read_a_report_by_sending_a_decision_before_its_time(cast, sign_in):
    partners_decide()
    case = written(cast)

    response = sign_in(cast.signatories[0]).post(reverse("reviews:decide", args=[case.pk]), {})

    assert response.status_code == 409
    assert SECRET_TEXT not in response.content.decode()


def test_the_chair_of_another_group_does_not_recommend_for_the_group_they_only_sit_in(cast, sign_in):
    case = written(cast)
    Appointment.objects.create(
        person=cast.member, role=Role.GROUP_CHAIR, seat=cast.seat(cast.audit, "chair"), starts_on=LONG_AGO
    )
    client = sign_in(cast.member)
    address = reverse("reviews:recommend", args=[case.pk])

    assert client.get(reverse("reviews:case", args=[case.pk])).status_code == 200
    assert address not in client.get(reverse("reviews:case", args=[case.pk])).content.decode()
    assert client.get(address).status_code == 404
    assert client.post(address, {"recommendation": "none", "reasons": "Mine"}).status_code == 404
    assert again(case).rapid_review.recommended_by is None


def test_a_number_too_long_to_read_does_no_harm(cast, sign_in):
    digits = "9" * 5000
    client = sign_in(Role.BOARD_OFFICER)
    address = reverse("reviews:log_notification")

    for data in (
        {"deed": f"remove-{digits}", "child-TOTAL_FORMS": "2"},
        {"deed": "add", "child-TOTAL_FORMS": digits},
        {"incident_on_day": "1", "incident_on_month": digits, "incident_on_year": "2026"},
    ):
        assert client.post(address, data).status_code == 200


@pytest.mark.shows("S-AUD")
def test_what_a_decider_reads_before_deciding_is_on_the_record(cast, case_for_decision, sign_in):
    case = case_for_decision
    sign_in(cast.advisor).get(reverse("reviews:decide", args=[case.pk]))

    assert [e.actor_id for e in Event.objects.about(case).filter(verb="read")] == [str(cast.advisor.pk)]


# What somebody judges is what they had before them -----------------------------------------------------------


def pdf_of(pages):
    """Another file than the factory's, which differ in nothing once they are cleaned."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(out)
    return out.getvalue()


def hidden(response):
    return response.context["form"]["seen"].value()


def test_a_check_of_a_file_is_not_taken_for_the_file_that_came_after_it(cast, case_in_review, sign_in):
    made = artefact(cast, case=case_in_review)
    checker = sign_in(cast.officer)
    address = reverse("reviews:check_anonymity", args=[made.pk])
    typed = {"passed": "yes", "looked_for": list(CHECKLIST), "seen": hidden(checker.get(address))}
    replace_file(made, by=cast.manager, content=pdf_of(2), filename="b.pdf")

    half = checker.post(address, typed | {"looked_for": []})
    refused = checker.post(address, typed)

    assert hidden(half) == typed["seen"]
    assert "has changed since you opened this page" in refused.text
    assert AnonymityCheck.objects.count() == 0
    checker.post(address, typed | {"seen": hidden(refused)})
    assert AnonymityCheck.objects.get().document == fresh(made).document


def test_a_check_is_of_the_public_name_too(cast, case_in_review, sign_in):
    made = artefact(cast, case=case_in_review)
    checker = sign_in(cast.officer)
    address = reverse("reviews:check_anonymity", args=[made.pk])
    typed = {"passed": "yes", "looked_for": list(CHECKLIST), "seen": hidden(checker.get(address))}
    name_review(made.review, by=cast.manager, public_title="Child Rowan", abstract="Another summary.")

    assert "has changed since you opened this page" in checker.post(address, typed).text


def test_a_recommendation_is_on_the_report_that_the_chair_read(cast, sign_in):
    case = written(cast)
    chair = sign_in(cast.chair)
    address = reverse("reviews:recommend", args=[case.pk])
    typed = {"recommendation": "none", "reasons": "All is learnt.", "enough_because": "It is."}
    typed["seen"] = hidden(chair.get(address))
    draft(case, by=cast.second_officer, seen=case.rapid_review.revision, facts="Put in behind their back.")

    refused = chair.post(address, typed)

    assert "has changed since you opened this page" in refused.text
    assert "Put in behind their back." in refused.text
    assert "All is learnt." in refused.text
    assert again(case).stage == "rr_drafting"
    chair.post(address, typed | {"seen": hidden(refused)})
    assert again(case).stage == "rr_decision"


def test_a_decision_is_on_the_report_that_the_decider_read(cast, case_for_decision, sign_in):
    case = case_for_decision
    advisor = sign_in(cast.advisor)
    address = reverse("reviews:decide", args=[case.pk])
    typed = {"outcome": "lcspr", "grounds": "Met.", "no_conflict": "on", "seen": hidden(advisor.get(address))}
    send_back(case, by=cast.advisor, comment="More, please.")
    draft(again(case), by=cast.officer, seen=again(case).rapid_review.revision, facts="Something else.")
    recommend(again(case), by=cast.chair, recommendation="lcspr", reasons="As before.")

    assert "has changed since you opened this page" in advisor.post(address, typed).text
    assert again(case).decision is None


def test_a_signature_is_on_the_file_that_was_read(cast, sign_in):
    made = artefact(cast, state="signing")
    signatory = sign_in(cast.signatories[0])
    address = reverse("reviews:sign", args=[made.pk])
    typed = {"organisation": cast.county.pk, "agreed": "on", "seen": hidden(signatory.get(address))}
    replace_file(made, by=cast.manager, content=pdf_of(2), filename="b.pdf")
    for checker in (cast.officer, cast.second_officer):
        check_anonymity(made, by=checker, passed=True, looked_for=CHECKLIST)

    assert "has changed since you opened this page" in signatory.post(address, typed).text
    assert fresh(made).sign_offs.count() == 0
