"""What one agency says reaches no other: by no page, file, export, letter, guess, error, autosave or the record.

Each agency's words are there first, sent and in draft, in rows and in what waits to be added. Then everybody knocks.
"""

import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from partnership.access import Role
from partnership.models import Deadline, Event, Letter
from partnership.operations.letters import post_letters
from reviews.models import ChronologyRow, ChronologyUpload, InformationAnswer
from reviews.operations.answers import add_row, begin_change, hold_rows, save_draft
from reviews.operations.information import chase, say_involved
from tests.doors.test_doors import addresses
from tests.factories import information
from tests.factories.reviews import gathering

pytestmark = pytest.mark.django_db

POLICE = {
    "sent": "KANARIENSENT",
    "row": "KANARIENROW",
    "draft": "KANARIENDRAFT",
    "waits": "KANARIENWAITS",
    "earlier": "KANARIENEARLIER",
}
NOTE = "KANARIENNOTE"


@pytest.fixture
def case(cast):
    """The police sent two versions, are writing a third and have rows waiting; the hospital is writing its first."""
    case = gathering(cast)
    police, hospital = (case.requests.get(organisation=one) for one in (cast.police, cast.hospital))
    chase(police, by=cast.officer, how="spoken", note=NOTE)
    say_involved(police, by=cast.police_lead, said="yes")
    information.sent(cast, police, summary=POLICE["earlier"])
    information.sent(
        cast, police, summary=POLICE["sent"], chronology=[information.row(POLICE["row"], comment=POLICE["row"])],
        episodes=[{"title": POLICE["row"], "happened": POLICE["row"]}], actions=[{"what": POLICE["row"]}],
    )  # fmt: skip
    begin_change(police, by=cast.police_lead)
    save_draft(police, by=cast.police_lead, summary=POLICE["draft"])
    add_row(police, "chronology", by=cast.police_lead, **information.row(POLICE["draft"]))
    hold_rows(police, by=cast.police_lead, rows=[[1, ["2025", "", "", POLICE["waits"], "", "", "", ""]]])
    say_involved(hospital, by=cast.hospital_lead, said="yes")
    save_draft(hospital, by=cast.hospital_lead, summary="The hospital's own.")
    add_row(hospital, "chronology", by=cast.hospital_lead, **information.row("The hospital's own."))
    return case


def of(case, organisation):
    return case.requests.get(organisation=organisation)


def ours(case):
    """Every address of this part, about every request and a row of each agency, by whatever way they are joined."""
    requests = list(case.requests.values_list("pk", flat=True))
    newest = dict(ChronologyRow.objects.order_by("pk").values_list("answer__request", "key"))
    keys = [*newest.values(), uuid.uuid4()]
    choices = {"pk": [case.pk, *requests], "key": keys, "kind": ["chronology"], "ending": ["csv"]}
    for name in sorted(NAMES):
        found = [{}]
        for argument in sorted(addresses()[name].pattern.converters):
            found = [one | {argument: value} for one in found for value in choices[argument]]
        yield from ((name, reverse(name, kwargs=one)) for one in found)


NAMES = {
    f"reviews:{name}"
    for name in (
        "answer", "say_involved", "read_answer", "answer_summary", "answer_learning", "answer_identity", "send_answer",
        "answer_chronology", "answer_episodes", "answer_actions", "upload_rows", "chronology_template", "add_row",
        "change_row", "remove_row", "change_answer", "drop_change", "chronology", "chronology_csv", "case", "chase",
        "end_request", "ask_agencies", "answers",
    )
}  # fmt: skip

# What each of them may read of the police's words; whoever is not here may read nothing.
READS = {
    "police_lead": {"sent", "row", "draft", "waits", "earlier"},
    "officer": {"sent", "row", "earlier"},
    "member": {"sent", "row", "earlier"},
}
EVERYBODY = [*READS, "hospital_lead", "outsider", "reviewer", "school_lead"]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.shows("S-AC2")
def test_no_address_shows_anybody_what_they_may_not_read(cast, sign_in, case, who):
    client = sign_in(getattr(cast, who))
    found = {}
    for name, address in ours(case):
        responses = [client.get(address)]
        if name == "reviews:read_answer":
            responses.append(client.get(address, {"version": "1"}))
        for response in responses:
            for word in [word for word, text in POLICE.items() if text in response.text]:
                found.setdefault(word, set()).add(name)

    assert set(found) == READS.get(who, set()), found


def test_a_colleague_of_the_same_agency_reads_its_draft_and_not_what_waits_with_another(cast, sign_in, case):
    colleague = cast.person("Second police lead", Role.PARTNER_LEAD, organisation=cast.police)
    client = sign_in(colleague)
    police = of(case, cast.police)

    assert POLICE["draft"] in client.get(reverse("reviews:answer_summary", args=[police.pk])).text
    assert POLICE["waits"] not in client.get(reverse("reviews:upload_rows", args=[police.pk])).text


