"""Referring an incident."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Event, Letter
from reviews.models import Case
from tests.factories import reviews as made
from tests.factories.cast import LONG_AGO, Cast

ADDRESS = reverse("reviews:refer")


def typed(cast, **changes):
    """What a partner lead types for one child."""
    day = timezone.localdate() - timedelta(3)
    return {
        "key": str(uuid4()),
        "not_a_live_concern": "on",
        "referred_for": cast.police.pk,
        "agreed_by_office": "Head of public protection",
        "incident_on_day": day.day,
        "incident_on_month": day.month,
        "incident_on_year": day.year,
        "incident_precision": "day",
        "responsible_authority": "",
        "account": made.ACCOUNT,
        "child-TOTAL_FORMS": "1",
        "child-INITIAL_FORMS": "0",
        "child-0-age": "3",
        "child-0-outcome": "died",
        "child-0-looked_after": "no",
    } | changes


def two_children(cast, **changes):
    more = {
        "child-TOTAL_FORMS": "2",
        "child-1-age": "",
        "child-1-outcome": "seriously_harmed",
        "child-1-looked_after": "yes",
    }
    return typed(cast, **more | changes)


def hidden(page):
    """The answers that the check page carries in its hidden fields, as a browser would send them on."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def names(form):
    return sorted(form.errors)


def test_refer_shows_the_warning_and_where_to_raise_a_concern(cast, sign_in):
    page = sign_in("partner_lead").get(ADDRESS).content.decode()

    assert "This is not the way to report a child at risk now." in page
    assert page.count(f'href="{reverse("public:concern")}"') >= 2


def test_refer_saves_nothing_before_it_is_confirmed(cast, sign_in):
    page = sign_in("partner_lead").post(ADDRESS, two_children(cast, deed="check"))

    assert page.status_code == 200
    assert "Check your answers before you refer" in page.content.decode()
    assert "Age not known; was seriously harmed; looked after" in page.content.decode()
    assert not Case.objects.exists()
    assert not Letter.objects.exists()


def test_refer_confirmed_makes_one_case(cast, sign_in):
    client = sign_in("partner_lead")
    answers = hidden(client.post(ADDRESS, two_children(cast, deed="check")))

    done = client.post(ADDRESS, answers | {"deed": "confirm"})

    case = Case.objects.get()
    assert done.url == reverse("reviews:referred", args=[case.pk])
    assert case.referred_by == cast.police_lead
    assert case.referred_for == cast.police
    assert case.account == made.ACCOUNT
    assert case.incident_on == timezone.localdate() - timedelta(3)
    assert list(case.children.values_list("position", "age", "outcome", "looked_after")) == [
        (1, 3, "died", False),
        (2, None, "seriously_harmed", True),
    ]
    said = client.get(done.url).content.decode()
    assert f"Your reference is {case.reference}" in said
    assert "What happens next" in said


def test_refer_sent_twice_makes_one_case(cast, sign_in):
    client = sign_in("partner_lead")
    answers = typed(cast, deed="confirm")

    first, second = client.post(ADDRESS, answers), client.post(ADDRESS, answers)

    assert first.url == second.url
    assert Case.objects.count() == 1
    assert Letter.objects.filter(subject__startswith="A referral has come in").count() == 3  # one a person


def test_refer_sent_and_then_changed_says_that_it_was_sent(cast, sign_in):
    client = sign_in("partner_lead")
    answers = typed(cast)
    client.post(ADDRESS, answers | {"deed": "confirm"})

    page = client.post(ADDRESS, answers | {"deed": "check", "account": "Something else."})

    assert (
        page.context["form"]
        .errors["key"][0]
        .startswith(f"This form has already been sent, as {Case.objects.get().reference}.")
    )
    assert "Something else." in page.content.decode()


