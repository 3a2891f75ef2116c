"""Referring an incident: begun, written page by page, checked, and sent once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, ConcernContact, Event, Letter
from reviews.models import Case, ReferralDraft
from reviews.operations.notification import log_notification
from reviews.operations.referral import begin_referral, send_referral
from reviews.operations.routes import close_without_action
from reviews.operations.screening import take_up_again
from tests.factories import reviews as made
from tests.factories.cast import LONG_AGO, Cast
from tests.factories.intake import begun, check_of, page_of, typed

ADDRESS = reverse("reviews:refer")
LOOKS_LIKE = "“{}” looks like somebody’s name. Say who it is by role instead, such as “the child’s aunt”."


def begin(client, **changes):
    return client.post(ADDRESS, {"key": str(uuid4()), "not_a_live_concern": "on"} | changes)


def errors(page):
    return page.context["form"].errors


# Beginning ---------------------------------------------------------------------------------------------------


def test_refer_shows_the_warning_and_where_to_raise_a_concern(cast, sign_in):
    ConcernContact.objects.create(name="First response", telephone="0116 305 0005", position=1)

    page = sign_in("partner_lead").get(ADDRESS).content.decode()

    assert "Do not use this to report a child at risk now." in page
    assert page.count(f'href="{reverse("public:concern")}"') >= 2
    assert 'href="tel:01163050005"' in page


def test_refer_begins_once_it_is_said_that_no_child_is_at_risk(cast, sign_in):
    client = sign_in("partner_lead")

    refused = begin(client, not_a_live_concern="")
    assert errors(refused)["not_a_live_concern"][0].startswith("Tick that no child is at risk now.")
    assert not ReferralDraft.objects.exists()

    done = begin(client)
    draft = ReferralDraft.objects.get()
    assert done.url == page_of(draft, "agreed")  # there is one agency it can be for, so none is asked
    assert draft.owner == cast.police_lead


def test_refer_begun_twice_by_one_press_is_one_referral(cast, sign_in):
    client = sign_in("partner_lead")
    key = str(uuid4())

    assert begin(client, key=key).url == begin(client, key=key).url
    assert ReferralDraft.objects.count() == 1
    other = begin(sign_in(cast.hospital_lead), key=key)
    assert errors(other)["__all__"] == ["This form has been used already. Begin a new referral."]


def test_refer_walked_page_by_page_makes_one_case_with_all_of_it(cast, sign_in):
    client = sign_in("partner_lead")
    here = begin(client).url
    seen = []
    pages = typed()
    pages["where"] = {"responsible_authority": cast.county.pk, "residence_authority": cast.rutland.pk}
    while "/check/" not in here:
        name = here.rstrip("/").rpartition("/")[2]
        seen.append(name)
        assert client.get(here).status_code == 200
        answers = {"another": "yes"} if name == "children" and seen.count("children") == 1 else pages[name]
        here = client.post(here, answers).url
    assert seen == [
        "agreed", "when", "where", "child-1", "children", "child-2", "children", "account", "abuse", "processes",
        "media",
    ]  # fmt: skip
    assert not Case.objects.exists()

    shown = client.get(here).content.decode()
    for words in (
        "Leicestershire Police",
        "Head of public protection",
        "Rutland County Council",
        "Foster carers",
        "Police investigation or criminal court: An arrest was made.",
        "Change<span",
    ):
        assert words in shown
    done = client.post(here)

    case = Case.objects.get()
    assert done.url == reverse("reviews:referred", args=[case.pk])
    assert (case.referred_by, case.referred_for) == (cast.police_lead, cast.police)
    assert (case.account, case.agreed_by_office) == (made.ACCOUNT, "Head of public protection")
    assert case.incident_on == timezone.localdate() - timedelta(3)
    assert (case.responsible_authority, case.residence_authority) == (cast.county, cast.rutland)
    assert (case.abuse_or_neglect, case.media_interest) == (True, None)
    fields = (
        "position", "age", "outcome", "sex", "ethnicity", "disabled", "looked_after", "placement",
        "child_in_need_plan", "child_protection_plan", "care_leaver", "known_to_agencies",
    )  # fmt: skip
    assert list(case.children.values_list(*fields)) == [
        (1, 3, "died", "female", "mixed", False, False, "", False, True, False, True),
        (2, None, "seriously_harmed", "unknown", "mixed", None, True, "foster", False, True, False, True),
    ]
    assert list(case.proceedings.values_list("kind", "status", "note")) == [
        ("coroner", "unknown", ""),
        ("police", "unknown", "An arrest was made."),
    ]
    said = client.get(done.url).content.decode()
    assert f"Your reference is {case.reference}" in said
    assert "What happens next" in said
    assert not ReferralDraft.objects.exists()


# Nothing is lost, and nothing is sent before its time ----------------------------------------------------------


def test_refer_keeps_each_page_and_goes_on_where_it_stopped(cast, sign_in):
    draft = begun(cast.police_lead, without=("account", "media"))
    client = sign_in("partner_lead")

    listed = client.get(ADDRESS).content.decode()
    assert "Referrals you have started" in listed
    assert f'href="{check_of(draft)}"' in listed
    assert client.get(check_of(draft)).url == page_of(draft, "account")
    assert client.post(check_of(draft)).url == page_of(draft, "account")
    assert not Case.objects.exists()
    assert client.post(page_of(draft, "account"), typed()["account"]).url == page_of(draft, "media")
    assert 'value="Head of public protection"' in client.get(page_of(draft, "agreed")).content.decode()


def test_refer_changed_from_the_check_comes_back_to_it_with_the_rest_kept(cast, sign_in):
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")

    page = client.get(page_of(draft, "agreed"))
    done = client.post(page_of(draft, "agreed"), {"agreed_by_office": "Superintendent"})

    assert page.context["back"] == check_of(draft)
    assert done.url == check_of(draft)
    shown = client.get(check_of(draft)).content.decode()
    assert "Superintendent" in shown
    assert "Head of public protection" not in shown
    assert made.ACCOUNT in shown


def test_refer_leads_back_page_by_page(cast, sign_in):
    draft = begun(cast.police_lead, without=("children", "account", "abuse", "processes", "media"))
    client = sign_in("partner_lead")
    way, here = [], page_of(draft, "account")
    while here != ADDRESS:
        here = client.get(here).context["back"]
        way.append(here)

    pages = ("children", "child-2", "child-1", "where", "when", "agreed")
    assert way == [*(page_of(draft, page) for page in pages), ADDRESS]


def test_refer_brings_the_writer_back_to_the_page_after_signing_in_again(cast, client, sign_in):
    draft = begun(cast.police_lead)
    address = page_of(draft, "account")

    sent_away = client.get(address)

    assert sent_away.status_code == 302
    assert sent_away.url == f"{reverse('account_login')}?next={address}"
    assert made.ACCOUNT in sign_in("partner_lead").get(address).content.decode()


def test_refer_keeps_an_account_while_it_is_typed_and_asks_for_it_again(cast, sign_in):
    """What the page's script keeps is there after an hour's absence, and is not taken for finished."""
    draft = begun(cast.police_lead, without=("account",))
    client = sign_in("partner_lead")

    said = client.post(
        page_of(draft, "account"), {"account": "Half a sen\0"}, headers={"X-Requested-With": "fetch"}
    )

    assert said.json()["message"].startswith("Saved at ")
    assert client.get(check_of(draft)).url == page_of(draft, "account")
    page = client.get(page_of(draft, "account"))
    assert page.context["form"]["account"].value() == "Half a sen"
    assert 'data-autosave="' in page.content.decode()
    assert client.post(page_of(draft, "account"), typed()["account"]).url == check_of(draft)


@pytest.mark.parametrize(
    ("page", "change", "sentence"),
    [
        ("agreed", {"agreed_by_office": " "}, "Say which safeguarding lead has agreed it, by office"),
        ("when", {"incident_on_day": "31", "incident_on_month": "2"}, "The date of the incident must be a real date"),
        ("when", {"incident_on_month": "9" * 5000}, "The date of the incident must have a real month"),
        ("when", {"incident_on_year": "2099"}, "The date of the incident must be today or in the past"),
        ("when", {"incident_precision": ""}, "Say how sure the date is"),
        ("where", {"residence_authority": "987654"}, "Select a valid choice."),
        ("child-2", {"outcome": ""}, "Say what happened to child 2"),
        ("child-1", {"looked_after": ""}, "Say whether child 1 was looked after"),
        ("child-1", {"age": "25"}, "The age must be 24 or less"),
        ("child-1", {"age": "three"}, "The age must be a whole number of years, like 3"),
        ("children", {"another": ""}, "Say whether you need to add another child"),
        ("account", {"account": ""}, "Say what happened, without anybody’s name"),
        ("abuse", {"abuse_or_neglect": ""}, "Say whether abuse or neglect is known or suspected"),
        ("processes", {"known": ["none", "police"]}, "Choose the processes that you know of, or “None"),
        ("media", {"media_interest": ""}, "Say whether the media have shown interest"),
    ],
)  # fmt: skip
def test_refer_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, page, change, sentence):
    draft = begun(cast.police_lead)
    before = ReferralDraft.objects.get().answers
    answers = typed()[page] | change

    shown = sign_in("partner_lead").post(page_of(draft, page), answers)

    drawn = shown.content.decode()
    assert shown.status_code == 200
    assert sentence in drawn
    assert "There is a problem" in drawn
    assert "<title>Error: " in drawn
    assert {name: shown.context["form"].data[name] for name in change if name != "known"} == {
        name: value for name, value in change.items() if name != "known"
    }
    assert ReferralDraft.objects.get().answers == before


def test_refer_of_a_page_that_is_none_is_not_there(cast, sign_in):
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")

    for page in ("agency", "child-4", "child-0", "child-x", "nonsense", f"child-{'9' * 5000}"):
        assert client.get(page_of(draft, page)).status_code == 404, page
        assert client.post(page_of(draft, page), {"another": "no"}).status_code == 404, page


# The children -------------------------------------------------------------------------------------------------


def test_refer_takes_a_child_out_and_numbers_the_others_anew(cast, sign_in):
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")

    done = client.post(page_of(draft, "children"), {"remove": "child-1"})
    page = client.get(done.url)

    assert [(child["page"], child["number"]) for child in page.context["children"]] == [("child-2", 1)]
    assert "You have entered 1 child<" in page.content.decode()
    client.post(check_of(draft))
    assert list(Case.objects.get().children.values_list("position", "age", "placement")) == [
        (1, None, "foster")
    ]


def test_refer_without_any_child_asks_for_one(cast, sign_in):
    draft = begun(cast.police_lead, without=("child-1", "child-2"))

    assert sign_in("partner_lead").get(check_of(draft)).url == page_of(draft, "child-1")


def test_refer_takes_at_most_six_children(cast, sign_in):
    six = {f"child-{number}": typed()["child-1"] for number in range(1, 7)}
    draft = begun(cast.police_lead, **six)
    client = sign_in("partner_lead")

    page = client.get(page_of(draft, "children")).content.decode()

    assert "6 children is the most you can enter here." in page
    assert 'value="yes"' not in page
    assert client.get(page_of(draft, "child-7")).status_code == 404
    assert client.post(page_of(draft, "children"), {"another": "yes"}).url == page_of(draft, "children")
    client.post(check_of(draft))
    assert Case.objects.get().children.count() == 6


def test_refer_forgets_a_placement_of_a_child_who_was_not_looked_after(cast, sign_in):
    draft = begun(cast.police_lead, **{"child-1": typed()["child-2"] | {"looked_after": "no"}})

    assert "foster" in draft.answers["child-1"]["placement"]
    assert sign_in("partner_lead").post(check_of(draft)).status_code == 302
    assert Case.objects.get().children.first().placement == ""


# Whose it is ---------------------------------------------------------------------------------------------------


def test_refer_being_written_is_its_writers_alone(cast, sign_in):
    colleague = cast.person("Second police lead", Role.PARTNER_LEAD, organisation=cast.police)
    draft = begun(cast.police_lead)

    for who in (colleague, cast.hospital_lead, cast.manager):
        client = sign_in(who)
        assert str(draft.key) not in client.get(ADDRESS).content.decode()
        for address in (
            page_of(draft, "account"),
            check_of(draft),
            reverse("reviews:refer_discard", args=[draft.key]),
        ):
            assert client.get(address).status_code == 404
            assert client.post(address, {"account": "Mine"}).status_code == 404
    assert ReferralDraft.objects.get().answers == draft.answers


def test_refer_discarded_keeps_nothing(cast, sign_in):
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")
    address = reverse("reviews:refer_discard", args=[draft.key])

    assert client.get(address).status_code == 200
    assert ReferralDraft.objects.exists()
    assert client.post(address).url == ADDRESS
    assert not ReferralDraft.objects.exists()
    assert client.get(check_of(draft)).status_code == 404
    assert {event.verb for event in Event.objects.about(draft)} == {"begun", "discarded"}


def test_refer_for_another_agency_is_not_offered_and_refused(cast, sign_in):
    Appointment.objects.create(
        person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=LONG_AGO
    )
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")

    assert client.get(check_of(draft)).url == page_of(draft, "agency")  # whoever leads for two says which
    offered = client.get(page_of(draft, "agency")).context["form"].fields["referred_for"].queryset
    refused = client.post(page_of(draft, "agency"), {"referred_for": cast.hospital.pk})
    assert list(offered) == [cast.health, cast.police]
    assert list(errors(refused)) == ["referred_for"]
    client.post(page_of(draft, "agency"), {"referred_for": cast.health.pk})
    client.post(check_of(draft))
    assert Case.objects.get().referred_for == cast.health


def test_refer_for_an_agency_that_one_has_left_meanwhile_is_not_sent(cast, sign_in):
    draft = begun(cast.officer, agency={"referred_for": str(cast.hospital.pk)})
    cast.hospital.ends_on = timezone.localdate() - timedelta(1)
    cast.hospital.save(update_fields=["ends_on"])

    assert sign_in("board_officer").post(check_of(draft)).url == page_of(draft, "agency")
    assert not Case.objects.exists()


def test_refer_lets_staff_choose_any_agency_that_takes_part(cast, sign_in):
    page = sign_in("board_officer").get(page_of(begin_referral(by=cast.officer), "agency"))

    assert set(page.context["form"].fields["referred_for"].queryset) == {*cast.partners, cast.hospital}


# Names ---------------------------------------------------------------------------------------------------------


def test_refer_warns_of_names_wherever_they_are_typed_and_lets_go_on(cast, sign_in):
    draft = begun(
        cast.police_lead,
        agreed={"agreed_by_office": "Mrs Sample"},
        account={"account": "Seen by Jordan Exemplar, born on a Friday."},
        processes={"known": ["police"], "note_police": "Charged as Robin Figment."},
    )
    client = sign_in("partner_lead")

    page = client.get(check_of(draft))

    assert page.context["warnings"] == [
        LOOKS_LIKE.format("Sample"),
        "It seems to hold a date of birth. Give an age in years instead.",
        LOOKS_LIKE.format("Jordan Exemplar"),
        LOOKS_LIKE.format("Robin Figment"),
    ]
    assert "Jordan Exemplar” looks like" in client.get(page_of(draft, "account")).content.decode()
    assert client.post(check_of(draft)).status_code == 302
    assert Case.objects.exists()


def test_refer_is_recorded_and_told_without_a_word_of_it(cast):
    case = made.refer_case(cast, account="A word that must not travel: quagmire.")

    event = Event.objects.about(case).get(verb="referred")
    assert event.facts == {"organisation": "leicestershire-police", "children": 1}
    assert event.label == case.reference
    letters = Letter.objects.filter(reference=case.reference)
    assert {letter.recipient for letter in letters} == {cast.manager, cast.officer, cast.second_officer}
    assert [letter for letter in letters if "quagmire" in " ".join(map(str, vars(letter).values()))] == []


def test_refer_being_written_leaves_no_word_of_it_in_the_record(cast):
    begun(cast.police_lead, account={"account": "quagmire"})

    assert [e for e in Event.objects.all() if "quagmire" in f"{e.label} {e.facts} {e.why}"] == []


# Sent once -------------------------------------------------------------------------------------------------------


def test_refer_sent_twice_makes_one_case(cast, sign_in):
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")

    first, second, looked = (
        client.post(check_of(draft)),
        client.post(check_of(draft)),
        client.get(check_of(draft)),
    )

    assert first.url == second.url == looked.url == reverse("reviews:referred", args=[Case.objects.get().pk])
    assert Letter.objects.filter(subject__startswith="A referral has come in").count() == 3  # one a person


def test_refer_sent_and_then_changed_says_that_it_was_sent_and_loses_nothing(cast, sign_in):
    """The back button leads to a page that can be typed into, though what it belongs to has gone."""
    draft = begun(cast.police_lead)
    client = sign_in("partner_lead")
    client.post(check_of(draft))

    page = client.post(page_of(draft, "account"), {"account": "Something else."})

    case = Case.objects.get()
    assert errors(page)["__all__"][0].startswith(f"This referral has already been sent, as {case.reference}.")
    assert "Something else." in page.content.decode()
    assert client.get(page_of(draft, "account")).url == reverse("reviews:referred", args=[case.pk])
    assert case.account == made.ACCOUNT
    assert begin(client, key=str(draft.key)).status_code == 200  # nor does its key begin another


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_refer_sent_twice_at_the_same_moment_makes_one_case():
    cast = Cast()
    draft = begun(cast.police_lead)

    def press(_):
        try:
            return send_referral(
                draft, by=cast.police_lead, referred_for=cast.police, incident_on=timezone.localdate(),
                account=made.ACCOUNT, agreed_by_office="Head", not_a_live_concern=True, children=[made.CHILD],
            ).pk  # fmt: skip
        except Refused as refused:
            return str(refused)[:38]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        said = sorted(browsers.map(press, range(4)), key=str)

    assert said == [Case.objects.get().pk, *["This referral has already been sent, as"[:38]] * 3]


@pytest.mark.django_db(transaction=True)
def test_refer_gives_every_case_its_own_reference_however_many_at_once():
    cast = Cast()

    def press(_):
        try:
            return made.refer_case(cast).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        references = list(browsers.map(press, range(8)))

    year = timezone.localdate().year
    assert sorted(references) == [f"LR-{year}-{number:03}" for number in range(1, 9)]


def test_refer_of_a_month_keeps_its_first_day(cast):
    case = made.refer_case(cast, incident_on=date(2026, 2, 28), incident_precision="month")

    assert case.incident_on == date(2026, 2, 1)


def test_refer_before_any_arrangements_is_refused_and_keeps_everything(cast, sign_in):
    draft = begun(cast.police_lead)
    cast.edition.starts_on = timezone.localdate() + timedelta(1)
    cast.edition.save(update_fields=["starts_on"])

    page = sign_in("partner_lead").post(check_of(draft))

    assert page.context["form"].non_field_errors() == [
        "No arrangements are in force today. The business unit has to load them first."
    ]
    assert made.ACCOUNT in page.content.decode()
    assert ReferralDraft.objects.get().answers == draft.answers


def test_refer_stops_whoever_begins_and_never_ends(cast, sign_in):
    for _ in range(20):
        begin_referral(by=cast.police_lead)

    page = begin(sign_in("partner_lead"))

    assert errors(page)["__all__"] == [
        "You have begun 20 referrals. Send or discard one before you begin another."
    ]


# What an agency sees of its referrals afterwards ------------------------------------------------------------


def test_refer_lists_the_agencys_own_referrals_by_reference_and_status_alone(cast, decided_case, sign_in):
    case = decided_case
    elsewhere = made.refer_case(cast, by=cast.hospital_lead, referred_for=cast.hospital)

    drawn = sign_in("partner_lead").get(ADDRESS).content.decode()

    assert case.reference in drawn
    assert "Notified to the Panel" in drawn
    assert elsewhere.reference not in drawn
    for secret in (
        made.ACCOUNT,
        "Criteria (a) and (c)",
        "Decided",
        "Officers attended",
        case.get_absolute_url(),
    ):
        assert secret not in drawn


def test_refer_of_a_colleague_is_listed_but_its_words_are_not_shown(cast, sign_in):
    colleague = cast.person("Second police lead", Role.PARTNER_LEAD, organisation=cast.police)
    case = made.refer_case(cast)

    own = sign_in("partner_lead").get(reverse("reviews:referred", args=[case.pk])).content.decode()
    theirs = sign_in(colleague).get(reverse("reviews:referred", args=[case.pk])).content.decode()

    assert made.ACCOUNT in own
    assert case.reference in theirs
    assert made.ACCOUNT not in theirs


def test_referred_by_another_agency_is_not_there(cast, sign_in):
    case = made.refer_case(cast)

    assert sign_in(cast.hospital_lead).get(reverse("reviews:referred", args=[case.pk])).status_code == 404


def test_refer_runs_the_same_queries_however_many_were_referred(cast, sign_in, django_assert_num_queries):
    client = sign_in("partner_lead")
    made.refer_case(cast)
    begin_referral(by=cast.police_lead)
    client.get(ADDRESS)  # the session notes once that it was seen

    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    made.refer_case(cast)
    made.refer_case(cast)
    begin_referral(by=cast.police_lead)
    begin_referral(by=cast.police_lead)

    with django_assert_num_queries(len(one)):
        client.get(ADDRESS)


def test_refer_checks_answers_in_the_same_queries_however_many_children(
    cast, sign_in, django_assert_num_queries
):
    client = sign_in("partner_lead")
    one = begun(cast.police_lead, without=("child-2",))
    three = begun(cast.police_lead, **{"child-3": typed()["child-1"]})
    client.get(check_of(one))  # the session notes once that it was seen

    with CaptureQueriesContext(connection) as few:
        client.get(check_of(one))
    with django_assert_num_queries(len(few)):
        client.get(check_of(three))


def test_refer_of_somebody_who_may_not_is_forbidden(cast, sign_in):
    client = sign_in("group_chair")

    assert client.get(ADDRESS).status_code == begin(client).status_code == 403
    assert not ReferralDraft.objects.exists()


def test_refer_shows_a_lead_who_moved_on_nothing_of_the_agency_they_left(cast, sign_in):
    case = made.refer_case(cast)
    yesterday = timezone.localdate() - timedelta(1)
    Appointment.objects.filter(person=cast.police_lead).update(ends_on=yesterday)
    Appointment.objects.create(
        person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=yesterday
    )
    moved_on = sign_in("partner_lead")

    assert case.reference not in moved_on.get(ADDRESS).content.decode()
    assert moved_on.get(reverse("reviews:referred", args=[case.pk])).status_code == 404


def test_refer_lists_no_case_that_began_without_a_referral(cast, sign_in):
    case = log_notification(
        by=cast.officer, incident_on=timezone.localdate(), account=made.ACCOUNT, children=[made.CHILD],
        aware_on=timezone.localdate(), sent_at=timezone.now(), sent_by_office="Head",
        responsible_authority=cast.county,
    )  # fmt: skip
    client = sign_in("board_officer")

    assert case.reference not in client.get(ADDRESS).text
    assert client.get(reverse("reviews:referred", args=[case.pk])).status_code == 404


def test_a_referral_gets_a_date_by_which_it_is_screened(cast, sign_in):
    """Nobody would be reminded of it otherwise, while the authority's five working days may be running."""
    with time_machine.travel(datetime(2026, 4, 2, 12, tzinfo=UTC), tick=False):  # the Thursday before Easter
        case = made.refer_case(cast)
        due = case.clocks.get().deadline

        assert (due.duty, due.due_on, due.role, due.restricted) == (
            "screen", date(2026, 4, 7), "board_officer", True,
        )  # fmt: skip
        assert due.path == reverse("reviews:screen", args=[case.pk])
        client = sign_in("board_officer")
        board = client.get(reverse("reviews:list")).content.decode()
        assert "Screen the referral" in board
        assert "Nothing is due" not in board
        assert f'href="{due.path}"' in client.get(reverse("home")).content.decode()


def test_what_waits_for_the_office_that_decides_has_a_date_until_it_is_chosen(cast):
    with time_machine.travel(datetime(2026, 4, 2, 12, tzinfo=UTC), tick=False):
        case = made.not_notified(cast)
        waits = case.clocks.get(deadline__duty="what_follows").deadline
        assert (waits.due_on, waits.role) == (date(2026, 4, 20), "independent_advisor")

        close_without_action(case, by=cast.advisor, reason="Practice was sound.")

    waits.refresh_from_db()
    assert not waits.outstanding


def test_a_referral_taken_up_again_gets_a_date_of_its_own(cast):
    case = made.not_notified(cast)
    take_up_again(case, by=cast.officer, new_information="A scan shows an old fracture.")

    running = [link.deadline.duty for link in case.clocks.all() if link.deadline.outstanding]
    assert running == ["screen"]
