"""From a file to the public site: two pairs of eyes, every signature, the copies' time, one more look at its hour."""

import io
import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Deadline, Event, Letter, Organisation, Participation
from partnership.operations.documents import clean_pdf, hidden_in
from partnership.operations.record import verify
from partnership.working_days import add_working_days
from reviews.forms.publication import CHECKLIST
from reviews.models import AdvanceCopy, AnonymityCheck, Artefact, Case, SignOff, Stage
from reviews.operations import publication as operations
from reviews.rules import publication as rules
from tests.factories import reviews as made

LONDON = ZoneInfo("Europe/London")
S = Artefact.State


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def day_as(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def at(*moment):
    return datetime(*moment, tzinfo=LONDON)


def ready_on(cast, moment):
    """An artefact that every partner had signed by that moment; no copies have gone out yet."""
    with time_machine.travel(moment, tick=False):
        return made.artefact(cast, S.READY)


def copies_sent(cast, artefact, *days):
    for recipient, day in zip(("panel", "secretary_of_state"), days, strict=True):
        with time_machine.travel(f"{day} 12:00Z", tick=False):
            operations.send_copy(artefact, by=cast.officer, recipient=recipient, sent_on=day)


# The table of moves ---------------------------------------------------------------------------------------

MOVES = {
    ("draft", "checking"),
    ("checking", "checking"), ("checking", "signing"), ("checking", "draft"),
    ("signing", "checking"), ("signing", "ready"),
    ("ready", "checking"), ("ready", "scheduled"),
    ("scheduled", "checking"), ("scheduled", "scheduled"), ("scheduled", "ready"), ("scheduled", "live"),
    ("live", "withdrawn"), ("live", "archived"),
}  # fmt: skip


@pytest.mark.parametrize("old", S.values)
@pytest.mark.parametrize("new", S.values)
def test_every_move_that_is_not_in_the_table_is_refused(old, new):
    if (old, new) in MOVES:
        rules.check_move(old, new)
    else:
        with pytest.raises(Refused, match="Open it again to see its status"):
            rules.check_move(old, new)


OPEN_IN = {  # deed: the states in which it may be done
    "replace_file": {S.DRAFT, S.CHECKING, S.SIGNING, S.READY, S.SCHEDULED},
    "check_anonymity": {S.CHECKING},
    "sign": {S.SIGNING},
    "send_copy": {S.SIGNING, S.READY},
    "hold": {S.DRAFT, S.CHECKING, S.SIGNING, S.READY, S.SCHEDULED},
    "schedule": {S.SCHEDULED},  # and when ready, once nothing is missing: the copies of this one are
    "withdraw": {S.LIVE},
}


@pytest.mark.parametrize("state", S.values)
def test_each_deed_is_done_in_its_states_and_in_no_other(cast, case_in_review, state):
    artefact = made.artefact(cast, state, case=case_in_review)
    later = operations.earliest(artefact) or timezone.localdate()
    deeds = {
        "replace_file": lambda a: operations.replace_file(
            a, by=cast.manager, content=made.pdf(), filename="x.pdf"
        ),
        "check_anonymity": lambda a: operations.check_anonymity(
            a, by=cast.chair, passed=True, looked_for=CHECKLIST
        ),
        "sign": lambda a: operations.sign(a, by=cast.signatories[0], organisation=cast.county),
        "send_copy": lambda a: operations.send_copy(
            a, by=cast.officer, recipient="panel", sent_on=timezone.localdate()
        ),
        "hold": lambda a: operations.hold(
            a, by=cast.officer, asked_by_office="Coroner", reason="Inquest", review_on=timezone.localdate()
        ),
        "schedule": lambda a: operations.schedule(
            a, by=cast.manager, publish_at=at(later.year, later.month, later.day, 12)
        ),
        "withdraw": lambda a: operations.withdraw(a, by=cast.manager, reason="Emergency"),
    }
    done, sentences = set(), []
    for name, deed in deeds.items():
        with transaction.atomic():
            try:
                deed(made.fresh(artefact))
                done.add(name)
            except Refused as refused:
                sentences.append(str(refused))
            transaction.set_rollback(True)

    assert done == {name for name, states in OPEN_IN.items() if state in states}
    assert [said for said in sentences if not said.endswith(".")] == []


# The file -------------------------------------------------------------------------------------------------


def full_of_secrets():
    """A PDF with a canary in each place where files hide things."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Author"] = "CANARY author"
        with pdf.open_metadata() as xmp:
            xmp["dc:creator"] = ["CANARY creator"]
        pdf.attachments["notes.txt"] = b"CANARY attachment"
        associated = pdf.make_stream(b"CANARY associated", Type=pikepdf.Name.EmbeddedFile)
        pdf.Root.AF = pikepdf.Array(
            [pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Filespec, EF={"/F": associated}))]
        )
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="CANARY script")
        exif = b"\xff\xe1" + (2 + 20).to_bytes(2) + b"Exif\x00\x00CANARY camera\x00"
        jpeg = b"\xff\xd8" + exif + b"\xff\xda\x00\x02" + b"\x00" * 8 + b"\xff\xd9"
        picture = pdf.make_stream(
            jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            Metadata=pdf.make_stream(b"<x>CANARY picture</x>"),
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Annots = pdf.make_indirect(
            pikepdf.Array(
                [
                    pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="CANARY comment"),
                    pikepdf.Dictionary(
                        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
                        A=pikepdf.Dictionary(
                            S=pikepdf.Name.URI, URI="https://example.org",
                            Next=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="CANARY next"),
                        ),
                    ),
                    pikepdf.Dictionary(
                        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
                        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/kept"),
                    ),
                ]
            )
        )  # fmt: skip
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def everything_in(content):
    """A PDF's every byte with its streams unpacked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(
            out, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
        raw = b"".join(one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
    return out.getvalue() + raw


def test_mistake_18_nothing_hidden_in_a_pdf_survives():
    dirty = full_of_secrets()
    assert everything_in(dirty).count(b"CANARY") >= 8  # or nothing would be proved

    clean = everything_in(clean_pdf(dirty))

    assert b"CANARY" not in clean
    assert b"https://example.org/kept" in clean  # a plain link stays


def test_mistake_18_an_earlier_version_within_the_pdf_does_not_survive():
    first = made.pdf("CANARY of the first version")
    second = (
        first + b"\n9 0 obj\n<< /Title (second) >>\nendobj\ntrailer\n<< /Size 10 >>\nstartxref\n0\n%%EOF\n"
    )
    assert b"CANARY" in second

    assert b"CANARY" not in everything_in(clean_pdf(second))


def test_add_artefact_says_what_was_taken_out(cast, case_in_review, sign_in):
    case = case_in_review
    file = SimpleUploadedFile("Anna Smith final.pdf", full_of_secrets(), "application/pdf")

    answer = sign_in(cast.officer).post(
        address("add_artefact", case),
        {"kind": "report", "title": "What we learnt", "file": file},
        follow=True,
    )

    page = answer.content.decode()
    for said in (
        "its properties, such as its author",
        "attachments",
        "comments, notes or fields",
        "data of the camera in its pictures",
    ):
        assert said in page
    assert "Anna" not in page
    document = Artefact.objects.get().document
    assert "Anna" not in f"{document.file.name} {document.download_name} {document.title}"
    with document.file.open("rb") as kept:
        assert hidden_in(kept.read()) == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.docx", b"PK\x03\x04", "Choose a PDF. Save the document as PDF first"),
        ("report.pdf", b"", "The file is empty. Choose another one"),
        ("report.pdf", b"GIF89a not a PDF", "The file is called .pdf but is something else inside."),
        ("report.pdf", b"%PDF-1.7 and then nonsense", "The PDF cannot be read."),
    ],
)
def test_add_artefact_says_what_is_wrong_with_a_file_and_keeps_the_title(
    cast, case_in_review, sign_in, name, content, sentence
):
    case = case_in_review

    page = sign_in(cast.officer).post(
        address("add_artefact", case),
        {"kind": "report", "title": "A title of some length", "file": SimpleUploadedFile(name, content)},
    )

    assert sentence in page.content.decode()
    assert "A title of some length" in page.content.decode()
    assert not Artefact.objects.exists()


