"""Telling the family: by role, with its reasons, and on the record."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event
from reviews.models import FamilyContact, FamilyMember
from reviews.operations.family import put_off
from reviews.rules.family import NEXT, check_state, not_settled
from tests.factories import family as made
from tests.factories import reviews

S = FamilyMember.State


def test_not_telling_somebody_yet_has_a_reason_and_stands_in_the_diary(cast):
    case = reviews.notified(cast)

    somebody = made.member(cast, case, look_again_on=timezone.localdate() + timedelta(9))

    assert (somebody.state, somebody.not_yet_because) == (
        "not_yet",
        "The police advise to wait until the first interview.",
    )
    deadline = case.clocks.get(deadline__duty="family_review").deadline
    assert (deadline.due_on, deadline.reference, deadline.role) == (
        timezone.localdate() + timedelta(9),
        case.reference,
        "board_officer",
    )
    assert "mother" not in str(deadline).lower()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"role": " "}, "Say who it is by their place in the family"),
        ({"contact_office": ""}, "Say which office stays in touch"),
        ({"because": "\n"}, "Say why they are not told yet"),
        ({"look_again_on": date(2026, 3, 2)}, "The review date must be in the future"),
    ],
)
def test_somebody_is_recorded_whole_or_not_at_all(cast, change, sentence):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = reviews.notified(cast)
        with pytest.raises(Refused, match=f"^{sentence}"):
            made.member(cast, case, **change)

    assert not FamilyMember.objects.exists()


def test_the_same_place_in_a_family_is_recorded_once(cast):
    case = reviews.notified(cast)
    made.member(cast, case, role="Father of child 1")

    with pytest.raises(Refused, match=r"^Somebody with that place in the family is recorded already"):
        made.member(cast, case, role="father of child 1 ")


def test_a_contact_says_where_it_leaves_them_and_ends_the_waiting(cast):
    case = reviews.notified(cast)
    somebody = made.member(cast, case)

    made.contact(
        cast, somebody, state=S.CONTRIBUTING, advocate="accepted", advocate_from="Family advocacy service"
    )

    somebody.refresh_from_db()
    assert (somebody.state, somebody.advocate, somebody.advocate_from) == (
        "contributing",
        "accepted",
        "Family advocacy service",
    )
    somebody.deadline.refresh_from_db()
    assert (somebody.deadline.done_on, somebody.deadline.ended_reason) == (None, "They have been told")


@pytest.mark.parametrize("old", S.values)
@pytest.mark.parametrize("new", S.values)
def test_nobody_who_has_been_told_becomes_untold(old, new):
    if new in NEXT[old]:
        check_state(old, new)
    else:
        with pytest.raises(Refused, match=r"^Someone who has been told cannot go back"):
            check_state(old, new)
    assert ("not_yet" in NEXT[old]) == (old == "not_yet")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"note": " "}, "Say what was said"),
        ({"by_office": ""}, "Say who was in touch"),
        ({"happened_on": date(2026, 3, 3)}, "A contact cannot be recorded before"),
        ({"state": "not_yet"}, "They have been told, because someone"),
        ({"advocate": "accepted"}, "Say which service the advocate is from"),
    ],
)
def test_a_contact_is_recorded_whole_or_not_at_all(cast, change, sentence):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        somebody = made.member(cast, reviews.notified(cast))
        with pytest.raises(Refused, match=f"^{sentence}"):
            made.contact(cast, somebody, **change)

    somebody.refresh_from_db()
    assert (somebody.state, FamilyContact.objects.count()) == ("not_yet", 0)


def test_looking_again_late_asks_why_and_opens_the_next_day(cast):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        case = reviews.notified(cast)
        somebody = made.member(cast, case, look_again_on=date(2026, 3, 9))
    with time_machine.travel(datetime(2026, 3, 11, 9, tzinfo=UTC), tick=False):
        again = {"by": cast.officer, "because": "The trial has begun.", "by_office": "Business manager"}
        with pytest.raises(Refused, match="late"):
            put_off(somebody, look_again_on=date(2026, 4, 9), **again)
        put_off(somebody, look_again_on=date(2026, 4, 9), late_reason="Nobody was in the office.", **again)

    rows = case.clocks.filter(deadline__duty="family_review").order_by("deadline__due_on")
    assert [(r.deadline.due_on, r.deadline.done_on, r.deadline.late) for r in rows] == [
        (date(2026, 3, 9), date(2026, 3, 11), True),
        (date(2026, 4, 9), None, None),
    ]


def test_what_passed_with_a_family_is_never_changed(cast):
    contact = made.contact(cast, made.member(cast, reviews.notified(cast)))

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        FamilyContact.objects.filter(pk=contact.pk).update(note="Something else")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        contact.delete()


def test_the_record_says_that_and_never_what(cast):
    case = reviews.notified(cast)
    somebody = made.member(cast, case, role="Grandmother of child 2")
    made.contact(cast, somebody, note="She wept, and asked for a photograph.")

    told = " ".join(f"{e.label} {e.why} {e.facts}" for e in Event.objects.all())
    assert "rand" not in told.replace("Brand", "")
    assert "photograph" not in told


def test_a_families_log_is_for_those_who_run_or_decide_the_case(cast, sign_in):
    case = reviews.notified(cast)
    made.contact(cast, made.member(cast, case), note="She asked for a photograph.")
    address = reverse("reviews:family", args=[case.pk])

    for who in ("board_manager", "board_officer", "independent_advisor", "group_chair"):
        assert "photograph" in sign_in(who).get(address).content.decode()
    for who in ("group_member", "partner_lead", "signatory", "external_reviewer", "learning_officer"):
        assert sign_in(who).get(address).status_code == 403
    page = sign_in("group_member").get(case.get_absolute_url()).content.decode()
    assert "Mother of child 1" in page
    assert "photograph" not in page
    assert reverse("reviews:family", args=[case.pk]) not in page


def test_the_family_page_asks_the_same_questions_whatever_its_length(cast, sign_in):
    case = reviews.notified(cast)
    made.contact(cast, made.member(cast, case, role="Somebody"))
    client = sign_in("board_officer")

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reviews:family", args=[case.pk]))
        return len(asked)

    questions()
    one = questions()
    for number in range(2):
        somebody = made.member(cast, case, role=f"Sibling {number}")
        made.contact(cast, somebody)
        made.contact(cast, somebody, state=S.CONTRIBUTING)
    assert questions() == one


def test_nothing_typed_is_lost_and_a_likely_name_is_pointed_at(cast, sign_in):
    case = reviews.notified(cast)
    page = sign_in("board_officer").post(
        reverse("reviews:add_family_member", args=[case.pk]),
        {"role": "Mrs Rowena Thistlewood", "contact_office": "Social worker", "because": ""},
    )

    text = page.content.decode()
    assert "Say why they are not told yet, and on whose advice" in text
    assert "Mrs Rowena Thistlewood" in text
    assert "looks like somebody’s name" in text


def test_not_settled_until_seen_or_declined():
    assert not_settled([]) == ["No family members are recorded."]
    assert not_settled([("Mother", S.REPORT_SEEN), ("Father", S.DECLINED), ("Aunt", S.INFORMED)]) == [
        "Aunt: it is not recorded that they have seen the report, or do not want to."
    ]


def test_add_and_log_through_the_pages(cast, sign_in):
    case = reviews.notified(cast)
    officer = sign_in("board_officer")
    soon = timezone.localdate() + timedelta(5)
    officer.post(
        reverse("reviews:add_family_member", args=[case.pk]),
        {
            "role": "Mother of child 1", "contact_office": "Social worker", "because": "It is being arranged.",
            "look_again_on_day": soon.day, "look_again_on_month": soon.month, "look_again_on_year": soon.year,
        },
    )  # fmt: skip
    somebody = case.family.get()
    today = timezone.localdate()
    response = officer.post(
        reverse("reviews:log_contact", args=[somebody.pk]),
        {
            "happened_on_day": today.day, "happened_on_month": today.month, "happened_on_year": today.year,
            "kind": "call", "by_office": "Social worker", "note": "She would like to be heard.",
            "state": "contributing", "advocate": "offered",
        },
    )  # fmt: skip

    assert response.status_code == 302
    somebody.refresh_from_db()
    assert (somebody.state, somebody.advocate) == ("contributing", "offered")
    assert [e.verb for e in Event.objects.about(case)][:2] == ["logged family contact", "added family member"]


def test_change_family_member_puts_right_who_it_is_and_who_stays_in_touch(cast, sign_in):
    case = reviews.notified(cast)
    somebody = made.member(cast, case, role="Mrs Smith")
    made.member(cast, case, role="Father of child 1")
    client = sign_in("board_officer")
    address = reverse("reviews:change_family_member", args=[somebody.pk])

    assert address in client.get(reverse("reviews:family", args=[case.pk])).content.decode()
    seen = client.get(address).context["form"]["seen"].value()
    typed = {"role": "Mother of child 1", "contact_office": "Head of service", "seen": seen}
    same = client.post(address, typed | {"role": "father of child 1"})
    assert "Somebody with that place in the family is recorded already" in same.content.decode()
    assert client.post(address, typed).url == somebody.get_absolute_url()

    somebody.refresh_from_db()
    assert (somebody.role, somebody.contact_office, somebody.state) == (
        "Mother of child 1",
        "Head of service",
        "not_yet",
    )
    told = Event.objects.about(case).get(verb="changed family member")
    assert told.facts == {"member": somebody.pk, "changed": ["role", "contact_office"]}  # and no name
    late = client.post(address, typed | {"role": "Mother of both children"})  # a page opened before that
    assert "What is recorded about them has changed since you opened this page" in late.content.decode()
    assert "Mother of both children" in late.content.decode()
