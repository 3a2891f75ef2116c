"""Inspections that no file has: entered once by hand, and put right in a version beside the first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event
from schools.models import Concern, Inspection
from schools.operations import inspections as operations
from tests.factories import schools
from tests.factories.inspections import brought_in, card


@pytest.fixture
def larch(cast):
    return schools.school(cast, urn=120731, name="Larch Lane School")


@pytest.fixture
def elm(cast):
    return schools.school(cast, urn=120732, name="Elm Grove School")


def entered(cast, school, **changes):
    facts = {
        "by": cast.officer,
        "inspectorate": "isi",
        "framework": "standards",
        "starts_on": timezone.localdate().replace(day=1),
        "safeguarding": "not_met",
    }
    return operations.add_inspection(school, **facts | changes)


def typed(inspection, **changes):
    day = inspection.starts_on
    return {
        "urn": inspection.school.urn,
        "inspectorate": "isi",
        "framework": "standards",
        "kind": "",
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
        "published_on_day": "",
        "published_on_month": "",
        "published_on_year": "",
        "overall": "",
        "safeguarding": "met",
        "category": "",
        "link": "",
    } | changes


def correct_of(inspection):
    return reverse("schools:correct_inspection", args=[inspection.pk])


def test_correct_inspection_keeps_both_versions_and_its_concern_and_notes(cast, larch, sign_in):
    first = entered(cast, larch)
    operations.write_note(first, by=cast.officer, kind="issue", text="The central record had gaps.")
    concern = Concern.objects.get()
    client = sign_in("board_officer")

    assert correct_of(first) in client.get(first.get_absolute_url()).content.decode()
    form = client.get(correct_of(first)).context["form"]
    assert (form["urn"].value(), form["safeguarding"].value()) == (larch.urn, "not_met")
    same = client.post(correct_of(first), typed(first, safeguarding="not_met"))
    assert "Nothing has been changed" in same.content.decode()
    done = client.post(correct_of(first), typed(first))

    [now] = Inspection.objects.current().filter(school=larch)
    assert done.url == now.get_absolute_url()
    assert (now.corrects, now.version, now.safeguarding, now.entered_by) == (first, 2, "met", cast.officer)
    assert [note.text for note in now.notes.all()] == ["The central record had gaps."]
    concern.refresh_from_db()
    assert (concern.inspection, concern.closed_on) == (now, None)  # somebody closes it, with a reason
    assert Event.objects.filter(verb="corrected", noun_id=str(now.pk)).count() == 1
    assert "corrected later" in client.get(first.get_absolute_url()).content.decode()


def test_correct_inspection_of_the_wrong_school_once_its_concern_is_closed(cast, larch, elm, sign_in):
    first = entered(cast, larch)
    client = sign_in("board_officer")

    held = client.post(correct_of(first), typed(first, urn=elm.urn, safeguarding="not_met"))
    assert "Close the concern first" in held.content.decode()
    concern, today = Concern.objects.get(), timezone.localdate()
    operations.record_what_was_done(
        concern,
        by=cast.officer,
        text="We looked at the report.",
        done_on=today,
        review_on=today + timedelta(30),
    )
    operations.close_concern(concern, by=cast.officer, reason="It was about another school.")
    client.post(correct_of(first), typed(first, urn=elm.urn, safeguarding="not_met"))

    assert not Inspection.objects.current().filter(school=larch).exists()
    [now] = Inspection.objects.current().filter(school=elm)
    assert [one.inspection for one in Concern.objects.open()] == [now]


def test_correct_inspection_happens_once_and_never_to_what_a_file_told(cast, larch, elm, sign_in):
    first, other = entered(cast, larch), entered(cast, elm, safeguarding="met")
    client = sign_in("board_officer")
    client.post(correct_of(first), typed(first))

    again = client.post(correct_of(first), typed(first, safeguarding="not_said"))
    assert "This inspection was corrected already" in again.content.decode()
    assert client.get(correct_of(first)).status_code == 409
    [now] = Inspection.objects.current().filter(school=larch)
    twin = client.post(correct_of(now), typed(now, urn=elm.urn))
    assert "There is already an inspection of this school" in twin.content.decode()
    brought_in([card(elm.urn)])
    [told] = Inspection.objects.filter(file__isnull=False)
    assert client.get(correct_of(told)).status_code == 409
    with pytest.raises(Refused, match=r"^This inspection comes from a national file"):
        operations.correct_inspection(
            told, by=cast.officer, school=elm, starts_on=told.starts_on, inspectorate="ofsted",
            framework="graded", kind="", overall="", safeguarding="met", category="", link="",
        )  # fmt: skip
    assert Inspection.objects.current().filter(pk=other.pk).exists()