def test_add_artefact_refuses_a_pdf_behind_a_password(cast, sign_in):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="y"))
    file = SimpleUploadedFile("x.pdf", out.getvalue())

    page = sign_in(cast.officer).post(
        address("add_artefact", made.in_review(cast)), {"kind": "report", "title": "A", "file": file}
    )

    assert "The PDF is protected by a password" in page.content.decode()


def test_mistake_17_add_artefact_takes_no_title_with_the_cases_reference(cast, case_in_review):
    case = case_in_review

    with pytest.raises(Refused, match="must not hold the case's reference"):
        operations.add_artefact(
            case.review, by=cast.officer, kind="report", title=f"Report {case.reference}",
            content=made.pdf(), filename="x.pdf",
        )  # fmt: skip


def test_add_artefact_waits_until_the_review_is_under_way(cast, agreed_case):
    case = agreed_case

    with pytest.raises(Refused, match="once the review is under way"):
        operations.add_artefact(
            case.review, by=cast.officer, kind="report", title="x", content=made.pdf(), filename="x.pdf"
        )


def test_the_file_is_served_as_a_download_that_no_cache_keeps_and_its_reading_is_recorded(
    cast, case_in_review, sign_in
):
    artefact = made.artefact(cast, case=case_in_review)

    answer = sign_in(cast.chair).get(address("artefact_file", artefact))

    with artefact.document.file.open("rb") as kept:
        assert b"".join(answer.streaming_content) == kept.read()
    assert answer["Content-Disposition"] == f'attachment; filename="review-report-{artefact.pk}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    read = Event.objects.about(artefact).get(verb="read file")
    assert (read.actor_id, read.facts) == (str(cast.chair.pk), {"checksum": artefact.document.checksum})