POSTED = [
    ("say_involved", {"said": "no"}),
    ("answer_summary", {"version": "3|", "summary": "Not theirs."}),
    ("answer_identity", {"version": "3|", "identity": "Not theirs."}),
    ("answer_actions", {"version": "3|", "immediate_action": "Not theirs."}),
    ("upload_rows", {"deed": "add"}),
    ("upload_rows", {"deed": "drop"}),
    ("upload_rows", {"deed": "correct", "rows": "2025\t\t\tNot theirs."}),
    ("upload_rows", {"rows": "2025\t\t\tNot theirs."}),
    ("send_answer", {"version": "3|", "signed_off_office": "Not theirs"}),
    ("change_answer", {}),
    ("drop_change", {}),
]


@pytest.mark.parametrize("who", ["hospital_lead", "officer", "reviewer", "anonymous"])
@pytest.mark.shows("S-AC2")
def test_nothing_sent_to_another_agencys_request_changes_or_tells_anything(cast, sign_in, case, who):
    client = Client() if who == "anonymous" else sign_in(getattr(cast, who))
    police = of(case, cast.police)
    key = police.answers.get(submitted_at=None).rows.first().key
    before = everything()

    answers = [client.post(reverse(f"reviews:{name}", args=[police.pk]), data) for name, data in POSTED]
    answers += [
        client.post(
            reverse(f"reviews:{name}", args=[police.pk, "chronology", *more]), {"event": "Not theirs."}
        )
        for name, *more in (("add_row",), ("change_row", key), ("remove_row", key))
    ]
    answers.append(
        client.post(
            reverse("reviews:answer_summary", args=[police.pk]),
            {"version": "3|", "summary": "Not theirs."},
            HTTP_X_REQUESTED_WITH="fetch",
        )
    )

    assert everything() == before
    expected = {"hospital_lead": {404}, "anonymous": {302}}.get(who, {403})
    assert {answer.status_code for answer in answers} == expected
    assert not [answer for answer in answers if "KANARIEN" in answer.text]


@pytest.mark.shows("S-AC2")
def test_an_agencys_own_request_reaches_no_row_of_another(cast, sign_in, case):
    """The hospital's own page, with the key of a police row in its address or its form."""
    client, hospital = sign_in(cast.hospital_lead), of(case, cast.hospital)
    key = of(case, cast.police).answers.get(submitted_at=None).rows.first().key
    before = everything()

    answers = [
        client.get(reverse("reviews:change_row", args=[hospital.pk, "chronology", key])),
        client.post(
            reverse("reviews:change_row", args=[hospital.pk, "chronology", key]), {"event": "Not theirs."}
        ),
        client.post(reverse("reviews:remove_row", args=[hospital.pk, "chronology", key])),
        client.post(
            reverse("reviews:upload_rows", args=[hospital.pk]), {"deed": "add", "seen": ""}, follow=True
        ),
    ]

    assert everything() == before
    assert [answer.status_code for answer in answers] == [404, 404, 409, 200]
    assert not [answer for answer in answers if "KANARIEN" in answer.text]
    # The same key in a form of their own makes a row of their own, and leaves the other's as it is.
    client.post(
        reverse("reviews:add_row", args=[hospital.pk, "chronology"]), {"key": key, "event": "Their own."}
    )
    assert everything(of=cast.police) == [row for row in before if row[0] == cast.police.pk]


def everything(of=None):
    """Every word of every agency: what was sent, what is written, and what waits."""
    answers = InformationAnswer.objects.order_by("pk").values_list(
        "request__organisation", "pk", "summary", "identity", "involvement", "submitted_at"
    )
    rows = ChronologyRow.objects.order_by("pk").values_list("answer__request__organisation", "pk", "event")
    waits = ChronologyUpload.objects.order_by("pk").values_list("request__organisation", "pk", "rows")
    return [one for one in (*answers, *rows, *waits) if of is None or one[0] == of.pk]


def test_letters_deadlines_and_the_record_hold_nothing_that_was_said(case):
    post_letters()

    sent = [f"{m.subject} {m.body} {m.extra_headers}" for m in mail.outbox]
    assert len(sent) > 5
    kept = [
        str(row) for row in (*Letter.objects.values(), *Deadline.objects.values(), *Event.objects.values())
    ]
    assert [text for text in (*sent, *kept) if "KANARIEN" in text] == []


def test_what_was_said_when_an_agency_was_chased_is_for_staff_alone(cast, sign_in, case):
    case_page = case.get_absolute_url()

    assert NOTE in sign_in(cast.officer).get(case_page).text
    assert NOTE not in sign_in(cast.member).get(case_page).text
    lead = sign_in(cast.police_lead)
    assert [name for name, address in ours(case) if NOTE in lead.get(address).text] == []
