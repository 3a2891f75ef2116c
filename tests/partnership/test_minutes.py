"""Minutes: written by two at once, read by their audience only, agreed, circulated, confirmed and then frozen."""

import io
from datetime import date

import pikepdf
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused, Role
from partnership.models import Action, AgendaItem, Decision, Event, ItemMinutes, Letter, Minutes, MinutesCopy
from partnership.operations.attendance import record_attendance
from partnership.operations.decisions import open_meeting_action, record_decision
from partnership.operations.minutes import (
    acknowledge_minutes,
    add_to_minutes,
    answer_minutes,
    circulate_minutes,
    confirm_minutes,
    send_to_chair,
    take_back_minutes,
    write_item,
)
from partnership.operations.pdf_text import text_of
from tests.factories import meetings as planned
from tests.factories import minutes as made

HELD_ON, NEXT_ON = date(2026, 2, 27), date(2026, 5, 29)


@pytest.fixture
def virtual(cast):
    """Somebody who receives the Case Review Group's minutes, and reads no case."""
    return cast.person(
        "Family court service", Role.GROUP_MEMBER, seat=made.seat(cast.crg, None, "virtual", "Virtual")
    )


@pytest.fixture
def meeting(cast, virtual):
    made.sit(cast.officer, made.seat(cast.crg, cast.police))
    made.terms(cast.crg, "some_of", of="members", count=1)
    return made.written(cast, day=HELD_ON)


@pytest.fixture
def later(cast, meeting):
    return made.held(cast, day=NEXT_ON, items=())


def address(name, *arguments):
    return reverse(name, args=arguments)


# Two editors -----------------------------------------------------------------------------------------------


def save(browser, item, page, **fields):
    """Sends an item's form as its page showed it, with these changes."""
    form = page.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | fields
    return browser.post(address("write_item", item.meeting_id, item.pk), data)


@pytest.mark.shows("F14")
def test_write_item_tells_the_second_of_two_editors_and_keeps_both_texts(cast, meeting, sign_in):
    item = meeting.items.get(title="Budget")
    page_of = address("write_item", meeting.pk, item.pk)
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, two = first.get(page_of), second.get(page_of)

    save(first, item, one, text="The first officer's words.")
    told = save(second, item, two, text="The second officer's words.")

    assert "Board officer changed this while you were writing" in told.text
    assert "The first officer" in told.text
    assert "The second officer" in told.text
    assert ItemMinutes.objects.get(item=item).text == "The first officer's words."

    save(second, item, told, text="Words of both officers.")
    assert ItemMinutes.objects.get(item=item).text == "Words of both officers."


def test_write_item_takes_in_what_only_the_other_changed(cast, meeting, sign_in):
    item = meeting.items.get(title="Budget")
    page_of = address("write_item", meeting.pk, item.pk)
    first, second = sign_in(cast.officer), sign_in(cast.second_officer)
    one, two = first.get(page_of), second.get(page_of)
    save(first, item, one, interests="The hospital's.")

    told = save(second, item, two, text="New words.")
    save(second, item, told)

    saved = ItemMinutes.objects.get(item=item)
    assert (saved.text, saved.interests) == ("New words.", "The hospital's.")


def test_autosave_item_answers_with_the_version_and_refuses_an_old_one(cast, meeting, sign_in):
    item = meeting.items.get(title="Budget")
    to = address("autosave_item", meeting.pk, item.pk)
    browser = sign_in(cast.officer)

    saved = browser.post(to, {"version": 1, "text": "More."})
    stale = browser.post(to, {"version": 1, "text": "Less."})

    assert (saved.status_code, saved.json()["version"]) == (200, 2)
    assert stale.status_code == 409
    assert "since you opened it" in stale.json()["message"]
    assert ItemMinutes.objects.get(item=item).text == "More."


def test_take_minutes_keeps_text_decision_and_action_together_or_nothing(cast, meeting, sign_in):
    """An action without a date is an error on the page: the decision beside it is not recorded twice later."""
    item = meeting.items.get(title="Budget")
    browser = sign_in(cast.officer)
    page = browser.get(address("write_item", meeting.pk, item.pk))
    taken = {
        "text": "Long talk.",
        "decision-text": "The budget is agreed.",
        "decision-owner_office": "Treasurer",
        f"decision-stance_{cast.police.pk}": "for",
        "action-title": "Write to partners",
    }

    wrong = save(browser, item, page, **taken)
    assert "Choose who does it" in wrong.text
    assert "The budget is agreed." in wrong.text
    assert not Decision.objects.exists()

    when = {"action-target_on_day": "1", "action-target_on_month": "6", "action-target_on_year": "2026"}
    save(browser, item, page, **taken, **when, **{"action-who": f"o{cast.police.pk}"})

    decision, action = Decision.objects.get(), Action.objects.get()
    assert decision.reference == "CRG-2026-D01"
    assert [str(one) for one in decision.stances.all()] == ["Leicestershire Police: For"]
    assert (action.origin, action.group, action.organisation) == (meeting.reference, cast.crg, cast.police)
    assert item.action_links.get().action == action
    told = Letter.objects.filter(reference=f"Action {action.pk}").values_list("recipient", "path")
    assert list(told) == [(cast.police_lead.pk, action.get_absolute_url())]
    assert ItemMinutes.objects.get(item=item).text == "Long talk."


