"""Requests for what is held: due dates of the law, two people, and a package that tells of nobody else."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Event, SubjectRequest
from partnership.operations import subject_requests
from partnership.operations.actions import open_action
from partnership.operations.held import Subject, everything
from partnership.operations.letters import promise
from partnership.rules import subject_requests as law
from tests.factories import records as made
from tests.factories import reviews as cases

pytestmark = pytest.mark.django_db


def refusal(call, *args, **given):
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return str(refused.value)


@pytest.mark.parametrize(
    ("kind", "received_on", "due_on", "extended_to"),
    [
        ("subject_access", date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
        ("subject_access", date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 30)),
        ("subject_access", date(2026, 11, 30), date(2026, 12, 30), date(2027, 2, 28)),
        (
            "foi",
            date(2025, 12, 10),
            date(2026, 1, 12),
            date(2026, 2, 9),
        ),  # Christmas, Boxing Day, New Year's Day
        (
            "foi",
            date(2026, 3, 20),
            date(2026, 4, 21),
            date(2026, 5, 20),
        ),  # Good Friday, Easter and early May Monday
        ("foi", date(2026, 12, 24), date(2027, 1, 26), date(2027, 2, 23)),  # Boxing Day was a Saturday
    ],
)
def test_a_request_is_due_as_its_law_says(kind, received_on, due_on, extended_to):
    assert (law.CLOCKS[kind].due(received_on), law.EXTENDED[kind].due(received_on)) == (due_on, extended_to)


def ask(cast, subject="BOX-1", **more):
    given = {"by": cast.officer, "kind": "foi", "subject_kind": "record", "received_on": timezone.localdate()}
    return subject_requests.register_request(subject=subject, **given | more)


def decided(cast, asked, outcome="released", **more):
    return subject_requests.decide_request(
        asked, by=cast.officer, outcome=outcome, reasons="As the law says.", **more
    )


def test_a_request_opens_its_statutory_date_and_can_be_extended_once(cast):
    with time_machine.travel("2027-01-31T09:00:00+00:00"):
        asked = ask(cast, kind="subject_access")
        assert (asked.reference, asked.deadline.due_on, asked.deadline.force) == (
            "IR-2027-001",
            date(2027, 2, 28),
            "statutory",
        )
        extended = subject_requests.extend_request(
            asked, by=cast.officer, reason="Many files of several agencies."
        )

        assert extended.deadline.due_on == date(2027, 4, 30)
        assert refusal(subject_requests.extend_request, asked, by=cast.officer, reason="More") == (
            "This request has already been extended. The law does not allow a second extension."
        )
        assert ask(cast).reference == "IR-2027-002"
        assert refusal(ask, cast) == "This request is registered already, as IR-2027-002."


def test_nothing_goes_out_before_a_second_person_has_checked(cast):
    asked = decided(cast, ask(cast))

    assert refusal(subject_requests.make_package, asked, by=cast.officer) == (
        "A second person has not checked the decision. Nothing goes out before that."
    )
    assert refusal(subject_requests.check_request, asked, by=cast.officer, passed=True) == (
        "You decided this yourself. Somebody else has to check it."
    )
    back = subject_requests.check_request(
        asked, by=cast.manager, passed=False, reason="Look at the letters again."
    )
    assert (back.state, back.sent_back_because) == ("received", "Look at the letters again.")
    subject_requests.check_request(decided(cast, back), by=cast.manager, passed=True)
    done = subject_requests.answer_subject_request(asked, by=cast.officer)
    done.deadline.refresh_from_db()
    assert (done.state, done.deadline.late) == ("released", False)
    assert refusal(decided, cast, done) == "This request is answered. Register a new one if more is asked."


@pytest.mark.parametrize(
    ("outcome", "exemption", "sentence"),
    [
        ("withheld", "", "Choose the exemption that applies."),
        ("withheld", "because", "Choose the exemption that applies."),
        ("part", "foi_personal", "First mark what is withheld, on the page that shows what we hold."),
    ],
)
def test_what_is_kept_back_names_its_ground(cast, outcome, exemption, sentence):
    assert refusal(decided, cast, ask(cast), outcome=outcome, exemption=exemption) == sentence


# The package -----------------------------------------------------------------------------------------------

SECRET = "Somebody Else of Elsewhere"


@pytest.fixture
def box(cast):
    """A box with everything about it that could tell of somebody else."""
    other = cast.person(SECRET, "partner_lead", organisation=cast.hospital)
    box = made.held(cast, title=f"Papers that {SECRET} sent")
    promise("note", "note:1", to=other, subject=f"About BOX-1 for {SECRET}", reference="BOX-1")
    promise(
        "note",
        "note:2",
        to="secret@family.example",
        subject="About BOX-1, write to secret@family.example",
        reference="BOX-1",
    )
    open_action(
        by=cast.officer,
        title=f"Ask {SECRET} for the key",
        origin="BOX-1",
        target_on=date(2027, 1, 5),
        owner=other,
    )
    return box


def packed(cast, asked):
    subject_requests.check_request(asked, by=cast.manager, passed=True)
    content = subject_requests.make_package(asked, by=cast.officer)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return files, list(csv.DictReader(io.StringIO(files["index.csv"]))), json.loads(files["index.json"])


def test_the_package_holds_everything_and_other_people_by_office(cast, box):
    asked = ask(cast)

    files, rows, index = packed(cast, decided(cast, asked))

    assert {row["Kind"] for row in rows} == {
        "Action",
        "Date due",
        "Entry of the record",
        "Letter",
        "Record of the register",
    }
    letters = [(row["What it is"], row["Office"]) for row in rows if row["Kind"] == "Letter"]
    assert letters == [
        ("About BOX-1 for [Partner lead] (to be sent)", "Partner lead"),
        ("About BOX-1, write to [address removed] (to be sent)", "an address outside the portal"),
    ]
    everything_in_it = "".join(files.values())
    assert SECRET not in everything_in_it
    assert "family.example" not in everything_in_it
    assert "portal.test" not in everything_in_it
    assert [row["Key"] for row in index["held"]] == [row["Key"] for row in rows]
    made_of = Event.objects.get(verb="made package")
    assert (made_of.label, made_of.facts["things"]) == (f"Request {asked.reference}", len(rows))


def test_what_is_kept_back_is_listed_with_its_ground_and_nothing_else(cast, box):
    asked = ask(cast)
    subject_requests.withhold(
        asked,
        by=cast.officer,
        items=[f"record-{box.pk}", "made-up"],
        exemption="third_party",
        reason="It names a survivor.",
    )

    _, rows, _ = packed(cast, decided(cast, asked, outcome="part", exemption="third_party"))

    (row,) = [row for row in rows if row["Key"] == f"record-{box.pk}"]
    assert row == {
        "Key": f"record-{box.pk}",
        "Kind": "Record of the register",
        "Date": "",
        "What it is": "",
        "Office": "",
        "Given": "withheld",
        "Ground for keeping it back": law.EXEMPTIONS["third_party"],
        "Why": "It names a survivor.",
    }


def test_a_person_gets_their_own_and_nobody_elses(cast, box):
    promise("note", "note:3", to=cast.police_lead, subject="For you alone")
    asked = ask(cast, cast.police_lead.email, kind="subject_access", subject_kind="person")

    files, rows, _ = packed(cast, decided(cast, asked))

    assert asked.subject == str(cast.police_lead.pk)
    assert "police.lead@portal.test" in files["index.csv"]
    assert {row["Office"] for row in rows} == {"the subject"}
    assert "BOX-1" not in "".join(files.values())


def test_whoever_answers_reads_whom_a_request_is_about(cast, sign_in):
    """The row keeps a number; the pages say who that is."""
    first = ask(cast, cast.police_lead.email, kind="subject_access", subject_kind="person")
    client = sign_in(cast.officer)

    assert cast.police_lead.name in client.get(first.get_absolute_url()).text
    assert cast.police_lead.name in client.get(reverse("subject_requests")).text
    assert f"Person {cast.police_lead.pk}" not in client.get(reverse("subject_requests")).text


def test_a_reference_is_not_taken_for_the_beginning_of_another(cast):
    made.held(cast, "BOX-1")
    made.held(cast, "BOX-12", title="Other papers")

    things = everything(Subject("record", "BOX-1", by=cast.officer))

    assert not any("BOX-12" in thing.what for thing in things)
    assert {thing.kind for thing in things} == {"Record of the register", "Entry of the record", "Date due"}


def test_what_is_held_on_a_case_comes_from_the_case_as_well(cast):
    case = cases.screened(cast)
    asked = ask(cast, case.reference, subject_kind="case")

    things = subject_requests.found_for(asked, by=cast.officer)

    assert [thing.what for thing in things if thing.kind == "Case"] == [case.reference]
    assert any(thing.kind.startswith("Of the case: ") for thing in things)
    assert any(thing.kind == "Date due" for thing in things)
    told = " ".join(thing.what for thing in things)
    assert not any(child.name in told for child in case.children.all() if getattr(child, "name", ""))


def test_nobody_without_both_roles_gets_anything_of_a_case(cast):
    case = cases.screened(cast)
    asked = ask(cast, case.reference, subject_kind="case")

    for who in (cast.administrator, cast.advisor, cast.signatories[0], cast.chair, cast.learning_officer):
        assert refusal(subject_requests.found_for, asked, by=who).startswith("Only people who")
        assert not SubjectRequest.objects.visible_to(who).exists()
    assert [
        thing
        for thing in everything(Subject("case", case.reference, by=cast.signatories[0]))
        if thing.kind == "Case"
    ] == []


def test_reading_what_is_held_is_on_the_record(cast, box, sign_in):
    asked = ask(cast)

    page = sign_in(cast.officer).get(f"/records/requests/{asked.pk}/held/").content.decode()

    assert SECRET not in page
    assert Event.objects.filter(verb="read", noun="partnership.subjectrequest").count() == 1


def test_a_request_from_register_to_package_in_the_browser(cast, box, sign_in):
    officer, manager = sign_in(cast.officer), sign_in(cast.manager)
    today = timezone.localdate()
    typed = {
        "kind": "foi",
        "subject_kind": "record",
        "subject": "BOX-1",
        "received_on_day": today.day,
        "received_on_month": today.month,
        "received_on_year": today.year,
    }
    at = officer.post("/records/requests/add/", typed).url
    officer.post(
        f"{at}withhold/", {"items": [f"record-{box.pk}"], "exemption": "foi_personal", "reason": "Names"}
    )
    officer.post(
        f"{at}decide/", {"outcome": "part", "exemption": "foi_personal", "reasons": "The rest is given."}
    )
    assert officer.post(f"{at}package/").status_code == 409
    manager.post(f"{at}check/", {"passed": "yes"})

    given = officer.post(f"{at}package/")

    assert (
        given["Content-Disposition"] == f'attachment; filename="{SubjectRequest.objects.get().reference}.zip"'
    )
    assert zipfile.ZipFile(io.BytesIO(given.content)).namelist() == ["index.csv", "index.json"]
    officer.post(f"{at}answer/", {"sent": "on"})
    assert SubjectRequest.objects.get().state == "released"


def test_drop_request_takes_its_date_off_the_diary_and_says_why(cast, sign_in):
    asked = ask(cast, "BOX-9")
    client = sign_in(cast.officer)
    answer = client.post(f"/records/requests/{asked.pk}/drop/", {"reason": "Registered twice."}, follow=True)

    assert "Closed without an answer" in answer.text
    assert "without an answer: Registered twice." in answer.text
    assert f"/records/requests/{asked.pk}/decide/" not in answer.text
    assert "Closed without an answer" in client.get("/records/requests/").text
    asked = SubjectRequest.objects.get(pk=asked.pk)
    assert (asked.state, asked.deadline.outstanding, asked.deadline.late) == ("received", False, None)
    for page in ("decide", "extend", "withhold", "drop"):
        assert client.get(f"/records/requests/{asked.pk}/{page}/").status_code == 409
    assert "closed without an answer" in refusal(decided, cast, asked)
    assert ask(cast, "BOX-9").reference != asked.reference  # and it can be asked again


def test_drop_request_wants_a_reason_and_leaves_what_is_answered(cast, sign_in):
    asked = ask(cast)
    page = sign_in(cast.officer).post(f"/records/requests/{asked.pk}/drop/", {"reason": " "})
    assert "Say why it is not answered" in page.text

    decided(cast, asked)
    subject_requests.check_request(asked, by=cast.manager, passed=True)
    subject_requests.answer_subject_request(asked, by=cast.officer)
    assert refusal(subject_requests.drop_request, asked, by=cast.officer, reason="x") == (
        "This request is answered. Register a new one if more is asked."
    )


def test_what_was_dropped_after_its_check_goes_out_no_more(cast):
    asked = ask(cast)
    decided(cast, asked)
    subject_requests.check_request(asked, by=cast.manager, passed=True)
    subject_requests.drop_request(asked, by=cast.officer, reason="Withdrawn by whoever asked.")

    assert "closed without an answer" in refusal(subject_requests.make_package, asked, by=cast.officer)
