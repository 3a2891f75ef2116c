"""Mistakes 18 to 21 that case-review software is known to make: files, the hour of publication, what the public sees.

Numbered as in the list of twenty-five that the partnership's domain notes keep.
"""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Organisation, Participation
from reviews.models import Artefact, Review
from reviews.operations import publication as operations
from reviews.rules.overview import TOO_SMALL
from tests.factories import reviews as made
from tests.factories import yearly_report

S = Artefact.State


def at(moment):
    return time_machine.travel(moment, tick=False)


def status(browser, path):
    """What that browser is answered there; a file is read to its end, which closes it."""
    response = browser.get(path)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


# 18. A report lies where its address can be guessed before its time; or hides things in its file.


def test_18_a_scheduled_report_is_at_no_address_before_its_hour(cast, scheduled_artefact, sign_in):
    artefact = scheduled_artefact
    name = artefact.document.file.name
    own = reverse("reviews:artefact_file", args=[artefact.pk])
    guessed = [
        artefact.public_address(),
        *(f"/{folder}{name}" for folder in ("", "media/", "documents/", "static/")),
    ]

    with at(artefact.publish_at - timedelta(minutes=1)):
        made.publish_due()
        assert {status(Client(), path) for path in guessed} == {404}
        assert status(Client(), own) == 302  # to sign in
        for reader in (cast.practitioner, cast.police_lead, cast.outsider):
            browser = sign_in(reader)
            assert {status(browser, path) for path in guessed} == {404}
            assert status(browser, own) in (403, 404)
    with at(artefact.publish_at):
        made.publish_due()
        assert status(Client(), guessed[0]) == 200


def test_18_nothing_hidden_and_nothing_with_tracked_changes_is_kept(cast, case_in_review):
    artefact = made.artefact(cast, content=made.pdf("Canary Surname"), case=case_in_review)
    with artefact.document.file.open("rb") as file:
        content = file.read()

    assert b"Canary" in made.pdf("Canary Surname")
    assert b"Canary" not in content
    with pikepdf.open(io.BytesIO(content)) as kept:
        assert (dict(kept.docinfo), "/Metadata" in kept.Root) == ({}, False)
    assert operations.removed_from(artefact) != []
    with pytest.raises(Refused, match=r"one of these kinds: \.pdf\.$"):
        operations.replace_file(artefact, by=cast.manager, content=b"PK\x03\x04 revisions", filename="r.docx")


# 19. Published by a flag that nobody looks behind again; or taken down after a year, which is the least.


def a_hold(cast, artefact):
    operations.hold(
        artefact, by=cast.officer, asked_by_office="Crown Court", reason="A trial", review_on=timezone.localdate()
    )  # fmt: skip


def another_file(cast, artefact):
    """Under the same artefact, by whatever way it came there: nobody checked, signed or sent it."""
    other = operations.add_artefact(
        artefact.review, by=cast.manager, kind="briefing", title="Another", content=made.pdf(), filename="b.pdf"
    )  # fmt: skip
    Artefact.objects.filter(pk=artefact.pk).update(document=other.document)


def another_partner(cast, artefact):
    fire = Organisation.objects.create(code="fire", name="Fire Service", kind=Organisation.Kind.FIRE)
    kind = Participation.Kind.STATUTORY_PARTNER
    Participation.objects.create(organisation=fire, kind=kind, starts_on=timezone.localdate())


def an_earlier_hour(cast, artefact):
    Artefact.objects.filter(pk=artefact.pk).update(publish_at=artefact.publish_at - timedelta(1))


def test_19_at_its_hour_everything_is_looked_at_once_more(cast, scheduled_artefact):
    artefact = scheduled_artefact
    for happens, reasons in (
        (a_hold, ["A hold is in force"]),
        (another_file, ["2 people must find that it identifies nobody; 0 have.", "Not signed off by: ",
                        "No copy recorded to: "]),
        (another_partner, ["Not signed off by: Fire Service."]),
        (an_earlier_hour, ["The copies need seven working days"]),
    ):  # fmt: skip
        with transaction.atomic():
            happens(cast, artefact)
            with at(made.fresh(artefact).publish_at):
                assert operations.publish_due() == []
            back = made.fresh(artefact)
            assert back.state == S.READY
            assert [why for why in reasons if why not in back.held_back_because] == []
            transaction.set_rollback(True)

    with at(artefact.publish_at):
        assert operations.publish_due() == [artefact]