# Two pairs of eyes ----------------------------------------------------------------------------------------


def test_check_anonymity_takes_two_different_people_neither_of_whom_added_the_file(cast, case_in_review):
    artefact = made.artefact(cast, case=case_in_review)  # the manager added it

    with pytest.raises(Refused, match="The person who added the file cannot check it"):
        operations.check_anonymity(artefact, by=cast.manager, passed=True, looked_for=CHECKLIST)
    operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)
    assert made.fresh(artefact).state == S.CHECKING
    with pytest.raises(Refused, match="You have checked this file already"):
        operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)
    operations.check_anonymity(artefact, by=cast.chair, passed=True, looked_for=CHECKLIST)

    assert made.fresh(artefact).state == S.SIGNING


def test_check_anonymity_by_one_person_twice_at_once_counts_once(cast, case_in_review, sign_in):
    artefact = made.artefact(cast, case=case_in_review)
    officer, typed = sign_in(cast.officer), {"passed": "yes", "looked_for": list(CHECKLIST)}

    officer.post(address("check_anonymity", artefact), typed)
    page = officer.post(address("check_anonymity", artefact), typed)

    assert "You have checked this file already" in page.content.decode()
    assert AnonymityCheck.objects.count() == 1


@pytest.mark.parametrize("left_out", CHECKLIST)
def test_check_anonymity_is_not_passed_before_everything_was_looked_for(
    cast, case_in_review, sign_in, left_out
):
    artefact = made.artefact(cast, case=case_in_review)
    looked_for = [name for name in CHECKLIST if name != left_out]

    page = sign_in(cast.officer).post(
        address("check_anonymity", artefact), {"passed": "yes", "looked_for": looked_for}
    )

    assert (
        "Check for each of these and tick it before you say that it identifies nobody"
        in page.content.decode()
    )
    assert not AnonymityCheck.objects.exists()


def test_check_anonymity_that_fails_says_where_and_stops_it(cast, case_in_review, sign_in):
    artefact = made.artefact(cast, case=case_in_review)
    officer = sign_in(cast.officer)

    page = officer.post(address("check_anonymity", artefact), {"passed": "no", "note": ""})
    officer.post(address("check_anonymity", artefact), {"passed": "no", "note": "Page 4 names a school."})

    assert "Say where somebody could be identified" in page.content.decode()
    assert made.fresh(artefact).state == S.DRAFT
    with pytest.raises(Refused, match="not being checked at the moment"):
        operations.check_anonymity(artefact, by=cast.chair, passed=True, looked_for=CHECKLIST)


def test_check_anonymity_waits_for_the_public_name_which_is_checked_with_it(cast):
    artefact = made.artefact(cast, case=made.in_review(cast, named=False))

    with pytest.raises(Refused, match="Choose the review's public name and summary first"):
        operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)


# Signatures -----------------------------------------------------------------------------------------------


def test_sign_is_for_ones_own_partner_alone(cast, signing_artefact, sign_in):
    artefact = signing_artefact
    county = sign_in(cast.signatories[0])

    page = county.get(address("sign", artefact))
    assert set(page.context["form"].fields["organisation"].queryset) == {cast.county}
    forged = county.post(address("sign", artefact), {"organisation": cast.police.pk, "agreed": "on"})
    assert forged.status_code == 200
    assert not SignOff.objects.exists()
    with pytest.raises(Refused, match="own signatory"):
        operations.sign(artefact, by=cast.signatories[0], organisation=cast.police)
    assert (
        county.post(address("sign", artefact), {"organisation": cast.county.pk, "agreed": "on"}).status_code
        == 302
    )

    assert list(SignOff.objects.values_list("organisation__code", "signed_by")) == [
        (cast.county.code, cast.signatories[0].pk)
    ]


def test_sign_twice_signs_once(cast, signing_artefact, sign_in):
    artefact = signing_artefact
    county, typed = sign_in(cast.signatories[0]), {"organisation": cast.county.pk, "agreed": "on"}

    first, again = (county.post(address("sign", artefact), typed) for _ in range(2))

    assert (first.status_code, again.status_code) == (302, 200)
    assert "There is nothing for you to sign here" in again.content.decode()
    assert SignOff.objects.count() == 1


