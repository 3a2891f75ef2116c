"""What is written once for each kind of person finds for each of them what the laws find for that one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.forms.diary import choices_held
from partnership.models import Action, Deadline, Group, Meeting, Organisation, Person
from partnership.models.readers import WrittenForEach, kind_of, stand_in
from partnership.operations.record import record
from partnership.views import diary, home
from partnership.views.listings import A_PAGE
from tests.factories.seats import hold

TODAY = timezone.localdate()
STATEMENTS = [
    (home.written_deadlines, home.deadlines_of, (TODAY, TODAY + home.SOON)),
    (home.written_deadlines, home.deadlines_of, (TODAY + timedelta(40), TODAY + timedelta(70))),
    (home.written_actions, home.actions_of, (TODAY,)),
    (home.written_actions, home.actions_of, (TODAY + timedelta(40),)),
    (home.written_meetings, home.next_meetings, (timezone.now(),)),
    (home.written_news, home.opened_or_done, (TODAY - home.NEW,)),
    (home.written_record, home.recorded, ()),
    (diary.written_numbers, diary.numbers_of, (TODAY,)),
    (diary.written_numbers, diary.numbers_of, (TODAY + timedelta(40),)),
]


def everybody():
    return [Person.objects.get(pk=pk) for pk in Person.objects.values_list("pk", flat=True)]


@pytest.fixture
def much(cast):
    """Something due and something to do for every organisation, group, person and role, of cases and of others.

    And meetings of every group, and something on record.
    """
    organisations, groups = list(Organisation.objects.all()), list(Group.objects.all())
    given = [{"organisation": one} for one in organisations] + [
        {"owner": one} for one in Person.objects.all()
    ]
    for n, whose in enumerate(given + [{"group": one} for one in groups] + [{"role": "board_officer"}]):
        for restricted in (False, True):
            Deadline.objects.create(
                duty="reply", label=f"Reply {n}", reference=f"R{n}", path="/home/", rule="a rule", source="a source",
                due_on=TODAY + timedelta(n % 90 - 20), restricted=restricted, **whose,
            )  # fmt: skip
    for n, whose in enumerate(given):
        for restricted in (False, True):
            Action.objects.create(
                title=f"Do {n}", origin="M1", original_target_on=TODAY, target_on=TODAY + timedelta(n % 9 - 4),
                group=groups[n % len(groups)], restricted=restricted, opened_by=cast.officer, **whose,
            )  # fmt: skip
    for n, group in enumerate(groups):
        starts_at = timezone.now() + timedelta(n + 1)
        Meeting.objects.create(
            group=group, reference=f"M{n}", starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
            planned_by=cast.officer,
        )  # fmt: skip
    record("planned", groups[0], by=cast.officer)
    return cast


def test_everybody_finds_what_the_laws_find_for_them(much):
    people = everybody()
    assert len(people) > 15
    for written, build, values in STATEMENTS:
        found = [written.rows(person, *values) for person in people]
        assert found == [list(build(person, *values)) for person in people]
        assert any(found)


def test_somebody_with_several_hats_finds_what_those_they_wear_open(much):
    lead = much.police_lead
    hold(lead, "group_chair", seat=much.chair.appointments.get().seat)
    hold(lead, "signatory", organisation=much.county)
    worn = [[]] + [[one.pk] for one in Person.objects.get(pk=lead.pk).held_today]
    for hats in worn:
        person = Person.objects.get(pk=lead.pk)
        assert person.act_as(hats) is bool(hats)
        for written, build, values in STATEMENTS:
            assert written.rows(person, *values) == list(build(person, *values))


def test_the_first_page_of_the_diary_is_that_of_what_is_outstanding(much):
    for person in everybody():
        seen = Deadline.objects.visible_to(person)
        assert diary.written_first(person) == list(seen.outstanding()[:A_PAGE])
        assert set(diary.written_choices.rows(person)) == set(choices_held(seen))
        number, outstanding, late = next(iter(diary.written_numbers.rows(person, TODAY)), (0, 0, 0))
        told = (seen.count(), seen.outstanding().count(), seen.overdue(TODAY).count())
        assert (number, outstanding, late) == told


def test_two_of_a_kind_share_the_sql_and_not_what_it_finds(much):
    mine = WrittenForEach(lambda person: Deadline.objects.asked_of(person).order_by("pk"))
    first, second = (Person.objects.get(pk=one.pk) for one in (much.police_lead, much.health_lead))
    assert kind_of(first)[0] == kind_of(second)[0]
    ours, theirs = mine(first), mine(second)
    assert ours
    assert theirs
    assert not {one.pk for one in ours} & {one.pk for one in theirs}
    assert mine.of_kind.cache_info().currsize == 1


def test_a_role_that_ended_opens_nothing_more(much):
    mine = WrittenForEach(lambda person: Deadline.objects.visible_to(person))
    assert mine(Person.objects.get(pk=much.officer.pk))
    much.officer.appointments.update(ends_on=TODAY - timedelta(1))
    officer = Person.objects.get(pk=much.officer.pk)
    assert [one.owner_id for one in mine(officer)] == [officer.pk] * 2


def test_who_stands_for_a_kind_is_known_by_nothing_else(cast):
    kind, _ = kind_of(Person.objects.get(pk=cast.chair.pk))
    nobody = stand_in(kind)
    (held,) = nobody.held_today
    for ask in (
        lambda: nobody.email,
        lambda: held.starts_on,
        lambda: held.seat.office,
        lambda: held.seat.group.code,
    ):
        with pytest.raises(ObjectDoesNotExist):
            ask()


def test_the_same_kind_is_asked_without_writing_anew(much):
    person = Person.objects.get(pk=much.officer.pk)
    home.written_deadlines.rows(person, TODAY, TODAY + home.SOON)
    with CaptureQueriesContext(connection) as seen:
        home.written_deadlines.rows(person, TODAY, TODAY + home.SOON)
    assert len(seen) == 1