def test_matters_arising_show_the_last_meetings_actions(cast, meeting, later, sign_in):
    item = meeting.items.get(title="Budget")
    open_meeting_action(
        item, by=cast.officer, title="Write to partners", target_on=date(2026, 6, 1), organisation=cast.police
    )

    page = sign_in(cast.officer).get(address("write_minutes", later.pk)).text

    assert "Write to partners" in page
    assert f"Actions of the last meeting ({meeting.reference})" in page


# Audiences -------------------------------------------------------------------------------------------------


def test_minutes_show_each_item_to_its_audience_only(cast, meeting, virtual, sign_in):
    made.circulated(cast, meeting)
    everybody, members = "Welcome for everybody", "Budget for members"

    def reads(who):
        page = sign_in(who).get(address("minutes", meeting.pk))
        return (
            [text in page.text for text in (everybody, members, made.SECRET)]
            if page.status_code == 200
            else None
        )

    assert reads(cast.member) == [True, True, True]
    assert reads(cast.chair) == [True, True, True]
    assert reads(cast.officer) == [True, True, True]
    assert reads(cast.administrator) == [True, True, False]  # who may not read cases
    assert reads(virtual) == [True, False, False]
    assert reads(cast.outsider) is None
    assert reads(cast.police_lead) is None


def test_the_pdf_of_minutes_holds_what_its_audience_reads(cast, meeting, virtual, sign_in):
    made.circulated(cast, meeting)

    def printed(who):
        answer = sign_in(who).post(address("minutes_pdf", meeting.pk))
        return b"".join(answer.streaming_content)

    virtuals, members = printed(virtual), printed(cast.member)

    assert made.SECRET in " ".join(text_of(members).split())
    words = " ".join(text_of(virtuals).split())
    assert [one in words for one in ("Welcome for everybody", "Budget", "Oakham")] == [True, False, False]
    assert pikepdf.open(io.BytesIO(virtuals)).Root.MarkInfo.Marked
    assert printed(virtual) == virtuals  # kept, and not printed again
    assert meeting.minutes.papers.count() == 2


def test_draft_minutes_are_staffs_and_then_the_chairs(cast, meeting, virtual, sign_in):
    to = address("minutes", meeting.pk)
    people = (cast.officer, cast.chair, cast.member, virtual, cast.outsider)

    def answers():
        return [sign_in(who).get(to).status_code for who in people]

    assert answers() == [200, 404, 404, 404, 404]
    send_to_chair(meeting.minutes, by=cast.officer)
    assert answers() == [200, 200, 404, 404, 404]


def test_a_meetings_page_tells_of_its_minutes_whoever_may_read_them_by_now(cast, meeting, sign_in):
    pages = [address("meeting", meeting.pk), address("minutes", meeting.pk)]
    people = (cast.officer, cast.chair, cast.member)

    def told():
        return [f'href="{pages[1]}"' in sign_in(who).get(pages[0]).text for who in people]

    assert told() == [True, False, False]
    send_to_chair(meeting.minutes, by=cast.officer)
    assert told() == [True, True, False]
    answer_minutes(meeting.minutes, by=cast.chair, agrees=True)
    circulate_minutes(meeting.minutes, by=cast.officer)
    assert told() == [True, True, True]


def test_restricted_items_are_not_written_by_who_may_not_read_them(cast, meeting, sign_in):
    secret = meeting.items.get(audience="restricted")
    browser = sign_in(cast.administrator)

    assert browser.get(address("write_item", meeting.pk, secret.pk)).status_code == 404
    assert browser.post(address("autosave_item", meeting.pk, secret.pk), {"version": 1}).status_code == 404
    assert made.SECRET not in browser.get(address("write_minutes", meeting.pk)).text


def test_no_words_of_minutes_reach_letters_or_the_record(cast, meeting, virtual):
    made.circulated(cast, meeting)

    told = [*Letter.objects.values_list("subject", "label", "path")]
    told += [*Event.objects.values_list("label", "facts", "why")]
    assert [one in str(told) for one in (meeting.reference, "Oakham", "Budget")] == [True, False, False]


