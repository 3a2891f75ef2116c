"""An entry of the register is put right: never beneath a proposal, nor out of a series that something holds."""

from datetime import date

import pytest
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Record
from partnership.operations import records
from tests.factories import records as made
from tests.partnership.test_records import hold

SAYS = {
    "title": "Board minutes and papers", "basis": "Published arrangements 2019, section 16", "retention": "minutes",
    "from_year": 1998, "to_year": 2004,
}  # fmt: skip


def correct(cast, box, **changes):
    given = SAYS | {"series": box.series, "seen": box.version, "reason": "A slip."} | changes
    return records.correct_record(box, by=cast.officer, **given)


def test_correct_record_takes_a_name_out_and_keeps_it_nowhere(cast, sign_in):
    box = made.held(cast, title="Papers about Peregrine Oakapple")
    client, address = sign_in(cast.officer), reverse("correct_record", args=[box.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert (typed["title"], typed["from_year"], typed["series"]) == (box.title, 1998, box.series.pk)

    changes = {"title": "Papers of one review", "reason": "A child was named."}
    page = client.post(address, typed | changes, follow=True)
    assert "Papers of one review" in page.text
    assert "The entry is corrected." in page.text
    entry = Event.objects.about(box).get(verb="corrected")
    assert (entry.why, entry.facts) == ("A child was named.", {"changed": ["title"]})
    assert client.post(address, typed | changes).context["form"].non_field_errors() == [
        "Somebody has changed this entry since you opened it. Go back, look at it, and start again."
    ]


def test_another_kind_or_other_years_give_another_review_date(cast):
    box = made.held(cast)
    correct(cast, box, to_year=2010)
    box = Record.objects.get(pk=box.pk)
    assert box.deadline.due_on == date(2035, 12, 31)

    correct(cast, box, to_year=2010, retention="inquiry")
    box = Record.objects.get(pk=box.pk)
    assert box.deadline is None
    correct(cast, box, to_year=2010)
    assert Record.objects.get(pk=box.pk).deadline.due_on == date(2035, 12, 31)


def test_what_people_have_reviewed_keeps_the_date_that_they_gave_it(cast):
    box = made.held(cast)
    records.review_retention(
        box, by=cast.officer, answers=made.NO_INTEREST, outcome="keep", keep_until=date(2040, 1, 1),
        reason="A researcher uses it.",
    )  # fmt: skip
    correct(cast, Record.objects.get(pk=box.pk), to_year=2010)

    assert Record.objects.get(pk=box.pk).deadline.due_on == date(2040, 1, 1)


def test_an_entry_stays_as_it_was_proposed_for_disposal(cast):
    for disposal in (made.proposed(cast), made.agreed(cast)):
        with pytest.raises(Refused, match="Its disposal is proposed, on what the entry says now"):
            correct(cast, disposal.record, title="Everything else")


def test_nothing_leaves_a_series_that_is_held(cast):
    box, elsewhere = made.held(cast), made.series(cast, "LSCB-OFF")
    lifted = hold(cast, series=box.series)
    with pytest.raises(Refused, match="There is a hold on its series"):
        correct(cast, box, series=elsewhere)
    assert correct(cast, box, title="Minutes").title == "Minutes"

    records.lift_hold(lifted, by=cast.manager, reason="The inquiry has ended.")
    box = Record.objects.get(pk=box.pk)
    assert correct(cast, box, title="Minutes", series=elsewhere).series == elsewhere


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": " "}, "Give the record a title"),
        ({"to_year": 1990}, "The last year is before the first"),
        ({"reason": " ", "title": "Minutes"}, "Say why the entry changes"),
        ({}, "That is what the entry says"),
    ],
)
def test_correct_record_says_what_is_wrong(cast, changes, sentence):
    box = made.held(cast)
    with pytest.raises(Refused, match=sentence):
        correct(cast, box, **changes)