def test_refer_does_not_answer_with_somebody_elses_case(cast, sign_in):
    """A key that another person's form used already makes no case, and opens none."""
    answers = typed(cast, deed="confirm")
    sign_in("partner_lead").post(ADDRESS, answers)

    page = sign_in(cast.hospital_lead).post(ADDRESS, answers | {"referred_for": cast.hospital.pk})

    assert page.context["form"].non_field_errors() == [
        "This form has been used already. Begin a new referral."
    ]
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_refer_pressed_twice_at_the_same_moment_makes_one_case():
    cast = Cast()
    key = uuid4()

    def press(_):
        try:
            return made.refer_case(cast, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        made_of_it = set(browsers.map(press, range(4)))

    assert len(made_of_it) == 1
    assert Case.objects.count() == 1


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


def test_refer_goes_back_without_losing_anything(cast, sign_in):
    client = sign_in("partner_lead")
    answers = hidden(client.post(ADDRESS, two_children(cast, deed="check")))

    page = client.post(ADDRESS, answers | {"deed": "change"})

    assert page.status_code == 200
    drawn = page.content.decode()
    assert made.ACCOUNT in drawn
    assert 'value="Head of public protection"' in drawn
    assert re.search(r'name="key" value="' + answers["key"], drawn)
    again = hidden_and_typed(page)
    assert again["child-1-outcome"] == "seriously_harmed"
    assert again["child-1-looked_after"] == "yes"
    assert again["incident_on_year"] == str(timezone.localdate().year)
    assert again["not_a_live_concern"] == "on"
    assert again["referred_for"] == str(cast.police.pk)


def hidden_and_typed(page):
    """What the drawn form would send as it stands."""
    form, children = page.context["form"], page.context["children"]
    sent = {}
    for one in (form, *children):
        for field in one:
            value = field.value()
            if isinstance(value, list):
                parts = zip(("day", "month", "year"), value, strict=True)
                sent |= {f"{field.html_name}_{part}": str(text) for part, text in parts}
            else:
                sent[field.html_name] = "" if value is None else str(value)
    return sent


def test_refer_adds_and_takes_out_a_child_without_losing_anything(cast, sign_in):
    client = sign_in("partner_lead")

    more = client.post(ADDRESS, two_children(cast, deed="add", account="Half a sen"))
    assert [child["outcome"].value() or "" for child in more.context["children"]] == [
        "died", "seriously_harmed", "",
    ]  # fmt: skip
    assert more.context["form"]["account"].value() == "Half a sen"
    assert not more.context["form"].errors

    fewer = client.post(ADDRESS, two_children(cast, deed="remove-0"))
    assert [child["outcome"].value() for child in fewer.context["children"]] == ["seriously_harmed"]


def test_refer_with_a_child_added_on_the_page_asks_about_it(cast, sign_in):
    """The form drawn after "Add another child" counts its children as asked about, not as optional."""
    client = sign_in("partner_lead")
    drawn = client.post(ADDRESS, typed(cast, deed="add"))

    page = client.post(ADDRESS, hidden_and_typed(drawn) | management(drawn) | {"deed": "check"})

    assert page.context["children"].errors == [
        {},
        {
            "outcome": ["Say what happened to child 2"],
            "looked_after": ["Say whether child 2 was looked after"],
        },
    ]


def management(page):
    form = page.context["children"].management_form
    return {field.html_name: str(field.value()) for field in form}


def test_refer_takes_at_most_six_children(cast, sign_in):
    client = sign_in("partner_lead")
    children = {
        f"child-{number}-{name}": value
        for number in range(7)
        for name, value in {"age": "1", "outcome": "died", "looked_after": "no"}.items()
    }

    page = client.post(ADDRESS, typed(cast, **children | {"child-TOTAL_FORMS": "7", "deed": "confirm"}))

    assert page.context["children"].non_form_errors() == [
        "Enter at most 6 children here, and say in your account that there are more"
    ]
    assert not Case.objects.exists()
    six = client.post(ADDRESS, typed(cast, **children | {"child-TOTAL_FORMS": "6", "deed": "add"}))
    assert len(six.context["children"].forms) == 6
    assert "Add another child" not in six.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"not_a_live_concern": ""}, "Tick that no child is at risk now."),
        ({"agreed_by_office": " "}, "Say which safeguarding lead has agreed it, by office"),
        ({"incident_on_day": "31", "incident_on_month": "2"}, "The date of the incident must be a real date"),
        ({"incident_on_year": "2099"}, "The date of the incident must be today or in the past"),
        ({"account": ""}, "Say what happened, without anybody’s name"),
        ({"child-0-outcome": ""}, "Say what happened to child 1"),
        ({"child-0-age": "25"}, "The age must be 24 or less"),
        ({"child-0-age": "three"}, "The age must be a whole number of years, like 3"),
        ({"referred_for": ""}, "Choose an answer to ‘Which agency is it for?’"),
        ({"incident_precision": "rumour"}, "Select a valid choice."),
    ],
)
@pytest.mark.parametrize("deed", ["check", "confirm"])
def test_refer_says_what_is_wrong_and_keeps_what_was_typed(cast, sign_in, change, sentence, deed):
    page = sign_in("partner_lead").post(ADDRESS, typed(cast, deed=deed, **change))

    drawn = page.content.decode()
    assert page.status_code == 200
    assert sentence in drawn
    assert "There is a problem" in drawn
    assert "<title>Error: " in drawn
    kept = {"agreed_by_office", "account"} - change.keys()
    assert {page.context["form"][name].value() for name in kept} <= {
        made.ACCOUNT,
        "Head of public protection",
    }
    assert not Case.objects.exists()


