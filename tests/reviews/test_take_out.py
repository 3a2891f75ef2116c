"""Somebody entered in a case by mistake is taken out: what the record must keep stays, and nothing waits for them."""

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event
from reviews.models import Case, Child, FamilyMember, Route
from reviews.operations.case import lock, move
from reviews.operations.family import family_missing, take_out_member
from reviews.operations.notification import add_child, next_number, take_out_child, told_of
from tests.factories import family
from tests.factories import reviews as made


def second_child(cast, case):
    return add_child(case, by=cast.officer, outcome="seriously_harmed", age=3)


def test_take_out_child_destroys_what_is_known_and_gives_the_number_to_nobody(cast, sign_in):
    case = made.refer_case(cast)
    child, client = second_child(cast, case), sign_in("board_officer")
    address = reverse("reviews:take_out_child", args=[child.pk])

    assert address in client.get(reverse("reviews:describe_child", args=[child.pk])).content.decode()
    form = client.get(address).context["form"]
    assert "explained" not in form.fields  # nobody has been told or asked
    seen = {"seen": form["seen"].value()}
    silent = client.post(address, {"reason": " "} | seen)
    assert "Say how the mistake came about" in silent.content.decode()
    named = client.post(address, {"reason": "It was Anna Smith of another case."} | seen)
    assert "the record keeps the reason permanently" in named.content.decode()
    done = client.post(address, {"reason": "Belongs to another incident."} | seen)

    assert done.url == case.get_absolute_url()
    assert [one.position for one in case.children.all()] == [1]
    told = Event.objects.about(case).get(verb="took out a child")
    assert (told.why, told.facts) == ("Belongs to another incident.", {"child": 2})
    page = client.get(case.get_absolute_url()).content.decode()
    assert "A child entered by mistake was taken out" in page
    assert client.get(address).status_code == 404
    assert (next_number(case), second_child(cast, case).position) == (3, 3)


def test_take_out_child_who_was_told_of_or_asked_about_says_how_that_was_put_right(cast, sign_in):
    case = made.gathering(cast)
    child, client = second_child(cast, case), sign_in("board_officer")
    family.member(cast, case, role="Father of child 2")
    address = reverse("reviews:take_out_child", args=[child.pk])

    page = client.get(address)
    assert [sentence.partition(" ")[0] for sentence in page.context["told_of"]] == ["The", "2", "Somebody"]
    assert "is recorded by their place beside child 2" in page.content.decode()
    seen, reason = page.context["form"]["seen"].value(), "Typed twice."
    silent = client.post(address, {"reason": reason, "seen": seen})
    assert "Say how it has been put right with whoever was told or asked" in silent.content.decode()
    assert reason in silent.content.decode()
    client.post(address, {"reason": reason, "explained": "Both agencies were told by phone.", "seen": seen})

    told = Event.objects.about(case).get(verb="took out a child")
    assert told.why == "Typed twice. Both agencies were told by phone."
    assert not Child.objects.filter(pk=child.pk).exists()


def test_take_out_child_looks_at_what_was_recorded_meanwhile(cast):
    case = made.refer_case(cast)
    child = second_child(cast, case)
    given = {"by": cast.officer, "reason": "Another incident."}

    with pytest.raises(Refused, match="What is known about the child has changed since"):
        take_out_child(child, seen="as it was before", **given)
    assert told_of(child) == []
    take_out_child(child, **given)
    with pytest.raises(Refused, match="has been taken out already"):
        take_out_child(child, **given)


def test_take_out_child_leaves_one_child_in_the_case_and_none_on_whom_its_route_rests(cast):
    case = made.refer_case(cast)
    first, given = case.children.get(), {"by": cast.officer, "reason": "Another incident."}
    with pytest.raises(Refused, match="A case concerns at least one child"):
        take_out_child(first, **given)

    other = second_child(cast, case)
    Case.objects.filter(pk=case.pk).update(route=Route.CARE_LEAVER)
    with pytest.raises(Refused, match="That no rapid review is required rests on this child"):
        take_out_child(other, **given)
    assert case.children.count() == 2


def test_take_out_of_a_closed_case_is_refused(cast, sign_in):
    case = made.not_notified(cast)
    child, somebody = second_child(cast, case), family.member(cast, case)
    move(lock(case), "closed_nfa", by=cast.manager)

    client = sign_in("board_officer")
    for name, thing in (("take_out_child", child), ("take_out_family_member", somebody)):
        assert client.get(reverse(f"reviews:{name}", args=[thing.pk])).status_code == 409
    with pytest.raises(Refused, match="The case is closed"):
        take_out_child(child, by=cast.officer, reason="Found.")
    with pytest.raises(Refused, match="This case is closed"):
        take_out_member(somebody, by=cast.officer, reason="Found.")


# The family -----------------------------------------------------------------------------------------------------


def test_take_out_family_member_leaves_what_passed_readable_and_nothing_waiting(cast, sign_in):
    case = made.notified(cast)
    wrong, right = family.member(cast, case), family.member(cast, case, role="Grandparents")
    client = sign_in("board_officer")
    address = reverse("reviews:take_out_family_member", args=[wrong.pk])
    page = reverse("reviews:family", args=[case.pk])

    assert address in client.get(page).content.decode()
    seen = {"seen": client.get(address).context["form"]["seen"].value()}
    silent = client.post(address, {"reason": ""} | seen)
    assert "Say how the mistake came about" in silent.content.decode()
    done = client.post(address, {"reason": "Belongs to another incident."} | seen)

    assert done.url == page
    wrong.refresh_from_db()
    wrong.deadline.refresh_from_db()
    assert (wrong.taken_out_because, wrong.deadline.outstanding) == ("Belongs to another incident.", False)
    shown = client.get(page).content.decode()
    assert "Entered by mistake" in shown
    assert address not in shown
    assert family_missing(case) == [
        "Grandparents: it is not recorded that they have seen the report, or do not want to."
    ]
    rows = next(
        step for step in client.get(case.get_absolute_url()).context["steps"] if step["key"] == "family"
    )["shows"]["members"]
    assert [row["member"] for row in rows] == [right]
    assert Event.objects.about(case).get(verb="took out family member").facts == {"member": wrong.pk}


def test_take_out_family_member_with_contacts_frees_the_place_and_takes_no_more_contacts(cast):
    case = made.notified(cast)
    wrong = family.member(cast, case)
    family.contact(cast, wrong)
    take_out_member(wrong, by=cast.officer, reason="Belongs to another incident.")

    with pytest.raises(Refused, match="They were entered by mistake and have been taken out"):
        family.contact(cast, wrong)
    assert wrong.contacts.count() == 1
    again = family.member(cast, case)
    assert again.role == wrong.role
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyMember.objects.filter(pk=again.pk).update(taken_out_because="without a day")


def test_take_out_family_member_looks_at_what_was_recorded_meanwhile(cast):
    wrong = family.member(cast, made.notified(cast))

    with pytest.raises(Refused, match="What is recorded about them has changed since"):
        take_out_member(wrong, by=cast.officer, reason="Found.", seen="as it was before")
