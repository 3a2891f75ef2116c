"""Screening a referral, hearing the partners, and the authority's decision to notify or not."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Edition, Event, Letter, Organisation, Participation
from reviews.operations.case import notify, screen
from reviews.operations.screening import decide_to_notify, do_not_notify, record_view, take_up_again
from tests.factories import reviews as made


def address(case, deed="screen"):
    return reverse(f"reviews:{deed}", args=[case.pk])


def typed(cast, aware_on=None, **changes):
    day = aware_on or timezone.localdate()
    return {
        "aware_on_day": day.day,
        "aware_on_month": day.month,
        "aware_on_year": day.year,
        "responsible_authority": cast.county.pk,
        "residence_authority": "",
        "abuse_or_neglect": "yes",
        **changes,
    }


def test_screen_starts_the_clocks_from_awareness(cast, sign_in):
    case = made.refer_case(cast)
    aware_on = timezone.localdate() - timedelta(1)

    done = sign_in("board_officer").post(
        address(case),
        typed(cast, aware_on, residence_authority=cast.rutland.pk),
    )

    case = made.again(case)
    assert done.url == case.get_absolute_url()
    assert (case.stage, case.aware_on) == ("screening", aware_on)
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert case.abuse_or_neglect is True
    assert not case.partner_views.exists()  # nobody has been asked yet
    clocks = {link.deadline.duty: link.deadline for link in case.clocks.all()}
    assert {duty: clock.starts_on for duty, clock in clocks.items()} == {
        "screen": timezone.localdate(),
        "notify": aware_on,
        "inform_partners": aware_on,
    }
    assert not clocks["screen"].outstanding
    assert clocks["notify"].organisation == cast.county
    assert clocks["notify"].path == address(case, "notify")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"aware_on_year": "2099"}, "aware_on"),
        ({"aware_on_day": ""}, "aware_on"),
        ({"responsible_authority": ""}, "responsible_authority"),
        ({"abuse_or_neglect": ""}, "abuse_or_neglect"),
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
        "A case that is being screened cannot go straight to being screened. Open the case to see its status."
    ]
    assert sorted(link.deadline.duty for link in case.clocks.all()) == ["inform_partners", "notify", "screen"]


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


def test_screen_begins_with_what_the_referral_said(cast, sign_in):
    case = made.refer_case(
        cast, responsible_authority=cast.rutland, residence_authority=cast.county, abuse_or_neglect=False
    )

    form = sign_in("board_officer").get(address(case)).context["form"]

    assert {name: form[name].value() for name in ("responsible_authority", "residence_authority")} == {
        "responsible_authority": cast.rutland.pk,
        "residence_authority": cast.county.pk,
    }
    assert form["abuse_or_neglect"].value() == "no"


# What the statutory partners think -------------------------------------------------------------------------


def view_of(case, partner):
    return reverse("reviews:record_view", args=[case.pk, partner.pk])


def thought(view="notify", **changes):
    day = timezone.localdate()
    return {
        "view": view,
        "office": "Head of public protection",
        "given_on_day": day.day,
        "given_on_month": day.month,
        "given_on_year": day.year,
        "words": "",
    } | changes


def standing(page):
    return [(row["title"], row["status"]) for row in page.context["rows"]]


def test_hear_partners_lists_every_partner_of_the_day_of_awareness_however_many(cast, sign_in):
    """Whoever joined or left since then neither hides nor counts."""
    case = made.screened(cast, aware_on=timezone.localdate() - timedelta(2), views=[(cast.police, "notify")])
    probation = Organisation.objects.create(code="probation", name="Probation", kind="probation")
    Participation.objects.create(
        organisation=probation, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=case.aware_on
    )
    joined = Participation.objects.create(
        organisation=cast.hospital, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=timezone.localdate()
    )
    left = Participation.objects.get(organisation=cast.health)
    left.ends_on = timezone.localdate() - timedelta(1)
    left.save()

    page = sign_in("board_officer").get(reverse("reviews:hear_partners", args=[case.pk]))

    assert standing(page) == [
        ("Integrated Care Board", "Not asked yet"),
        ("Leicestershire County Council", "Not asked yet"),
        ("Leicestershire Police", "Notify"),
        ("Probation", "Not asked yet"),
        ("Rutland County Council", "Not asked yet"),
    ]
    assert sign_in("board_officer").get(view_of(case, joined.organisation)).status_code == 404


def test_record_view_keeps_the_words_the_office_and_the_day(cast, sign_in):
    case = made.screened(cast, views=())
    client = sign_in("board_officer")

    done = client.post(view_of(case, cast.police), thought(words="An arrest was made."))

    view = case.partner_views.get()
    assert done.url == reverse("reviews:hear_partners", args=[case.pk])
    assert (view.organisation, view.view, view.words, view.office, view.given_on) == (
        cast.police,
        "notify",
        "An arrest was made.",
        "Head of public protection",
        timezone.localdate(),
    )
    assert "An arrest was made." in client.get(case.get_absolute_url()).text


def test_record_view_warns_of_a_name_that_was_kept(cast, sign_in):
    case = made.screened(cast, views=())
    client = sign_in("board_officer")
    client.post(view_of(case, cast.police), thought(words="We have arrested Robin Figment."))

    assert "“Robin Figment” looks like somebody’s name." in client.get(view_of(case, cast.police)).text


def test_record_view_may_change_until_the_authority_decides_and_each_change_is_on_record(cast, sign_in):
    case = made.screened(cast, views=())
    client = sign_in("board_officer")
    client.post(view_of(case, cast.police), thought(words="KANARIEN"))
    client.post(view_of(case, cast.police), thought("do_not", words="KANARIEN again"))

    told = Event.objects.about(case).filter(verb="heard a partner").order_by("pk")
    assert [event.facts for event in told] == [
        {"organisation": "leicestershire-police", "view": "notify", "before": ""},
        {"organisation": "leicestershire-police", "view": "do_not", "before": "notify"},
    ]
    assert case.partner_views.get().view == "do_not"
    decided = made.to_be_notified(cast)
    assert client.get(view_of(decided, cast.police)).status_code == 409
    refused = client.post(view_of(decided, cast.police), thought())
    assert refused.context["form"].non_field_errors() == [
        "Views are recorded while a referral is being screened. Open the case to see its status."
    ]
    assert {view.view for view in decided.partner_views.all()} == {"not_obtained"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"view": ""}, "view"),
        ({"view": "perhaps"}, "view"),
        ({"office": " "}, "office"),
        ({"given_on_year": "2099"}, "given_on"),
        ({"given_on_year": "2020"}, "__all__"),
    ],
)
def test_record_view_says_what_is_wrong(cast, sign_in, changes, field):
    case = made.screened(cast, views=())

    page = sign_in("board_officer").post(view_of(case, cast.police), thought(**changes))

    assert list(page.context["form"].errors) == [field]
    assert not case.partner_views.exists()


def test_record_view_that_was_not_obtained_needs_no_office(cast, sign_in):
    case = made.screened(cast, views=())

    assert sign_in("board_officer").post(
        view_of(case, cast.police), thought("not_obtained", office="")
    ).status_code == 302  # fmt: skip


# The authority's decision ----------------------------------------------------------------------------------

DECISION = {"office": "Director of children’s services", "reason": "No abuse or neglect is suspected."}


def test_do_not_notify_keeps_the_reason_and_ends_the_clocks(cast, sign_in):
    views = [(partner, "notify" if partner == cast.police else "do_not") for partner in cast.partners]
    case = made.screened(cast, views=views)
    client = sign_in("board_officer")

    page = client.get(address(case, "do_not_notify"))
    done = client.post(address(case, "do_not_notify"), DECISION)

    case = made.again(case)
    assert {row["partner"]: row["view"].view for row in page.context["positions"]}[cast.police] == "notify"
    assert done.url == case.get_absolute_url()
    assert (case.stage, case.not_notified_reason) == ("not_notified", DECISION["reason"])
    clocks = {link.deadline.duty: link.deadline for link in case.clocks.all()}
    assert {duty: clock.ended_reason for duty, clock in clocks.items()} == {
        "screen": "The case is being screened",
        "notify": "The local authority decided not to notify",
        "inform_partners": "The local authority decided not to notify",
        "what_follows": "",
    }
    assert [duty for duty, clock in clocks.items() if clock.outstanding] == ["what_follows"]
    kept = case.authority_decisions.get()
    assert (kept.notify, kept.authority, kept.office, kept.recorded_by) == (
        False,
        cast.county,
        DECISION["office"],
        cast.officer,
    )
    told = Letter.objects.filter(subject__startswith="The local authority has decided")
    assert {letter.recipient for letter in told} == {
        cast.manager,
        cast.second_officer,
    }  # and not who recorded it
    shown = client.get(case.get_absolute_url()).context["steps"][0]["shows"]["decisions"]
    assert [row["dissent"] for row in shown] == [["Leicestershire Police"]]


def test_decide_to_notify_leaves_the_clocks_running_until_it_is_sent(cast, sign_in):
    case = made.screened(cast)

    sign_in("board_officer").post(address(case, "decide_to_notify"), DECISION)

    case = made.again(case)
    assert case.stage == "sin_due"
    assert case.authority_decisions.get().notify is True
    assert {link.deadline.duty for link in case.clocks.all() if link.deadline.outstanding} == {
        "notify",
        "inform_partners",
    }
    notify(
        case, by=cast.county_lead, aware_on=case.aware_on, sent_at=timezone.now(), sent_by_office="Head"
    )  # row 6 of the table
    assert made.again(case).stage == "notified"


@pytest.mark.parametrize("deed", ["decide_to_notify", "do_not_notify"])
@pytest.mark.parametrize(
    ("heard", "sentence"),
    [
        (
            [],
            "First record what Integrated Care Board and Leicestershire County Council and Leicestershire Police",
        ),
        (
            ["county", "rutland", "police"],
            "First record what Integrated Care Board thinks, or that it was not",
        ),
    ],
)
def test_the_authority_decides_nothing_before_every_partner_was_heard(cast, sign_in, deed, heard, sentence):
    case = made.screened(cast, views=[(getattr(cast, name), "notify") for name in heard])

    page = sign_in("board_officer").post(address(case, deed), DECISION)

    assert page.context["form"].non_field_errors()[0].startswith(sentence)
    assert page.context["form"]["reason"].value() == DECISION["reason"]
    assert made.again(case).stage == "screening"
    assert not case.authority_decisions.exists()


@pytest.mark.parametrize("deed", ["decide_to_notify", "do_not_notify"])
@pytest.mark.parametrize("missing", ["office", "reason"])
def test_the_authority_decides_by_an_office_and_for_a_reason(cast, sign_in, deed, missing):
    case = made.screened(cast)

    page = sign_in("board_officer").post(address(case, deed), DECISION | {missing: " "})

    assert list(page.context["form"].errors) == [missing]
    operation = {"decide_to_notify": decide_to_notify, "do_not_notify": do_not_notify}[deed]
    with pytest.raises(Refused):
        operation(case, by=cast.officer, **DECISION | {missing: " "})
    assert made.again(case).stage == "screening"


def test_the_authority_decides_on_the_views_that_were_before_it(cast, sign_in):
    case = made.screened(cast)
    client = sign_in(cast.county_lead)
    seen = client.get(address(case, "do_not_notify")).context["form"]["seen"].value()
    record_view(
        case, by=cast.officer, organisation=cast.police, view="notify", given_on=case.aware_on, office="Head"
    )

    refused = client.post(address(case, "do_not_notify"), DECISION | {"seen": seen})

    assert refused.context["form"].non_field_errors() == [
        "What a partner thinks has changed since you opened this page. Read it as it is now, and send this again."
    ]
    again = refused.context["form"]["seen"].value()
    assert client.post(address(case, "do_not_notify"), DECISION | {"seen": again}).status_code == 302


def test_the_authoritys_decision_is_frozen(cast):
    case = made.not_notified(cast)

    with pytest.raises(DatabaseError, match="A decision is frozen"), transaction.atomic():
        case.authority_decisions.update(reason="Another.")
    with pytest.raises(DatabaseError, match="A decision is frozen"), transaction.atomic():
        case.authority_decisions.all().delete()


def test_the_authoritys_own_lead_decides_and_sees_no_more_than_that_needs(cast, sign_in):
    case = made.screened(cast)
    lead = sign_in(cast.county_lead)

    page = lead.get(address(case, "decide_to_notify")).content.decode()
    assert "Leicestershire Police" in page
    for secret in (made.ACCOUNT, "Head of public protection", case.get_absolute_url() + '"'):
        assert secret not in page
    assert lead.post(address(case, "decide_to_notify"), DECISION).url == reverse("home")
    assert case.authority_decisions.get().recorded_by == cast.county_lead


@pytest.mark.parametrize("lead", ["rutland_lead", "police_lead", "hospital_lead"])
def test_no_other_lead_decides_for_the_authority(cast, sign_in, lead):
    case = made.screened(cast, residence_authority=cast.rutland)
    client = sign_in(getattr(cast, lead))

    for deed in ("decide_to_notify", "do_not_notify"):
        assert client.get(address(case, deed)).status_code == 404
        assert client.post(address(case, deed), DECISION).status_code == 404
    assert made.again(case).stage == "screening"


def test_do_not_notify_what_was_notified_is_refused_and_changes_nothing(cast, sign_in):
    case = made.notified(cast)

    shown = sign_in("board_officer").get(address(case, "do_not_notify"))

    assert shown.status_code == 409
    with pytest.raises(Refused, match=r"^A case that is notified to the Panel cannot"):
        do_not_notify(case, by=cast.officer, office="Director", reason="We think again.")
    assert made.again(case).not_notified_reason == ""
    assert not Event.objects.about(case).filter(facts__new="not_notified").exists()


def test_screened_again_with_new_facts_each_partner_is_asked_afresh(cast):
    """The earlier decision and what was thought then stay readable."""
    case = take_up_again(
        made.not_notified(cast), by=cast.officer, new_information="A scan shows an old fracture."
    )

    case = screen(case, by=cast.officer, aware_on=timezone.localdate(), responsible_authority=cast.county)

    assert not case.partner_views.exists()
    assert {view["view"] for view in case.authority_decisions.get().views} == {"not_obtained"}
    assert len(case.authority_decisions.get().views) == 4


def test_take_up_again_opens_what_was_not_notified_for_new_facts(cast, sign_in):
    """The page that decides not to notify promises that new facts can open the case again."""
    case = made.not_notified(cast)
    client = sign_in("board_officer")

    assert address(case, "take_up_again") in client.get(case.get_absolute_url()).content.decode()
    silent = client.post(address(case, "take_up_again"), {"new_information": " "})
    assert "Say what has come to light, or what was wrong" in silent.content.decode()
    assert made.again(case).stage == "not_notified"
    done = client.post(address(case, "take_up_again"), {"new_information": "A scan shows an old fracture."})

    assert done.url == address(case)
    assert made.again(case).stage == "referred"
    assert (
        Event.objects.about(case).filter(facts__new="referred").get().why == "A scan shows an old fracture."
    )
    assert (
        Letter.objects.filter(recipient=cast.advisor, subject__startswith="A case is screened again").count()
        == 1
    )
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Not to notify" in page  # what was decided before stands
    again = client.get(address(case, "take_up_again"))
    assert again.status_code == 409  # whoever pressed the button twice is told where the case stands


def test_notified_at_once_after_being_taken_up_again_is_judged_by_a_clock_of_its_own(cast):
    """The first clock ended when it was decided not to notify; without another, nothing would say that it was late."""
    case = made.not_notified(cast, incident_on=timezone.localdate() - timedelta(30))
    take_up_again(case, by=cast.officer, new_information="A scan shows an old fracture.")
    aware_on = case.aware_on - timedelta(14)

    with pytest.raises(Refused, match=r"Say why it was late"):
        notify(case, by=cast.officer, aware_on=aware_on, sent_at=timezone.now(), sent_by_office="Director")
    notify(
        case, by=cast.officer, aware_on=aware_on, sent_at=timezone.now(), sent_by_office="Director",
        late_reason="The scan was read late.",
    )  # fmt: skip

    told = case.clocks.get(deadline__duty="notify", deadline__done_on__isnull=False).deadline
    assert (told.starts_on, told.late, told.late_reason) == (aware_on, True, "The scan was read late.")


def test_take_up_again_takes_back_a_decision_to_notify_that_was_recorded_by_mistake(cast, sign_in):
    case = made.to_be_notified(cast)
    client = sign_in("board_officer")

    assert "Its 5 working days go on running." in client.get(address(case, "take_up_again")).content.decode()
    done = client.post(address(case, "take_up_again"), {"new_information": "Meant for another case."})

    case = made.again(case)
    assert (done.url, case.stage) == (case.get_absolute_url(), "screening")
    assert {link.deadline.duty for link in case.clocks.all() if link.deadline.outstanding} == {
        "notify",
        "inform_partners",
    }
    do_not_notify(case, by=cast.officer, office="Director", reason="No abuse is suspected.")
    assert list(case.authority_decisions.order_by("pk").values_list("notify", flat=True)) == [True, False]


def test_what_is_to_be_notified_is_not_screened_a_second_time_beside_its_running_clocks(cast):
    case = made.to_be_notified(cast)

    with pytest.raises(Refused, match=r"^It has been decided that the Panel is notified"):
        screen(case, by=cast.officer, aware_on=case.aware_on, responsible_authority=cast.county)

    assert case.clocks.filter(deadline__duty="notify").count() == 1