def test_sign_is_not_for_a_partner_that_is_no_longer_one(cast, signing_artefact):
    artefact = signing_artefact
    Participation.objects.filter(organisation=cast.rutland).update(
        ends_on=timezone.localdate() - timedelta(1)
    )

    with pytest.raises(Refused, match="own signatory"):
        operations.sign(artefact, by=cast.signatories[1], organisation=cast.rutland)


def test_sign_needs_every_partner_whatever_their_number(cast, case_in_review):
    """Four today, and a fifth makes five: rows, never “three”."""
    artefact = made.artefact(
        cast, S.SIGNING, case=case_in_review
    )  # the four had met: the fifth came after the rapid review
    fire = Organisation.objects.create(code="fire", name="Fire Service", kind=Organisation.Kind.FIRE)
    Participation.objects.create(
        organisation=fire, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=date(2020, 1, 1)
    )
    fifth = cast.person("Signatory of fire", Role.SIGNATORY, organisation=fire)
    for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
        operations.sign(artefact, by=signatory, organisation=partner)
    assert made.fresh(artefact).state == S.SIGNING

    operations.sign(artefact, by=fifth, organisation=fire)

    assert made.fresh(artefact).state == S.READY
    assert made.again(artefact.review.case).stage == Stage.PUB_DECISION


def test_a_signatory_knows_of_an_artefact_only_once_it_is_before_them(cast, sign_in):
    client = sign_in(cast.signatories[0])
    hidden = [made.artefact(cast, S.CHECKING), made.artefact(cast, S.DRAFT)]
    shown = made.artefact(cast, S.SIGNING)

    assert [client.get(a.get_absolute_url()).status_code for a in hidden] == [404, 404]
    page = client.get(shown.get_absolute_url())
    assert page.status_code == 200
    assert shown.review.case.reference not in page.content.decode()  # they see the artefact, not the case


def test_signing_is_asked_of_every_signatory_by_letter(cast, signing_artefact):
    asked = Letter.objects.filter(label="For your signature")
    assert {letter.recipient for letter in asked} == set(cast.signatories)


def test_once_everybody_signed_whoever_comments_and_whoever_decides_are_written_to(cast, ready_artefact):
    case = ready_artefact.review.case

    asked = Letter.objects.filter(label__in=["A report is for your comment", "Decide how to publish"])
    assert sorted((letter.recipient.name, letter.path) for letter in asked) == [
        (cast.advisor.name, address("comment_on_report", case)),
        (cast.advisor.name, address("decide_publication", case)),
    ]


# A replaced file ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [S.DRAFT, S.CHECKING, S.SIGNING, S.READY, S.SCHEDULED])
def test_replace_file_begins_everything_again(cast, case_in_review, sign_in, state):
    artefact = made.artefact(cast, state, case=case_in_review)
    old = artefact.document

    answer = sign_in(cast.officer).post(
        address("replace_file", artefact), {"file": SimpleUploadedFile("v2.pdf", made.pdf("second"))}
    )

    assert answer.status_code == 302
    artefact = made.fresh(artefact)
    assert (artefact.state, artefact.publish_at, artefact.document.version) == (S.CHECKING, None, 2)
    assert (artefact.document.replaces, artefact.added_by) == (old, cast.officer)
    undecided = ["It has not been decided how the review is published."]
    assert [said for said in operations.missing(artefact) if [said] != undecided] == [
        "2 people must find that it identifies nobody; 0 have.",
        "Not signed off by: Integrated Care Board, Leicestershire County Council, Leicestershire Police, "
        "Rutland County Council.",
        "No copy recorded to: Child Safeguarding Practice Review Panel, Secretary of State.",
    ]
    assert operations.earliest(artefact) is None
    assert (undecided[0] in operations.missing(artefact)) == (state in (S.DRAFT, S.CHECKING, S.SIGNING))


def test_replace_file_makes_whoever_replaced_it_unable_to_check_it(cast, case_in_review):
    artefact = made.artefact(cast, case=case_in_review)
    operations.replace_file(artefact, by=cast.officer, content=made.pdf("2"), filename="v2.pdf")

    with pytest.raises(Refused, match="The person who added the file cannot check it"):
        operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)


# Copies, and their seven working days ---------------------------------------------------------------------


def test_copies_of_monday_30_march_2026_allow_friday_10_april_and_no_day_before(cast, sign_in):
    """Good Friday is the 3rd and Easter Monday the 6th."""
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copies_sent(cast, artefact, date(2026, 3, 30), date(2026, 3, 30))

    with time_machine.travel("2026-03-30 14:00Z", tick=False):
        assert operations.earliest(artefact) == date(2026, 4, 10)
        manager = sign_in(cast.manager)
        page = manager.post(
            address("schedule", artefact), day_as("publish_on", date(2026, 4, 9)) | {"hour": 20}
        )
        assert "The earliest date is 10 April 2026" in page.content.decode()
        answer = manager.post(
            address("schedule", artefact), day_as("publish_on", date(2026, 4, 10)) | {"hour": 9}
        )

    assert answer.status_code == 302
    assert made.fresh(artefact).publish_at == at(2026, 4, 10, 9)