def test_19_nothing_comes_down_by_itself_and_nobody_takes_it_down_within_a_year(cast):
    with at(datetime(2025, 2, 20, 9, tzinfo=UTC)):
        artefact = made.artefact(cast, S.LIVE)
    assert (artefact.live_on, artefact.keep_until) == (date(2025, 3, 3), date(2026, 3, 3))

    with at(datetime(2026, 3, 2, 23, 59, tzinfo=UTC)), pytest.raises(Refused, match="It stays public until"):
        operations.archive(artefact, by=cast.manager, reason="A year.")
    with at(datetime(2028, 3, 1, 0, 1, tzinfo=UTC)):
        call_command("sweep", stdout=io.StringIO())
        assert made.fresh(artefact).state == S.LIVE
        assert status(Client(), artefact.public_address()) == 200
    with at(datetime(2026, 3, 3, 0, 1, tzinfo=UTC)):
        operations.archive(artefact, by=cast.manager, reason="A year.")


# 20. Not publishing the report means that nothing is shown; or a review has one file and one date.


def test_20_what_improved_is_public_though_the_report_is_not_and_each_file_has_its_own_day(
    cast, signing_artefact
):
    report = signing_artefact
    review = report.review
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        operations.sign(report, by=signatory, organisation=partner)
    with pytest.raises(Refused, match="Add a statement of the improvements made"):
        made.decided_to_publish(cast, review, "withheld", none_fit_because=" ")
    made.decided_to_publish(cast, review, "improvements")
    for recipient in ("panel", "secretary_of_state"):
        operations.tell(
            review, by=cast.officer, about="not_in_full", recipient=recipient, told_on=timezone.localdate(),
            said="Brothers would be known.",
        )  # fmt: skip

    first = made.artefact(cast, S.LIVE, case=made.again(review.case), kind="improvements")
    with at(first.live_at + timedelta(40)):
        second = made.artefact(cast, S.LIVE, case=made.again(review.case), kind="briefing")

    files = [status(Client(), one.public_address()) for one in (first, second, report)]
    page = Client().get(review.get_absolute_url()).text
    assert files == [200, 200, 404]
    assert first.live_on < second.live_on
    assert [f"{one.live_on:%-d %B %Y}" in page for one in (first, second)] == [True, True]


# 21. Counts, filters or percentages of one to four.


def test_21_the_public_is_offered_no_count_and_no_filter_over_a_few(cast):
    for kind, theme, age in (("thematic", "babies", "baby"), ("practice_review", "neglect", "teens")):
        review = made.artefact(cast, S.LIVE).review
        Review.objects.filter(pk=review.pk).update(public_kind=kind, themes=[theme], age_stage=age)

    page = Client().get(reverse("public:reviews"))
    assert page.context["choose"] is None
    assert {one.public_title for one in page.context["page"]} == {
        one.public_title
        for one in Client().get(reverse("public:reviews"), {"theme": "babies"}).context["page"]
    }
    for name in ("public:home", "public:reviews", "public:reviews_feed"):
        said = Client().get(reverse(name)).text
        assert re.findall(r"(?i)\b(?:1|2|one|two) (?:review|case|child)|\d%|<select|portal-chart", said) == []


def test_21_a_few_cases_have_no_percentage_and_no_number_in_the_yearly_report(cast, sign_in):
    with at(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        made.notified(cast)
        made.notified(cast, incident_on=date(2026, 2, 20), aware_on=date(2026, 2, 20), late_reason="Missed.")
        page = sign_in("group_member").get(reverse("reviews:overview"))
    gathered = yearly_report.started(cast, 2025).gather.data["figures"]["cases_notified"]

    total = page.context["total"]["notified"]
    assert (total["in_time"], total["late"], total["share"]) == (1, 1, TOO_SMALL)
    assert "%" not in page.text.split('id="table-timeliness-by-year"')[1].split("</table>")[0]
    assert (gathered["value"], gathered["shown"]) == (2, "fewer than 5")