# The way to being confirmed --------------------------------------------------------------------------------


def test_minutes_go_to_the_chair_when_every_item_is_written(cast, meeting):
    ItemMinutes.objects.filter(item__title="Budget").delete()
    with pytest.raises(Refused, match="Nothing is written yet on: item 2"):
        send_to_chair(meeting.minutes, by=cast.officer)

    write_item(meeting.items.get(title="Budget"), by=cast.officer, seen=0, deferred=True)
    send_to_chair(meeting.minutes, by=cast.officer)

    assert [one.recipient for one in Letter.objects.filter(subject__startswith="For you as chair")] == [
        cast.chair
    ]


def test_the_chair_changes_the_text_and_staff_see_what_changed(cast, meeting, sign_in):
    send_to_chair(meeting.minutes, by=cast.officer)
    write_item(
        meeting.items.get(title="Budget"), by=cast.chair, seen=1, text="Budget for partners was talked of."
    )

    page = sign_in(cast.officer).get(address("minutes", meeting.pk)).text

    assert "<del>members</del>" in page
    assert "<ins>partners</ins>" in page
    with pytest.raises(Refused, match="while they are with the chair"):
        write_item(meeting.items.get(title="Budget"), by=cast.member, seen=2, text="Mine.")


def test_answer_minutes_is_the_chairs_or_names_the_office(cast, meeting):
    send_to_chair(meeting.minutes, by=cast.officer)
    with pytest.raises(Refused, match="Say by their office"):
        answer_minutes(meeting.minutes, by=cast.officer, agrees=True)
    with pytest.raises(Refused, match="what has to change"):
        answer_minutes(meeting.minutes, by=cast.chair, agrees=False)
    back = answer_minutes(meeting.minutes, by=cast.chair, agrees=False, said="Item 2 is too long.")
    assert (back.state, back.answered_of) == ("draft", "Case Review Group chair")

    send_to_chair(back, by=cast.officer)
    yes = answer_minutes(back, by=cast.officer, agrees=True, office="Vice chair")
    assert (take_back_minutes(yes, by=cast.officer).state, yes.answered_of) == ("draft", "Vice chair")


def test_circulate_minutes_writes_once_to_everybody_who_sits_there(cast, meeting, virtual, sign_in):
    agreed = made.agreed(cast, meeting)
    Letter.objects.all().delete()
    browser = sign_in(cast.officer)

    for _ in range(2):
        browser.post(address("circulate_minutes", meeting.pk))

    written_to = Letter.objects.filter(subject__startswith="Draft minutes").values_list(
        "recipient__name", flat=True
    )
    assert sorted(written_to) == [
        "Board officer",
        "Case Review Group chair",
        "Case Review Group member",
        virtual.name,
    ]
    assert set(agreed.copies.values_list("kind", flat=True)) == {"draft"}
    letter = Letter.objects.get(recipient=virtual)
    assert (letter.reference, letter.path) == (meeting.reference, address("minutes", meeting.pk))


def test_acknowledge_minutes_notes_when_somebody_read_them_first(cast, meeting, virtual):
    minutes = made.circulated(cast, meeting)

    first = acknowledge_minutes(minutes, by=virtual)
    again = acknowledge_minutes(minutes, by=virtual)

    assert first.read_at == again.read_at
    assert MinutesCopy.objects.exclude(read_at=None).get().person == virtual
    with pytest.raises(Refused, match="not sent to you"):
        acknowledge_minutes(minutes, by=cast.outsider)


def test_confirm_minutes_is_the_chairs_at_a_later_meeting_that_was_held(cast, meeting, later):
    minutes = made.circulated(cast, meeting)
    coming = planned.meeting(cast, day=date(2026, 8, 28))
    with pytest.raises(Refused, match="chair of this group"):
        confirm_minutes(minutes, by=cast.officer, confirmed_in=later)
    with pytest.raises(Refused, match="chair of this group"):
        confirm_minutes(minutes, by=cast.advisor, confirmed_in=later)
    for wrong in (coming, meeting):
        with pytest.raises(Refused, match="a later meeting"):
            confirm_minutes(minutes, by=cast.chair, confirmed_in=wrong)

    confirm_minutes(minutes, by=cast.chair, confirmed_in=later, amendments="Read three.")

    meeting.refresh_from_db()
    assert meeting.state == "confirmed"
    assert Minutes.objects.get(meeting=meeting).amendments == "Read three."