def test_the_seven_working_days_run_from_the_later_of_the_two_copies(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copies_sent(cast, artefact, date(2026, 3, 20), date(2026, 3, 30))

    assert operations.earliest(artefact) == date(2026, 4, 10)


def test_one_copy_is_not_enough(cast, ready_artefact):
    artefact = ready_artefact
    operations.send_copy(artefact, by=cast.officer, recipient="panel", sent_on=timezone.localdate())

    assert operations.earliest(artefact) is None
    assert operations.missing(artefact) == ["No copy recorded to: Secretary of State."]
    with pytest.raises(Refused, match="No copy recorded to: Secretary of State"):
        operations.schedule(artefact, by=cast.manager, publish_at=timezone.now() + timedelta(60))


@pytest.mark.parametrize(("days", "sentence"), [(1, "before it is sent"), (-1, "before the file came in")])
def test_send_copy_has_a_possible_date(cast, days, sentence):
    with pytest.raises(Refused, match=sentence):
        operations.send_copy(
            made.artefact(cast, S.READY),
            by=cast.officer,
            recipient="panel",
            sent_on=timezone.localdate() + timedelta(days),
        )


def test_send_copy_twice_is_recorded_once(cast, ready_artefact, sign_in):
    artefact = ready_artefact
    officer, typed = sign_in(cast.officer), {"recipient": "panel"} | day_as("sent_on", timezone.localdate())

    first, again = (officer.post(address("send_copy", artefact), typed) for _ in range(2))

    assert (first.status_code, again.status_code) == (302, 200)
    assert AdvanceCopy.objects.count() == 1


# Scheduling -----------------------------------------------------------------------------------------------


def test_schedule_means_london_time_in_summer(cast, sign_in):
    artefact = ready_on(cast, "2026-06-01 10:00Z")
    copies_sent(cast, artefact, date(2026, 6, 1), date(2026, 6, 1))

    with time_machine.travel("2026-06-02 10:00Z", tick=False):
        sign_in(cast.manager).post(
            address("schedule", artefact), day_as("publish_on", date(2026, 6, 10)) | {"hour": 7}
        )

    assert f"{made.fresh(artefact).publish_at:%H:%M %Z}" == "06:00 UTC"


def test_schedule_again_changes_the_hour(cast, scheduled_artefact):
    artefact = scheduled_artefact
    later = artefact.publish_at + timedelta(1)

    operations.schedule(artefact, by=cast.manager, publish_at=later)

    assert made.fresh(artefact).publish_at == later
    assert operations.publish_due(artefact.publish_at) == []


def test_schedule_in_the_past_is_refused(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copies_sent(cast, artefact, date(2026, 2, 2), date(2026, 2, 2))

    with (
        time_machine.travel("2026-02-20 12:00Z", tick=False),
        pytest.raises(Refused, match="The hour has passed"),
    ):
        operations.schedule(artefact, by=cast.manager, publish_at=at(2026, 2, 20, 11, 59))


def test_schedule_after_the_time_limit_asks_why_and_keeps_the_reason_for_good(cast, sign_in):
    """Decided on 2 February 2026, so due on Sunday 2 August."""
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copies_sent(cast, artefact, date(2026, 7, 1), date(2026, 7, 1))
    typed = day_as("publish_on", date(2026, 8, 3)) | {"hour": 9}

    with time_machine.travel("2026-07-20 10:00Z", tick=False):
        manager = sign_in(cast.manager)
        page = manager.post(address("schedule", artefact), typed).content.decode()
        typed |= {"late_reason": "The trial ended in July."}
        unexplained = manager.post(address("schedule", artefact), typed).content.decode()
        for recipient in ("panel", "secretary_of_state"):
            operations.tell(
                artefact.review, by=cast.officer, about="delay", recipient=recipient, told_on=date(2026, 7, 20),
                said="A trial went on until July.",
            )  # fmt: skip
        answer = manager.post(address("schedule", artefact), typed)
    assert "Say why it is late, and record that you did: Child Safeguarding Practice" in unexplained
    assert "Publication is due by 2 August 2026. Say why it is late" in page
    assert answer.status_code == 302
    with time_machine.travel(at(2026, 8, 3, 9), tick=False):
        operations.publish_due()

    due = Deadline.objects.get(duty="publish")
    assert (due.done_on, due.late, due.late_reason) == (date(2026, 8, 3), True, "The trial ended in July.")


def test_a_publication_scheduled_in_time_that_went_live_late_says_so(cast):
    artefact = ready_on(cast, "2026-02-02 10:00Z")
    copies_sent(cast, artefact, date(2026, 7, 1), date(2026, 7, 1))
    with time_machine.travel("2026-07-20 10:00Z", tick=False):
        operations.schedule(artefact, by=cast.manager, publish_at=at(2026, 7, 31, 9))

    with time_machine.travel(at(2026, 8, 4, 9), tick=False):  # no worker ran for four days
        operations.publish_due()

    due = Deadline.objects.get(duty="publish")
    assert (due.late, due.late_reason) == (True, "Scheduled in time, but went live after its day")


# Going live -----------------------------------------------------------------------------------------------


def test_publish_due_publishes_at_its_hour_and_not_a_minute_before(cast, scheduled_artefact):
    artefact = scheduled_artefact

    assert operations.publish_due(artefact.publish_at - timedelta(minutes=1)) == []
    with time_machine.travel(artefact.publish_at, tick=False):
        assert operations.publish_due() == [artefact]

    artefact = made.fresh(artefact)
    assert (artefact.state, artefact.live_at) == (S.LIVE, artefact.publish_at)
    assert made.again(artefact.review.case).stage == Stage.PUBLISHED
    due = Deadline.objects.get(duty="publish")
    assert due.late is False


def test_publish_due_twice_publishes_once(cast, scheduled_artefact):
    artefact = scheduled_artefact
    with time_machine.travel(artefact.publish_at, tick=False):
        operations.publish_due()
        letters, events = Letter.objects.count(), Event.objects.count()

        assert operations.publish_due() == []

    assert (Letter.objects.count(), Event.objects.count()) == (letters, events)


def a_hold(cast, artefact):
    operations.hold(
        artefact, by=cast.officer, asked_by_office="Crown Court", reason="A trial", review_on=timezone.localdate()
    )  # fmt: skip


def another_partner(cast, artefact):
    fire = Organisation.objects.create(code="fire", name="Fire Service", kind=Organisation.Kind.FIRE)
    Participation.objects.create(
        organisation=fire, kind=Participation.Kind.STATUTORY_PARTNER, starts_on=timezone.localdate()
    )


def a_national_review(cast, artefact):
    Case.objects.filter(pk=artefact.review.case_id).update(stage=Stage.NATIONAL)


def an_earlier_hour(cast, artefact):
    Artefact.objects.filter(pk=artefact.pk).update(publish_at=artefact.publish_at - timedelta(5))


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (a_hold, "A hold is in force"),
        (another_partner, "Not signed off by: Fire Service."),
        (a_national_review, "not at a stage in which its review can be published"),
        (an_earlier_hour, "The copies need seven working days"),
    ],
)
def test_mistake_19_at_its_hour_everything_is_looked_at_again(cast, scheduled_artefact, happens, why):
    artefact = scheduled_artefact
    happens(cast, artefact)
    Letter.objects.all().delete()

    with time_machine.travel(made.fresh(artefact).publish_at, tick=False):
        assert operations.publish_due() == []

    artefact = made.fresh(artefact)
    assert (artefact.state, artefact.live_at) == (S.READY, None)
    assert why in artefact.held_back_because
    told = Letter.objects.filter(label="Not published at its hour")
    assert {letter.recipient for letter in told} == {cast.manager, cast.officer, cast.second_officer}
    assert Event.objects.about(artefact).filter(verb="moved").first().why == artefact.held_back_because


