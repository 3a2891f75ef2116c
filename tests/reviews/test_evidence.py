"""One case in one file: everything that is held, a checksum for each, for some days, and on the record."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import GRANTS, Can, Refused, Role
from partnership.models import Document, Event
from partnership.operations import attempts
from partnership.operations.actions import write_update
from partnership.operations.attempts import ATTEMPTS, STALE_AFTER
from reviews.models import Case, ChronologyUpload, EvidencePack, InformationAnswer, ReviewerNotes
from reviews.operations import evidence
from reviews.operations.evidence_contents import NOT_HELD, belonging, documents_of, rows_of
from reviews.operations.publication import replace_file
from tests.factories import learning as follows
from tests.factories import reviews as made

PRINTED = "reviews.operations.evidence.summary_pdf"


@pytest.fixture
def unprinted(monkeypatch):
    """The summary takes a second to print; one test prints it."""
    monkeypatch.setattr(PRINTED, lambda case, on_look=None: made.pdf())


@pytest.fixture
def case(cast):
    return made.in_review(cast)


def asked(cast, case):
    return evidence.ask_for_pack(case, by=cast.manager, reason="Inspectors")


def done(cast, case):
    pack = asked(cast, case)
    assert evidence.make_waiting() == 1
    pack.refresh_from_db()
    return pack


def opened(pack):
    with pack.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_the_pack_holds_everything_with_checksums_that_sha256sum_confirms(cast, case, sign_in, tmp_path):
    action = follows.action(cast, case)
    write_update(
        action, by=cast.police_lead, text="Begun", file=SimpleUploadedFile("a b Holloway.pdf", made.pdf())
    )
    artefact = made.artefact(cast, case=case)
    replace_file(artefact, by=cast.manager, content=made.pdf("Second"), filename="secret-name.pdf")
    address = reverse("reviews:evidence_pack", args=[case.pk])
    client = sign_in("board_manager")

    client.post(address, {"reason": "Inspectors of the area"})
    waiting = client.get(watched := re.search('data-poll="([^"]+)"', client.get(address).text)[1]).json()
    evidence.make_waiting()
    ready = client.get(watched).json()
    pack = case.evidence_packs.get()
    file = client.get(reverse("reviews:evidence_file", args=[pack.pk]))
    content = b"".join(file.streaming_content)

    assert (waiting["state"], ready["state"], ready["done"] == ready["total"]) == ("waiting", "done", True)
    assert file["Content-Disposition"] == f'attachment; filename="evidence-{pack.pk}.zip"'
    assert len(content) == pack.size
    (tmp_path / "pack").mkdir()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        archive.extractall(tmp_path / "pack")
    held = [name for name in names if name.startswith("documents/")]
    assert held == [f"documents/{number:03}.pdf" for number in range(1, len(documents_of(case)) + 1)]
    assert len(held) >= 3  # the update's file, and both versions of the artefact's
    assert {"case-summary.pdf", "events.csv", "clocks.csv", "manifest.csv", "SHA256SUMS"} < set(names)
    assert len(names) == pack.members
    assert not any(word in name for name in names for word in ("Holloway", "secret", case.reference))

    checked = subprocess.run(
        [shutil.which("sha256sum"), "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=tmp_path / "pack",
        check=False,
    )
    assert checked.returncode == 0
    manifest = list(csv.DictReader((tmp_path / "pack/manifest.csv").read_text("utf-8-sig").splitlines()))
    assert {row["file"] for row in manifest} == set(names) - {"manifest.csv", "SHA256SUMS"}
    assert all(int(row["bytes"]) == (tmp_path / "pack" / row["file"]).stat().st_size for row in manifest)
    kept = [row for row in manifest if row["file"].startswith("documents/")]
    assert [row["sha256"] for row in kept] == [row["sha256 when it was kept"] for row in kept]
    whole = (
        subprocess.run([shutil.which("sha256sum")], input=content, capture_output=True, check=True)
        .stdout.decode()
        .split()[0]
    )
    assert whole == pack.checksum

    clocks = list(csv.DictReader((tmp_path / "pack/clocks.csv").read_text("utf-8-sig").splitlines()))
    assert "Send the rapid review to the Panel" in {row["what"] for row in clocks}
    events = list(csv.DictReader((tmp_path / "pack/events.csv").read_text("utf-8-sig").splitlines()))
    assert {"referred", "moved", "decided", "wrote update", "replaced"} <= {row["did what"] for row in events}
    with pikepdf.open(tmp_path / "pack/case-summary.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked

    assert [(event.verb, event.actor_id) for event in Event.objects.about(pack).order_by("position")] == [
        ("asked for", str(cast.manager.pk)), ("made", ""), ("took", str(cast.manager.pk)),
    ]  # fmt: skip
    assert "Board manager (Board manager)" in client.get(address).text


def test_an_answer_that_an_agency_has_not_sent_is_not_in_it(cast, unprinted):
    case = made.gathering(cast)
    request = case.requests.first()
    InformationAnswer.objects.create(request=request, written_by=cast.police_lead, summary="Not yet ready")

    pack = done(cast, case)

    with opened(pack) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert "Not yet ready" not in text
    assert request.scope in text


def test_what_is_one_persons_own_is_not_in_it(cast, case, unprinted):
    """Neither the reviewer's notes nor rows that an agency's lead has only pasted: nobody else reads those."""
    ReviewerNotes.objects.create(appointment=case.review.reviewers.first(), text="A thought of my own")
    request = case.requests.first()
    ChronologyUpload.objects.create(
        request=request, by=cast.police_lead, rows=[[1, ["Pasted, not confirmed"]]]
    )

    with opened(done(cast, case)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")

    assert request.scope in text
    assert "A thought of my own" not in text
    assert "Pasted, not confirmed" not in text


def test_nothing_of_another_case_is_in_it(cast, case, unprinted):
    other = made.in_review(cast, account="Something quite different happened.")
    others = made.artefact(cast, case=other).document
    follows.action(cast, other, title="Of the other case")

    with opened(done(cast, case)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
        held = [name for name in archive.namelist() if name.startswith("documents/")]

    assert len(held) == len(documents_of(case))
    assert others.pk not in [document.pk for document, _ in documents_of(case)]
    assert others.checksum not in text
    assert made.ACCOUNT in text
    assert other.reference not in text
    assert "quite different" not in text
    assert "Of the other case" not in text


def test_every_noun_that_points_at_a_case_is_found_with_its_way(cast, case):
    """A noun that is added later and points at a case directly is in the pack by itself."""
    pointing = {
        model
        for model in apps.get_app_config("reviews").get_models()
        if model not in NOT_HELD
        and any(f.is_relation and f.related_model is Case for f in model._meta.concrete_fields)
    }

    found = {model: (way, sent) for model, way, sent in belonging()}

    assert pointing <= set(found)
    assert found[InformationAnswer] == ("request__case", ("submitted_at__isnull",))
    for _, rows in rows_of(case):
        list(rows)  # each way holds


def test_every_version_of_a_file_is_in_it_once(cast, case):
    artefact = made.artefact(cast, case=case)
    replace_file(artefact, by=cast.manager, content=made.pdf("Second"), filename="x.pdf")

    documents = documents_of(case)

    keys = [document.pk for document, _ in documents]
    assert keys == sorted(set(keys))
    assert {*Document.objects.filter(download_name="review-report.pdf").values_list("pk", flat=True)} <= {
        *keys
    }
    assert [what for _, what in documents if what.startswith("artefact")] == [
        "artefact: document, an earlier version",
        "artefact: document",
    ]


def test_a_cell_that_looks_like_a_formula_is_text(cast, unprinted):
    case = made.screened(cast, account="=HYPERLINK(1)")

    with opened(done(cast, case)) as archive:
        rows = archive.read("records/case.csv").decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in rows


def test_asked_for_twice_it_is_made_once(cast, case, unprinted):
    first, second = asked(cast, case), asked(cast, case)

    assert first == second
    assert (evidence.make_waiting(), evidence.make_waiting()) == (1, 0)
    EvidencePack.objects.create(case=case, reason="x", asked_by=cast.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidencePack.objects.create(case=case, reason="x", asked_by=cast.manager)


def test_it_says_for_whom_it_is_made(cast, case, sign_in):
    answer = sign_in("board_manager").post(reverse("reviews:evidence_pack", args=[case.pk]), {"reason": " "})

    assert "Answer ‘Who is it for?’" in answer.text
    with pytest.raises(Refused, match="Choose who it is for made"):
        evidence.ask_for_pack(case, by=cast.manager, reason=" ")


def test_after_seven_days_its_file_is_gone_and_what_became_of_it_stays(
    cast, case, unprinted, sign_in, django_capture_on_commit_callbacks
):
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        pack = done(cast, case)
    stored = pack.file.name
    assert pack.expires_at == datetime(2026, 3, 9, 9, tzinfo=UTC)
    take = reverse("reviews:evidence_file", args=[pack.pk])
    with time_machine.travel(datetime(2026, 3, 9, 8, 59, 59, tzinfo=UTC), tick=False):
        response = sign_in("board_manager").get(take)
        assert response.status_code == 200
        b"".join(response.streaming_content)
    with time_machine.travel(datetime(2026, 3, 9, 9, tzinfo=UTC), tick=False):
        late = sign_in("board_manager").get(take)
        with django_capture_on_commit_callbacks(execute=True):
            evidence.make_waiting()

    assert (late.status_code, "This pack could be taken until 9 March 2026." in late.text) == (409, True)
    pack.refresh_from_db()
    assert (pack.file.name, pack.state, bool(pack.checksum)) == ("", "done", True)
    assert not default_storage.exists(stored)
    assert [e.verb for e in Event.objects.about(pack).order_by("position")] == [
        "asked for",
        "made",
        "took",
        "removed",
    ]


def test_a_worker_that_dies_is_followed_by_another_a_few_times(cast, case, unprinted):
    asked(cast, case)
    for attempt in range(1, ATTEMPTS + 1):
        assert attempts.claim(EvidencePack).attempt == attempt
        evidence.retry_stale(timezone.now() + STALE_AFTER + timedelta(seconds=1))

    states = list(case.evidence_packs.order_by("pk").values_list("state", "message"))
    assert [state for state, _ in states] == ["failed"] * ATTEMPTS
    assert states[-1][1] == "The worker stopped in the middle. Ask for it again."


def test_what_goes_wrong_is_said_and_can_be_asked_for_again(cast, case, monkeypatch):
    def broken(case, on_look=None):
        raise RuntimeError("a detail that nobody should read")

    monkeypatch.setattr(PRINTED, broken)
    pack = asked(cast, case)

    assert evidence.make_waiting() == 0

    pack.refresh_from_db()
    assert (pack.state, pack.message.startswith("The pack could not be made into a PDF.")) == ("failed", True)
    assert asked(cast, case).pk != pack.pk


def test_a_large_file_is_copied_piece_by_piece(cast, case):
    """No more than one piece is asked for at a time, however large the file is."""

    class Watched(io.BytesIO):
        asked = []

        def read(self, size=-1):
            self.asked.append(size)
            return super().read(size)

    watched, manifest = Watched(b"x" * (evidence.PIECE * 3 + 1)), []
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        evidence.put(archive, manifest, "documents/001.pdf", "x", evidence.pieces_of(watched))

    assert set(watched.asked) == {evidence.PIECE}
    assert manifest[0]["bytes"] == evidence.PIECE * 3 + 1


def test_who_is_given_the_right_to_take_packs_takes_none_of_a_case_they_may_not_know_of(
    cast, case, sign_in, unprinted, monkeypatch
):
    pack = done(cast, case)
    file = reverse("reviews:evidence_file", args=[pack.pk])
    client = sign_in("observer")
    assert client.get(file).status_code == 403

    monkeypatch.setitem(GRANTS, Role.OBSERVER, GRANTS[Role.OBSERVER] | {Can.EXPORT_CASES})

    assert client.get(file).status_code == 404