def test_refer_for_another_agency_is_not_offered_and_refused(cast, sign_in):
    client = sign_in("partner_lead")

    offered = client.get(ADDRESS).context["form"].fields["referred_for"].queryset
    page = client.post(ADDRESS, typed(cast, deed="confirm", referred_for=cast.hospital.pk))

    assert list(offered) == [cast.police]
    assert names(page.context["form"]) == ["referred_for"]
    assert not Case.objects.exists()


def test_refer_asks_whoever_leads_for_two_agencies_which_one(cast, sign_in):
    Appointment.objects.create(
        person=cast.police_lead, role=Role.PARTNER_LEAD, organisation=cast.health, starts_on=LONG_AGO
    )

    form = sign_in("partner_lead").get(ADDRESS).context["form"]

    assert list(form.fields["referred_for"].queryset) == [cast.health, cast.police]
    assert form["referred_for"].value() is None


def test_refer_lets_staff_choose_any_agency_that_takes_part(cast, sign_in):
    form = sign_in("board_officer").get(ADDRESS).context["form"]

    assert set(form.fields["referred_for"].queryset) == {*cast.partners, cast.hospital}


def test_refer_warns_of_a_name_and_lets_go_on(cast, sign_in):
    client = sign_in("partner_lead")

    page = client.post(
        ADDRESS, typed(cast, deed="check", account="Seen by Jordan Exemplar, born on a Friday.")
    )

    assert page.context["warnings"] == [
        "It seems to hold a date of birth. Give an age in years instead.",
        "“Jordan Exemplar” looks like somebody’s name. Say who it is by role instead, such as “the child’s aunt”.",
    ]
    assert client.post(ADDRESS, hidden(page) | {"deed": "confirm"}).status_code == 302


def test_refer_of_a_month_keeps_its_first_day(cast):
    case = made.refer_case(cast, incident_on=date(2026, 2, 28), incident_precision="month")

    assert case.incident_on == date(2026, 2, 1)


def test_refer_is_recorded_and_told_without_a_word_of_it(cast):
    case = made.refer_case(cast, account="A word that must not travel: quagmire.")

    event = Event.objects.about(case).get(verb="referred")
    assert event.facts == {"organisation": "leicestershire-police", "children": 1}
    assert event.label == case.reference
    letters = Letter.objects.filter(reference=case.reference)
    assert {letter.recipient for letter in letters} == {cast.manager, cast.officer, cast.second_officer}
    assert [letter for letter in letters if "quagmire" in " ".join(map(str, vars(letter).values()))] == []


def test_refer_before_any_arrangements_is_refused(cast):
    cast.edition.starts_on = timezone.localdate() + timedelta(1)
    cast.edition.save(update_fields=["starts_on"])

    with pytest.raises(Refused, match=r"^No arrangements are in force today"):
        made.refer_case(cast)


def test_refer_refused_keeps_everything_on_the_page(cast, sign_in):
    cast.edition.starts_on = timezone.localdate() + timedelta(1)
    cast.edition.save(update_fields=["starts_on"])

    page = sign_in("partner_lead").post(ADDRESS, typed(cast, deed="confirm"))

    assert page.context["form"].non_field_errors() == [
        "No arrangements are in force today. The business unit has to load them first."
    ]
    assert made.ACCOUNT in page.content.decode()


# What an agency sees of its referrals afterwards ------------------------------------------------------------


def test_refer_lists_the_agencys_own_referrals_by_reference_and_status_alone(cast, sign_in):
    case = made.decided(cast)
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
    client.get(ADDRESS)  # the session notes once that it was seen

    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS)
    made.refer_case(cast)
    made.refer_case(cast)

    with django_assert_num_queries(len(one)):
        client.get(ADDRESS)


def test_refer_of_somebody_who_may_not_is_forbidden(cast, sign_in):
    assert sign_in("group_chair").get(ADDRESS).status_code == 403
    assert sign_in("group_chair").post(ADDRESS, typed(cast, deed="confirm")).status_code == 403
    assert not Case.objects.exists()


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