def test_what_was_held_back_says_so_and_is_offered_a_day_that_lies_ahead(cast, scheduled_artefact, sign_in):
    artefact = scheduled_artefact
    a_hold(cast, artefact)

    with time_machine.travel(artefact.publish_at, tick=False):
        operations.publish_due()
        operations.lift_hold(artefact.holds.get(), by=cast.manager)
        manager = sign_in(cast.manager)
        page = manager.get(artefact.get_absolute_url()).content.decode()
        form = manager.get(address("schedule", artefact)).context["form"]
        ahead = add_working_days(timezone.localdate(), 1)

    assert "It was due to be published, but it was not." in page
    assert "Nothing is missing now. It can be scheduled." in page
    assert form.initial["publish_on"] == ahead


def test_a_partner_who_joined_late_signs_and_then_it_is_published(cast, scheduled_artefact):
    artefact = scheduled_artefact
    another_partner(cast, artefact)
    fire = Organisation.objects.get(code="fire")
    signatory = cast.person("Signatory of fire", Role.SIGNATORY, organisation=fire)
    hour = artefact.publish_at
    with time_machine.travel(hour, tick=False):
        operations.publish_due()
        operations.sign(made.fresh(artefact), by=signatory, organisation=fire)
        operations.schedule(made.fresh(artefact), by=cast.manager, publish_at=hour + timedelta(hours=1))
    with time_machine.travel(hour + timedelta(hours=1), tick=False):
        operations.publish_due()

    assert made.fresh(artefact).state == S.LIVE


