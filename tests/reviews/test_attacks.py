"""What somebody hostile tries on cases: from outside, and from inside with a role of their own."""

import pytest
from django.urls import reverse

from partnership.access import Role
from partnership.models import Appointment, Edition, Event
from reviews.models import RapidReview
from reviews.operations.rapid_review import draft
from tests.factories.cast import LONG_AGO
from tests.factories.reviews import again, drafting, for_decision, refer_case

pytestmark = pytest.mark.django_db

SECRET_TEXT = "Canary: the child told a teacher on the first day."


def partners_decide():
    """An edition under which the statutory partners' signatories decide."""
    Edition.objects.update(decides_reviews=Role.SIGNATORY)


def written(cast):
    """A case whose report is being written, and holds something that nobody outside the group may read yet."""
    case = drafting(cast)
    texts = dict.fromkeys(RapidReview.SECTIONS, SECRET_TEXT)
    draft(case, by=cast.officer, seen=case.rapid_review.revision, **texts)
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
    client = sign_in(Role.PARTNER_LEAD)
    address = reverse("reviews:refer")

    for data in (
        {"deed": f"remove-{digits}", "child-TOTAL_FORMS": "2"},
        {"deed": "check", "incident_on_day": "1", "incident_on_month": digits, "incident_on_year": "2026"},
    ):
        assert client.post(address, data).status_code == 200


def test_what_a_decider_reads_before_deciding_is_on_the_record(cast, sign_in):
    case = for_decision(cast)
    sign_in(cast.advisor).get(reverse("reviews:decide", args=[case.pk]))

    assert [e.actor_id for e in Event.objects.about(case).filter(verb="read")] == [str(cast.advisor.pk)]
