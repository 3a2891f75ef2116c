"""Editions of the arrangements: written together, endorsed by each partner, published for good, reviewed each year."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import (
    ArrangementsReview,
    Deadline,
    Edition,
    Endorsement,
    Event,
    Letter,
    Participation,
)
from partnership.operations import editions
from partnership.operations.arrangements import load
from partnership.views.comparing import compared
from tests.factories import arrangements as follows

pytestmark = pytest.mark.django_db
CHANGED = {**follows.SAYS, "summary": "The partners work together, and hear children first."}


def typed(**says):
    """What a browser sends for the form of an edition."""
    sent = {}
    for name, value in (follows.SAYS | says).items():
        if isinstance(value, date):
            sent |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value is not None:
            sent[name] = value
    return sent


# Which edition stood on which day -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2019, 9, 28), None),
        (date(2019, 9, 29), "2019"),
        (date(2022, 7, 1), "2019"),
        (date(2027, 3, 31), "2019"),
        (date(2027, 4, 1), "2027"),
    ],
)
def test_each_day_has_the_edition_that_stood_on_it(cast, day, code):
    follows.published(cast)

    found = Edition.objects.in_force(day)

    assert (found.code if found else None) == code


def test_publish_edition_ends_the_one_before_the_day_before(cast):
    follows.published(cast)

    before = Edition.objects.get(code="2019")

    assert before.ends_on == date(2027, 3, 31)
    assert Event.objects.about(before).filter(verb="ended").exists()


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "refused"),
    [
        (date(2019, 9, 29), None, "on days on which this edition would be as well"),
        (date(2018, 4, 1), None, "“Arrangements 2019” is in force from 29 September 2019"),
        (date(2018, 4, 1), date(2019, 9, 29), "on days on which this edition would be as well"),
        (date(2018, 4, 1), date(2019, 9, 28), ""),
        (date(2019, 9, 30), None, ""),
    ],
)
def test_two_editions_never_say_different_things_of_one_day(cast, starts_on, ends_on, refused):
    Participation.objects.update(starts_on=date(2018, 1, 1))
    draft = follows.draft(
        cast, starts_on=starts_on, ends_on=ends_on, next_review_on=starts_on + timedelta(300)
    )
    forward = follows.endorsed(cast, follows.put_forward(cast, draft))

    def publish():
        return editions.publish_edition(
            forward, by=cast.manager, seen=forward.revision, published_on=date(2026, 11, 1)
        )

    if refused:
        with pytest.raises(Refused, match=refused):
            publish()
        assert Edition.objects.get().ends_on is None
    else:
        publish()
        assert Edition.objects.count() == 2


# The draft ------------------------------------------------------------------------------------------------


def test_begin_edition_says_what_the_newest_says_and_nobody_finds_it(cast):
    cast.edition.summary = "What stands now."
    cast.edition.save(update_fields=["summary"])
    cast.edition.powers.create(what="Chairs the audit group", office="Head of service")

    draft = editions.begin_edition(
        by=cast.manager, title="Arrangements 2027", guidance="2026", starts_on=date(2027, 4, 1)
    )

    assert (draft.code, draft.summary) == ("2027", "What stands now.")
    assert [str(power) for power in draft.powers.all()] == ["Chairs the audit group: Head of service"]
    assert list(Edition.objects.all()) == [cast.edition]
    assert Edition.objects.in_force(date(2027, 4, 1)) == cast.edition


def test_begin_edition_is_refused_while_another_draft_is_there(cast):
    follows.draft(cast)

    with pytest.raises(Refused, match="begun already"):
        editions.begin_edition(by=cast.manager, title="Again", guidance="2026", starts_on=date(2027, 4, 1))


def test_the_public_and_colleagues_find_no_draft(cast, sign_in):
    draft = follows.draft(cast, summary="A secret sentence of the draft.")
    browser = sign_in(Role.BOARD_OFFICER)

    pages = [
        Client().get("/arrangements/"),
        Client().get("/arrangements/compare/"),
        browser.get("/partnership/arrangements/"),
        browser.get("/partnership/arrangements/compare/"),
    ]

    assert all(page.status_code == 200 and draft.title not in page.content.decode() for page in pages)
    assert Client().get(f"/arrangements/{draft.code}/").status_code == 404
    assert browser.get(f"/partnership/arrangements/{draft.pk}/").status_code == 404


def test_write_edition_of_two_people_at_once_tells_the_second_and_keeps_both_texts(cast, sign_in):
    second = cast.person("Second manager", Role.BOARD_MANAGER)
    draft = follows.draft(cast)
    browser = sign_in(Role.BOARD_MANAGER)
    address = f"/partnership/arrangements/{draft.pk}/write/"
    seen = draft.revision
    editions.write_edition(draft, by=second, seen=seen, **CHANGED)

    page = browser.post(address, typed(seen=seen, summary="My own words."))

    text = page.content.decode()
    assert "Second manager saved this since you opened the page" in text
    assert CHANGED["summary"] in text
    assert "My own words." in text
    assert Edition.drafts.get().summary == CHANGED["summary"]
    again = browser.post(address, typed(seen=seen + 1, summary="Both words."))
    assert again.status_code == 302
    assert Edition.drafts.get().summary == "Both words."


def test_write_edition_keeps_what_was_typed_when_a_date_is_wrong(cast, sign_in):
    draft = follows.draft(cast)

    page = sign_in(Role.BOARD_MANAGER).post(
        f"/partnership/arrangements/{draft.pk}/write/",
        typed(seen=draft.revision, summary="A long text.") | {"starts_on_month": "13"},
    )

    assert "The first day in force must have a real month" in page.content.decode()
    assert "A long text." in page.content.decode()


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        ({"summary": " "}, "Write what the arrangements say"),
        ({"reasons_for_changes": ""}, "the yearly report has to say so"),
        ({"next_review_on": None}, "Enter the day on which these arrangements are to be reviewed"),
        ({"next_review_on": date(2028, 4, 2)}, "no later than 1 April 2028"),
        ({"next_review_on": date(2027, 4, 1)}, "after 1 April 2027"),
    ],
)
def test_put_edition_forward_waits_until_it_says_everything(cast, says, refused):
    draft = follows.draft(cast, **says)

    with pytest.raises(Refused, match=refused):
        follows.put_forward(cast, draft)


def test_put_edition_forward_with_a_review_on_the_last_possible_day(cast):
    assert follows.put_forward(cast, follows.draft(cast, next_review_on=date(2028, 4, 1))).put_forward_at


def test_discard_edition_leaves_only_the_record(cast):
    draft = follows.draft(cast)

    editions.discard_edition(draft, by=cast.manager, reason="The partners wait for new guidance.")

    assert not Edition.drafts.exists()
    assert Event.objects.get(verb="discarded").why == "The partners wait for new guidance."


# Endorsement ----------------------------------------------------------------------------------------------


def test_put_edition_forward_asks_every_partner_and_holds_the_text(cast):
    forward = follows.put_forward(cast, follows.draft(cast), due_on=timezone.localdate() + timedelta(9))

    asked = Deadline.objects.outstanding().filter(reference="ARR-2027")
    assert {one.organisation for one in asked} == set(cast.partners)
    assert {one.due_on for one in asked} == {timezone.localdate() + timedelta(9)}
    letters = Letter.objects.filter(kind="edition")
    assert {one.recipient for one in letters} == set(cast.signatories)
    assert {one.reference for one in letters} == {"ARR-2027"}
    with pytest.raises(Refused, match="It is waiting for endorsements"):
        editions.write_edition(forward, by=cast.manager, seen=forward.revision, **CHANGED)
    with pytest.raises(Refused, match="It is waiting for endorsements"):
        editions.add_power(forward, by=cast.manager, what="More", office="Somebody")


def test_endorse_edition_is_done_by_a_signatory_for_their_own_partner(cast, sign_in):
    forward = follows.put_forward(cast, follows.draft(cast))

    answer = sign_in(cast.signatories[2]).post(
        f"/partnership/arrangements/{forward.pk}/endorse/",
        {"seen": forward.revision, "organisation": cast.police.pk, "office": "Chief Constable"},
    )

    assert answer.status_code == 302
    given = Endorsement.objects.get()
    assert (given.organisation, given.office, given.endorsed_on) == (
        cast.police, "Chief Constable", timezone.localdate(),
    )  # fmt: skip
    assert (
        Deadline.objects.get(reference="ARR-2027", organisation=cast.police).done_on == timezone.localdate()
    )


def test_endorse_edition_for_another_partner_or_twice_is_refused(cast):
    forward = follows.put_forward(cast, follows.draft(cast))
    police = cast.signatories[2]

    def endorse(organisation):
        return editions.endorse_edition(
            forward, organisation, by=police, office="Chief Constable", seen=forward.revision
        )

    with pytest.raises(Refused, match="your own partner only"):
        endorse(cast.county)
    endorse(cast.police)
    with pytest.raises(Refused, match="has endorsed this edition already"):
        endorse(cast.police)
    assert Endorsement.objects.count() == 1


def test_endorse_edition_that_nobody_put_forward_is_refused(cast):
    draft = follows.draft(cast)

    with pytest.raises(Refused, match="still being written"):
        editions.endorse_edition(
            draft, cast.police, by=cast.signatories[2], office="Chief Constable", seen=draft.revision
        )


def test_take_edition_back_lets_endorsements_of_another_text_fall_away(cast):
    forward = follows.endorsed(cast, follows.put_forward(cast, follows.draft(cast)))

    back = editions.take_edition_back(forward, by=cast.manager, reason="A partner asked for a change.")

    assert not back.endorsements.exists()
    assert back.revision == forward.revision + 1
    told = Letter.objects.filter(label="The arrangements change after your endorsement")
    assert {one.recipient for one in told} == set(cast.signatories)
    editions.write_edition(back, by=cast.manager, seen=back.revision, **CHANGED)


def test_endorse_edition_is_refused_when_the_text_is_not_the_one_that_was_read(cast):
    forward = follows.put_forward(cast, follows.draft(cast))
    read = forward.revision
    back = editions.take_edition_back(forward, by=cast.manager, reason="A change.")
    again = follows.put_forward(cast, back)

    with pytest.raises(Refused, match="since you opened the page"):
        editions.endorse_edition(
            again, cast.police, by=cast.signatories[2], office="Chief Constable", seen=read
        )


def test_record_endorsement_keeps_the_day_on_the_paper(cast):
    forward = follows.put_forward(cast, follows.draft(cast))

    given = editions.record_endorsement(
        forward, cast.county, by=cast.manager, office="Chief Executive", endorsed_on=date(2026, 11, 2)
    )

    assert (given.endorsed_on, given.on_paper, given.recorded_by) == (date(2026, 11, 2), True, cast.manager)


def test_record_endorsement_gives_an_early_one_without_a_day_its_day_and_no_other(cast):
    early = cast.edition.endorsements.create(organisation=cast.county, office="Chief Executive")

    editions.record_endorsement(
        cast.edition, cast.county, by=cast.manager, office="Chief Executive", endorsed_on=date(2019, 6, 20)
    )

    early.refresh_from_db()
    assert early.endorsed_on == date(2019, 6, 20)
    with pytest.raises(Refused, match="already"):
        editions.record_endorsement(
            cast.edition, cast.county, by=cast.manager, office="Mayor", endorsed_on=date(2019, 6, 21)
        )


def test_record_endorsement_of_a_body_that_is_no_statutory_partner_is_refused(cast):
    with pytest.raises(Refused, match="no statutory partner under this edition"):
        editions.record_endorsement(
            cast.edition, cast.hospital, by=cast.manager, office="Chief", endorsed_on=date(2020, 1, 2)
        )


# Publication ----------------------------------------------------------------------------------------------


def test_publish_edition_waits_for_every_partner_or_says_why_not(cast):
    forward = follows.put_forward(cast, follows.draft(cast))
    editions.endorse_edition(
        forward, cast.police, by=cast.signatories[2], office="Chief Constable", seen=forward.revision
    )

    def publish(**more):
        return editions.publish_edition(
            forward, by=cast.manager, seen=forward.revision, published_on=date(2026, 11, 20), **more
        )

    with pytest.raises(Refused) as refused:
        publish()
    assert str(refused.value).startswith(
        "Not yet endorsed by Integrated Care Board, Leicestershire County Council, Rutland County Council."
    )
    published = publish(without_because="The others sign at their cabinets in January.")
    page = Client().get("/arrangements/2027/?on=2027-04-01").content.decode()
    assert published.published_without in page
    assert "Chief Constable, Leicestershire Police" in page


def test_publish_edition_that_was_not_put_forward_is_refused(cast):
    draft = follows.draft(cast)

    with pytest.raises(Refused, match="Put it forward first"):
        editions.publish_edition(draft, by=cast.manager, seen=draft.revision, published_on=date(2026, 11, 1))


def test_publish_edition_tells_whoever_decides_answers_or_chairs(cast):
    follows.published(cast)

    told = {
        one.recipient for one in Letter.objects.filter(label="A new edition of the arrangements is published")
    }

    assert {cast.advisor, cast.chair, cast.police_lead, *cast.signatories} <= told
    assert not {cast.manager, cast.practitioner, cast.reviewer} & told


def test_what_is_published_is_frozen(cast, sign_in):
    published = follows.published(cast)
    browser = sign_in(Role.BOARD_MANAGER)

    with pytest.raises(Refused, match="A published edition stays as it is"):
        editions.write_edition(published, by=cast.manager, seen=published.revision, **CHANGED)
    with pytest.raises(Refused, match="A published edition stays as it is"):
        editions.discard_edition(published, by=cast.manager, reason="No.")
    with pytest.raises(Refused, match="A published edition stays as it is"):
        editions.add_power(published, by=cast.manager, what="More", office="Somebody")
    with pytest.raises(Refused, match="can be taken back"):
        editions.take_edition_back(published, by=cast.manager, reason="No.")
    with pytest.raises(Refused, match="published already"):
        editions.publish_edition(
            published, by=cast.manager, seen=published.revision, published_on=date(2026, 11, 1)
        )
    assert browser.get(f"/partnership/arrangements/{published.pk}/write/").status_code == 404
    assert Edition.objects.get(code="2027").summary == follows.SAYS["summary"]


def test_correct_edition_stands_before_the_text_which_stays(cast):
    published = follows.published(cast)

    editions.correct_edition(
        published, by=cast.manager, said="work together in   Leicestershire", should_say="work together across",
        reason="A slip.",
    )  # fmt: skip

    page = Client().get("/arrangements/2027/?on=2027-04-01").content.decode()
    assert "should say “work together across”" in page
    assert follows.SAYS["summary"] in page


@pytest.mark.parametrize(
    ("said", "should_say", "refused"),
    [
        ("words that it never said", "others", "does not say those words"),
        ("The partners", "The  partners", "Both are the same words"),
        ("The partners", " ", "Say what it says"),
    ],
)
def test_correct_edition_quotes_what_the_edition_says(cast, said, should_say, refused):
    published = follows.published(cast)

    with pytest.raises(Refused, match=refused):
        editions.correct_edition(
            published, by=cast.manager, said=said, should_say=should_say, reason="A slip."
        )


def test_a_load_leaves_an_edition_that_people_ended(loaded):
    edition = Edition.objects.get()
    edition.ends_on = date(2027, 3, 31)
    edition.save(update_fields=["ends_on"])
    Event.objects.create(
        at=timezone.now(), actor_id="7", actor="Board manager", verb="ended", noun="partnership.edition",
        noun_id=str(edition.pk), label=str(edition),
    )  # fmt: skip

    change = next(one for one in load() if one.noun.model is Edition)

    assert change.words() == "1 left as people changed them in the portal (2019)"
    assert Edition.objects.get().ends_on == date(2027, 3, 31)


def test_a_load_leaves_the_day_that_people_gave_an_endorsement(loaded, cast):
    edition = Edition.objects.get()
    county = edition.endorsements.get(organisation__code="leicestershire-county-council").organisation
    editions.record_endorsement(
        edition, county, by=cast.manager, office="Chief Executive", endorsed_on=date(2019, 6, 20)
    )

    load()

    assert edition.endorsements.get(organisation=county).endorsed_on == date(2019, 6, 20)


# Side by side ---------------------------------------------------------------------------------------------


def test_compare_editions_shows_the_words_that_changed(cast, client):
    cast.edition.summary = "The partners work apart in Leicestershire and Rutland."
    cast.edition.save(update_fields=["summary"])
    follows.published(cast)

    page = client.get("/arrangements/compare/?older=2019&newer=2027").content.decode()

    assert "</span>apart<span" in page
    assert "</span>together<span" in page
    assert follows.SAYS["reasons_for_changes"] in page


def test_compared_names_what_is_the_same(cast):
    published = follows.published(cast)

    found = compared(cast.edition, published)

    assert [passage["heading"] for passage in found["changed"]] == [
        "Title", "National guidance", "First day in force", "Who decides whether a review is carried out",
        "What the arrangements say",
    ]  # fmt: skip
    assert found["same"] == ["Who chairs the partnership", "Further powers"]


def test_compare_editions_with_nonsense_in_the_address_says_so(cast, client):
    follows.published(cast)

    assert client.get("/arrangements/compare/?older=nine&newer=2027").status_code == 200


# The yearly review ----------------------------------------------------------------------------------------


def test_publish_edition_puts_its_review_into_the_diary_and_drops_the_old_one(cast):
    old = follows.planned_review(cast)

    published = follows.published(cast)

    due = published.reviews.get().deadline
    assert (due.due_on, due.role, due.path) == (
        date(2028, 3, 1), Role.BOARD_MANAGER, f"/partnership/arrangements/{published.pk}/",
    )  # fmt: skip
    assert due in Deadline.objects.visible_to(cast.manager).outstanding()
    old.deadline.refresh_from_db()
    assert old.deadline.ended_on == timezone.localdate()


def test_record_arrangements_review_completes_the_date_and_plans_the_next(cast):
    review = follows.planned_review(cast)
    today = timezone.localdate()

    editions.record_arrangements_review(
        review,
        by=cast.manager,
        reviewed_on=today,
        found="Nothing has to change.",
        next_on=today + timedelta(364),
    )

    review.refresh_from_db()
    assert (review.found, review.deadline.done_on, review.deadline.late) == (
        "Nothing has to change.",
        today,
        False,
    )
    following = ArrangementsReview.objects.get(reviewed_on=None)
    assert (following.edition, following.deadline.due_on) == (cast.edition, today + timedelta(364))
    with pytest.raises(Refused, match="recorded already"):
        editions.record_arrangements_review(
            review, by=cast.manager, reviewed_on=today, found="Again.", next_on=today + timedelta(300)
        )


def test_record_arrangements_review_that_is_late_says_why(cast, sign_in):
    with time_machine.travel("2026-03-02T10:00:00+00:00"):
        review = editions.plan_arrangements_review(cast.edition, by=cast.manager, due_on=date(2026, 10, 1))
    browser = sign_in(Role.BOARD_MANAGER)
    sent = {
        "reviewed_on_day": 12, "reviewed_on_month": 11, "reviewed_on_year": 2026, "found": "All is well.",
        "next_on_day": 1, "next_on_month": 10, "next_on_year": 2027,
    }  # fmt: skip
    address = f"/partnership/arrangements/reviews/{review.pk}/record/"

    page = browser.post(address, sent)
    assert "Say why it is late" in page.content.decode()
    assert "All is well." in page.content.decode()
    assert browser.post(address, sent | {"late_reason": "The partners met late."}).status_code == 302
    review.deadline.refresh_from_db()
    assert (review.deadline.late, review.deadline.late_reason) == (True, "The partners met late.")


@pytest.mark.parametrize(
    ("next_on", "refused"),
    [(date(2027, 11, 13), "no later than 12 November 2027"), (date(2026, 11, 12), "after 12")],
)
def test_record_arrangements_review_plans_the_next_within_a_year(cast, next_on, refused):
    review = follows.planned_review(cast)
    Deadline.objects.filter(pk=review.deadline_id).update(starts_on=date(2026, 11, 1))

    with pytest.raises(Refused, match=refused):
        editions.record_arrangements_review(
            review, by=cast.manager, reviewed_on=date(2026, 11, 12), found="All is well.", next_on=next_on
        )


# Pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_of_editions_run_a_fixed_number_of_queries(cast, sign_in, django_assert_num_queries, rows):
    published = follows.published(cast)
    for number in range(rows):
        published.powers.create(what=f"Power {number}", office="Somebody")
        Edition.objects.create(
            code=f"old{number}", title=f"Old {number}", guidance="2018", published_on=date(2010 + number, 1, 1),
            starts_on=date(2010 + number, 1, 1), ends_on=date(2010 + number, 12, 31),
            decides_reviews="independent_advisor", chairs_partnership="independent_advisor",
        )  # fmt: skip
        editions.correct_edition(
            published, by=cast.manager, said="The partners", should_say=f"Partners {number}", reason="A slip."
        )
    browser = sign_in(Role.BOARD_MANAGER)
    browser.get("/partnership/")

    with django_assert_num_queries(4):
        browser.get("/partnership/arrangements/")
    with django_assert_num_queries(10):
        browser.get(f"/partnership/arrangements/{published.pk}/")
    with django_assert_num_queries(4):
        browser.get("/partnership/arrangements/compare/")