def test_mistake_14_a_hold_stops_publication_and_no_clock(cast, scheduled_artefact, sign_in):
    artefact = scheduled_artefact
    before = list(Deadline.objects.order_by("pk").values())
    running = Deadline.objects.exclude(duty="hold_review").order_by("pk")

    a_hold(cast, artefact)
    placed = artefact.holds.get()
    page = sign_in(cast.officer).get(artefact.get_absolute_url()).content.decode()
    lifted = sign_in(cast.manager).post(reverse("reviews:lift_hold", args=[placed.pk]))

    assert "A hold is in force" in page
    assert lifted.status_code == 302
    assert list(running.values()) == before
    with time_machine.travel(artefact.publish_at, tick=False):
        assert operations.publish_due() == [artefact]


def test_a_hold_on_one_file_stops_every_file_of_the_review(cast, sign_in):
    briefing = made.artefact(cast, S.SCHEDULED, kind=Artefact.Kind.BRIEFING)
    report = briefing.review.artefacts.get(kind=Artefact.Kind.REPORT)

    a_hold(cast, report)

    assert "A hold is in force" in sign_in(cast.officer).get(briefing.get_absolute_url()).content.decode()
    with time_machine.travel(briefing.publish_at, tick=False):
        assert operations.publish_due() == []
    assert "A hold is in force" in made.fresh(briefing).held_back_because


def test_lift_hold_twice_is_refused_the_second_time(cast, ready_artefact):
    artefact = ready_artefact
    a_hold(cast, artefact)
    operations.lift_hold(artefact.holds.get(), by=cast.manager)

    with pytest.raises(Refused, match="already been lifted"):
        operations.lift_hold(artefact.holds.get(), by=cast.manager)


def test_mistake_13_a_time_limit_stays_as_it_was_computed(cast, scheduled_artefact):
    """Whatever happens to the file, the due date and whether it was met never move."""
    artefact = scheduled_artefact
    due = Deadline.objects.filter(duty="publish").values().get()
    operations.replace_file(artefact, by=cast.manager, content=made.pdf("2"), filename="2.pdf")
    Case.objects.update(guidance="2018", aware_on=date(2020, 1, 1))

    assert Deadline.objects.filter(duty="publish").values().get() == due


def test_one_artefact_that_fails_keeps_no_other_from_its_hour(cast, scheduled_artefact):
    broken = scheduled_artefact
    sound = made.artefact(cast, S.SCHEDULED)
    Case.objects.filter(pk=broken.review.case_id).update(guidance="1999")

    with time_machine.travel(sound.publish_at, tick=False), pytest.raises(KeyError):
        operations.publish_due()

    assert (made.fresh(broken).state, made.fresh(sound).state) == (S.SCHEDULED, S.LIVE)


def test_the_letter_about_a_published_review_holds_nothing_of_its_case(cast, case_in_review):
    artefact = made.artefact(cast, S.LIVE, case=case_in_review)
    case = artefact.review.case

    told = Letter.objects.filter(kind="published")

    everybody = {cast.manager, cast.officer, cast.second_officer, *cast.signatories}
    leads = {cast.county_lead, cast.rutland_lead, cast.police_lead, cast.health_lead, cast.hospital_lead}
    assert {letter.recipient for letter in told} == everybody | leads
    for letter in told:
        said = f"{letter.subject} {letter.label} {letter.reference} {letter.path}"
        assert case.reference not in said
        assert str(case.pk) not in letter.path.split("/")
        assert letter.path == artefact.review.get_absolute_url()


def test_a_second_artefact_of_a_published_review_has_its_own_checks_dates_and_hour(cast, case_in_review):
    """Mistake 20: not one date for a whole review."""
    report = made.artefact(cast, S.LIVE, case=case_in_review)
    with time_machine.travel(report.live_at + timedelta(3), tick=False):
        statement = made.artefact(
            cast, S.LIVE, case=made.again(report.review.case), kind=Artefact.Kind.IMPROVEMENTS
        )

    assert statement.live_at > report.live_at
    assert made.again(report.review.case).stage == Stage.PUBLISHED