def test_what_confirming_put_right_is_for_who_reads_every_item(cast, meeting, later, virtual, sign_in):
    confirm_minutes(
        made.circulated(cast, meeting),
        by=cast.chair,
        confirmed_in=later,
        amendments="Item three: two children.",
    )
    page = address("minutes", meeting.pk)

    assert "two children" in sign_in(cast.member).get(page).text
    assert "two children" not in sign_in(virtual).get(page).text


ITEMS = "(SELECT id FROM partnership_agendaitem WHERE meeting_id = %s)"
FROZEN = [
    "UPDATE partnership_minutes SET amendments = 'x' WHERE meeting_id = %s",
    "DELETE FROM partnership_minutes WHERE meeting_id = %s",
    "UPDATE partnership_itemminutes SET text = 'x' WHERE item_id IN ITEMS",
    "UPDATE partnership_agendaitem SET audience = 'everybody' WHERE audience = 'restricted' AND meeting_id = %s",
    "DELETE FROM partnership_agendaitem WHERE meeting_id = %s",
    "UPDATE partnership_sitting SET quorate = NULL WHERE meeting_id = %s",
    "UPDATE partnership_attendee SET presence = 'absent' "
    "WHERE sitting_id IN (SELECT id FROM partnership_sitting WHERE meeting_id = %s)",
    "UPDATE partnership_decision SET text = 'x' WHERE item_id IN ITEMS",
    "DELETE FROM partnership_decision WHERE item_id IN ITEMS",
    "DELETE FROM partnership_stance "
    "WHERE decision_id IN (SELECT id FROM partnership_decision WHERE item_id IN ITEMS)",
]


def test_confirmed_minutes_are_frozen_by_the_database_itself(cast, meeting, later):
    budget = meeting.items.get(title="Budget")
    record_decision(budget, by=cast.officer, text="The budget is agreed.", stances={cast.police.pk: "for"})
    made.confirmed(cast, meeting, later=later)

    refused = []
    for statement in FROZEN:
        with transaction.atomic(), connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(statement.replace("ITEMS", ITEMS), [meeting.pk])
            except DatabaseError as error:
                refused.append("frozen" in str(error) or "confirmed" in str(error))
    assert refused == [True] * len(FROZEN)
    with pytest.raises(Refused, match="stay as they are"):
        write_item(budget, by=cast.officer, seen=1, text="Other words.")
    with pytest.raises(Refused, match="stays as it is"):
        record_attendance(meeting, by=cast.officer, given={}, chaired_by="Chair", seen=1)


def test_add_to_minutes_is_dated_read_by_the_items_readers_and_never_changed(
    cast, meeting, later, virtual, sign_in
):
    with pytest.raises(Refused, match="not confirmed yet"):
        add_to_minutes(meeting.minutes, by=cast.officer, text="Early.")
    minutes = made.confirmed(cast, meeting, later=later)
    addition = add_to_minutes(
        minutes, by=cast.officer, text="It was Melton.", item=meeting.items.get(audience="restricted")
    )

    to = address("minutes", meeting.pk)
    assert "It was Melton." in sign_in(cast.member).get(to).text
    assert "It was Melton." not in sign_in(virtual).get(to).text
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        type(addition).objects.filter(pk=addition.pk).update(text="x")


def test_a_deferred_item_comes_to_the_next_agenda_for_the_same_readers(cast, meeting):
    secret = meeting.items.get(audience="restricted")
    write_item(secret, by=cast.officer, seen=1, deferred=True)
    coming = planned.meeting(cast, day=NEXT_ON)
    planned.item(coming, "Welcome")

    made.circulated(cast, meeting)

    carried = AgendaItem.objects.get(meeting=coming, position=2)
    assert (carried.title, carried.audience, carried.carried_from.item) == (
        "Deferred: Rapid review", "restricted", secret,
    )  # fmt: skip
    assert made.SECRET not in f"{carried.title}{carried.note}"


def test_what_was_put_off_with_no_meeting_planned_comes_when_one_is_held(cast, meeting):
    write_item(meeting.items.get(title="Budget"), by=cast.officer, seen=1, deferred=True)
    made.circulated(cast, meeting)

    later = made.held(cast, day=NEXT_ON, items=())

    assert [item.title for item in later.items.all()] == ["Deferred: Budget"]


def test_minutes_run_as_many_queries_for_one_item_as_for_three(cast, meeting, sign_in):
    made.circulated(cast, meeting)
    browser = sign_in(cast.member)
    to = address("minutes", meeting.pk)
    browser.get(to)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            browser.get(to)
        counts.append(len(captured))
        planned.item(meeting, "More", audience="members")
        planned.item(meeting, "Still more", audience="members")
    assert counts[0] == counts[1]
