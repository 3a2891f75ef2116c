"""Screening a referral, and recording that the authority does not notify."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Edition, Event, Organisation, Participation
from reviews.operations.case import do_not_notify, screen
from tests.factories import reviews as made


def address(case, deed="screen"):
    return reverse(f"reviews:{deed}", args=[case.pk])


def typed(cast, aware_on=None, **changes):
    day = aware_on or timezone.localdate()
    views = {f"view_{partner.pk}": "not_obtained" for partner in cast.partners}
    return {
        "aware_on_day": day.day,
        "aware_on_month": day.month,
        "aware_on_year": day.year,
        "responsible_authority": cast.county.pk,
        "residence_authority": "",
        **views,
        **changes,
    }


def test_screen_starts_the_clocks_from_awareness(cast, sign_in):
    case = made.refer_case(cast)
    aware_on = timezone.localdate() - timedelta(1)

    done = sign_in("board_officer").post(
        address(case),
        typed(cast, aware_on, residence_authority=cast.rutland.pk, **{f"view_{cast.police.pk}": "notify"}),
    )

    case = made.again(case)
    assert done.url == case.get_absolute_url()
    assert (case.stage, case.aware_on) == ("screening", aware_on)
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert {view.organisation: view.view for view in case.partner_views.all()} == {
        cast.county: "not_obtained",
        cast.rutland: "not_obtained",
        cast.police: "notify",
        cast.health: "not_obtained",
    }
    clocks = {link.deadline.duty: link.deadline for link in case.clocks.all()}
    assert {duty: clock.starts_on for duty, clock in clocks.items()} == {
        "notify": aware_on,
        "inform_partners": aware_on,
    }
    assert clocks["notify"].organisation == cast.county
    assert clocks["notify"].path == address(case, "notify")


def test_screen_asks_each_statutory_partner_of_today_however_many(cast, sign_in):
    probation = Organisation.objects.create(code="probation", name="Probation", kind="probation")
    Participation.objects.create(organisation=probation, kind=Participation.Kind.STATUTORY_PARTNER)
    ended = Participation.objects.get(organisation=cast.health)
    ended.ends_on = timezone.localdate() - timedelta(1)
    ended.save()

    form = sign_in("board_officer").get(address(made.refer_case(cast))).context["form"]

    assert set(form.partners) == {cast.county, cast.rutland, cast.police, probation}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"aware_on_year": "2099"}, "aware_on"),
        ({"aware_on_day": ""}, "aware_on"),
        ({"responsible_authority": ""}, "responsible_authority"),
    ],
)
def test_screen_says_what_is_wrong(cast, sign_in, changes, field):
    case = made.refer_case(cast)

    page = sign_in("board_officer").post(address(case), typed(cast, **changes))

    assert list(page.context["form"].errors) == [field]
    assert made.again(case).stage == "referred"


def test_screen_offers_only_local_authorities(cast, sign_in):
    form = sign_in("board_officer").get(address(made.refer_case(cast))).context["form"]

    assert list(form.fields["responsible_authority"].queryset) == [cast.county, cast.rutland]


def test_screen_before_the_incident_is_refused_on_the_form(cast, sign_in):
    case = made.refer_case(cast)

    page = sign_in("board_officer").post(address(case), typed(cast, case.incident_on - timedelta(1)))

    assert page.context["form"].non_field_errors() == [
        "The authority became aware before the incident. Check both dates."
    ]


def test_screen_with_an_uncertain_day_of_incident_takes_an_earlier_awareness(cast):
    case = made.refer_case(cast, incident_precision="unknown")

    screen(case, by=cast.officer, aware_on=case.incident_on - timedelta(9), responsible_authority=cast.county)

    assert made.again(case).stage == "screening"


def test_screen_beyond_the_calendar_gives_a_sentence(cast, sign_in):
    case = made.refer_case(cast, incident_on=date(2005, 5, 5))

    page = sign_in("board_officer").post(address(case), typed(cast, date(2011, 12, 20)))

    assert page.context["form"].non_field_errors() == [
        "Bank holidays are known from 2012 to 2028, not for 2011."
    ]
    assert made.again(case).aware_on is None


def test_screen_a_second_time_is_refused_and_starts_no_second_clock(cast, sign_in):
    case = made.screened(cast)
    client = sign_in("board_officer")

    shown, sent = client.get(address(case)), client.post(address(case), typed(cast))

    assert shown.status_code == 409
    assert sent.context["form"].non_field_errors() == [
        "A case that is being screened cannot go straight to being screened. Open the case to see where it stands."
    ]
    assert case.clocks.count() == 2


@time_machine.travel(datetime(2026, 4, 8, 12, tzinfo=UTC), tick=False)
def test_screen_keeps_guidance_and_arrangements_of_the_day_of_awareness(cast):
    new = Edition.objects.create(
        code="2026", title="Arrangements 2026", guidance="2026", published_on=date(2026, 4, 1),
        starts_on=date(2026, 4, 1), decides_reviews="signatory", chairs_partnership="signatory",
    )  # fmt: skip
    cast.edition.ends_on = date(2026, 3, 31)
    cast.edition.save()
    old_day = made.screened(cast, incident_on=date(2026, 3, 10), aware_on=date(2026, 3, 18))
    new_day = made.screened(cast, incident_on=date(2026, 3, 10), aware_on=date(2026, 4, 1))

    assert (old_day.guidance, old_day.edition) == ("2023", cast.edition)
    assert (new_day.guidance, new_day.edition) == ("2026", new)


# Not notifying ---------------------------------------------------------------------------------------------


def test_do_not_notify_keeps_the_reason_and_ends_the_clocks(cast, sign_in):
    case = made.screened(cast, views=[(cast.police, "notify")])
    client = sign_in("board_officer")

    page = client.get(address(case, "do_not_notify")).content.decode()
    done = client.post(address(case, "do_not_notify"), {"reason": "No abuse or neglect is suspected."})

    case = made.again(case)
    assert "Leicestershire Police: notify" in page
    assert done.url == case.get_absolute_url()
    assert (case.stage, case.not_notified_reason) == ("not_notified", "No abuse or neglect is suspected.")
    assert {link.deadline.ended_reason for link in case.clocks.all()} == {
        "The local authority decided not to notify"
    }
    assert not [link for link in case.clocks.all() if link.deadline.outstanding]


def test_do_not_notify_without_a_reason_is_refused(cast, sign_in):
    case = made.screened(cast)

    page = sign_in("board_officer").post(address(case, "do_not_notify"), {"reason": " "})

    assert page.context["form"].errors == {"reason": ["Give the local authority’s reason for not notifying"]}
    with pytest.raises(Refused, match=r"^Give the local authority's reason"):
        do_not_notify(case, by=cast.officer, reason=" ")
    assert made.again(case).stage == "screening"


def test_do_not_notify_what_was_notified_is_refused_and_changes_nothing(cast, sign_in):
    case = made.notified(cast)

    shown = sign_in("board_officer").get(address(case, "do_not_notify"))

    assert shown.status_code == 409
    with pytest.raises(Refused, match=r"^A case that is notified to the Panel cannot"):
        do_not_notify(case, by=cast.officer, reason="We think again.")
    assert made.again(case).not_notified_reason == ""
    assert not Event.objects.about(case).filter(facts__new="not_notified").exists()