# Frozen ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["reviews_signoff", "reviews_anonymitycheck", "reviews_advancecopy"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET document_id = document_id"])
def test_what_was_checked_signed_or_sent_is_frozen_in_the_database_itself(
    cast, scheduled_artefact, table, statement
):
    with (
        pytest.raises(DatabaseError, match="is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews_artefact SET title = 'Another'",
        "UPDATE reviews_artefact SET state = 'draft'",
        "UPDATE reviews_artefact SET live_at = now()",
        "DELETE FROM reviews_artefact",
    ],
)
def test_what_was_published_is_frozen_in_the_database_itself(cast, case_in_review, statement):
    artefact = made.artefact(cast, S.LIVE, case=case_in_review)
    with (
        pytest.raises(DatabaseError, match="What was published is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{statement} WHERE id = {artefact.pk}")


# Two at once, with real transactions ----------------------------------------------------------------------


def together(*deeds):
    """Do these at the same moment, each on a connection of its own; what each gave or raised, in order."""
    start, given = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number, deed):
        start.wait(10)
        try:
            given[number] = deed()
        except Exception as raised:
            given[number] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_two_workers_at_once_publish_once(transactional_db, cast):
    artefact = made.artefact(cast, S.SCHEDULED)

    with time_machine.travel(artefact.publish_at, tick=False):
        given = together(*[operations.publish_due] * 3)

    assert sorted(map(len, given)) == [0, 0, 1]
    assert made.fresh(artefact).state == S.LIVE
    went_live = Event.objects.about(artefact).filter(verb="moved", facts__new="live")
    assert went_live.count() == 1
    published = Letter.objects.filter(kind="published").values_list("recipient", flat=True)
    assert len(published) == len(set(published))
    assert verify().whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_a_hold_that_is_being_placed_at_the_very_hour_wins(transactional_db, cast):
    artefact = made.artefact(cast, S.SCHEDULED)

    with time_machine.travel(artefact.publish_at, tick=False):
        with transaction.atomic():
            a_hold(cast, artefact)
            assert together(operations.publish_due) == [[]]  # the worker passes by what somebody holds
        assert operations.publish_due() == []

    assert made.fresh(artefact).state == S.READY


@pytest.mark.django_db(transaction=True)
def test_two_checkers_at_once_are_two_checks(transactional_db, cast):
    artefact = made.artefact(cast)

    given = together(
        lambda: operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST),
        lambda: operations.check_anonymity(artefact, by=cast.chair, passed=True, looked_for=CHECKLIST),
    )

    assert [type(one) for one in given] == [AnonymityCheck, AnonymityCheck]
    assert made.fresh(artefact).state == S.SIGNING


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_one_checker_in_two_windows_at_once_is_one_check(transactional_db, cast):
    artefact = made.artefact(cast)

    given = together(
        *[lambda: operations.check_anonymity(artefact, by=cast.officer, passed=True, looked_for=CHECKLIST)]
        * 2
    )

    assert sorted(type(one).__name__ for one in given) == ["AnonymityCheck", "Refused"]
    assert made.fresh(artefact).state == S.CHECKING


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_a_file_replaced_while_somebody_signs_is_never_ready_with_an_old_signature(transactional_db, cast):
    artefact = made.artefact(cast, S.SIGNING)
    for signatory, partner in list(zip(cast.signatories, cast.partners, strict=True))[:3]:
        operations.sign(artefact, by=signatory, organisation=partner)

    together(
        lambda: operations.sign(artefact, by=cast.signatories[3], organisation=cast.health),
        lambda: operations.replace_file(artefact, by=cast.manager, content=made.pdf("2"), filename="2.pdf"),
    )

    artefact = made.fresh(artefact)
    assert (artefact.state, artefact.document.version) == (S.CHECKING, 2)
    assert not artefact.sign_offs.filter(document=artefact.document).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_two_workers_and_a_withdrawal_at_once_leave_it_published_once_or_withdrawn(transactional_db, cast):
    artefact = made.artefact(cast, S.SCHEDULED)

    with time_machine.travel(artefact.publish_at, tick=False):
        *workers, withdrawal = together(
            operations.publish_due,
            operations.publish_due,
            lambda: operations.withdraw(artefact, by=cast.manager, reason="Emergency"),
        )
        # Workers pass by what somebody holds, such as whoever withdraws; the next minute brings another.
        workers.append(operations.publish_due())

    assert sorted(map(len, workers)) == [0, 0, 1]
    came_first = isinstance(withdrawal, Refused)  # before anything was live there was nothing to withdraw
    artefact = made.fresh(artefact)
    assert artefact.state == (S.LIVE if came_first else S.WITHDRAWN)
    moves = Event.objects.about(artefact).filter(verb="moved").order_by("pk")
    moved = [move.facts["new"] for move in moves][-2:]
    assert moved == (["scheduled", "live"] if came_first else ["live", "withdrawn"])
    assert Artefact.objects.filter(pk=artefact.pk, words=None).exists() != came_first
    assert verify().whole
