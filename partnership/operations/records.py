"""The register of records: entering, holding, reviewing, and disposing of by two people. Nothing happens by itself."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnership.access import Can, Refused, Role, may
from partnership.models import Disposal, Hold, Person, Record, RetentionReview, Series
from partnership.operations import uploads
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.documents import keep
from partnership.operations.letters import promise
from partnership.operations.record import record
from partnership.operations.spreadsheets import table_of_file
from partnership.rules import records as law
from partnership.rules.rows import arrange, at_most, choice, reading
from partnership.working_days import add_months

AGREE_WITHIN_MONTHS = 1


def lock(held):
    """The record as it is, while nobody else changes what becomes of it. A hold on its series waits for it as well."""
    held = Record.objects.select_for_update(of=("self",), no_key=True).get(pk=held.pk)
    held.series = Series.objects.select_for_update(no_key=True).get(pk=held.series_id)
    return held


def holds_on(held):
    return [hold.get_kind_display() for hold in Hold.objects.on(held)]


@transaction.atomic
def add_series(*, by, code, name, described="", inherited=False):
    """A kind of records that belong together."""
    code = code.strip().upper()
    if Series.objects.filter(code=code).exists():
        raise Refused(f"There is a series {code} already.")
    series = Series.objects.create(
        code=code, name=name.strip(), described=described.strip(), inherited=inherited
    )
    record("added series", series, by=by)
    return series


@transaction.atomic
def register_record(
    *, by, series, reference, title, held_at, basis, retention, from_year=None, to_year=None,
    case_reference="", review_on=None,
):  # fmt: skip
    """Enter a box or file. When people look at it is computed from its retention class, unless a day is given."""
    law.check_entry(
        title=title, held_at=held_at, from_year=from_year, to_year=to_year, retention=retention, basis=basis,
        this_year=timezone.localdate().year,
    )  # fmt: skip
    reference = reference.strip()
    if Record.objects.filter(reference=reference).exists():
        raise Refused(f"There is a record {reference} already.")
    held = Record.objects.create(
        series=series, reference=reference, title=title.strip(), held_at=held_at.strip(), basis=basis.strip(),
        retention=retention, from_year=from_year, to_year=to_year, case_reference=case_reference.strip(), entered_by=by,
    )  # fmt: skip
    due = review_on or law.review_date(retention, to_year or from_year)
    if due is not None:
        set_review(held, by=by, due_on=due, rule=held.kept_for.period)
    record("registered", held, by=by, retention=retention)
    return held


def set_review(held, *, by, due_on, rule):
    """The day on which people look at it again, in the diary. It never says what becomes of it."""
    held.deadline = open_fixed(
        "review_record",
        "Review how long the record is kept",
        due_on,
        by=by,
        rule=rule[:200],
        source=law.REVIEW_SOURCE,
        reference=held.reference,
        path=held.get_absolute_url(),
        role=Role.BOARD_OFFICER,
    )
    held.save(update_fields=["deadline"])


@transaction.atomic
def correct_record(
    held, *, by, seen, reason, series, title, basis, retention, from_year=None, to_year=None, case_reference="",
):  # fmt: skip
    """Put right what the entry says. Its review date follows its kind and years until people have reviewed it once.

    The record names what changed and holds none of the old words: a name may have stood among them.
    """
    held = lock(held)
    law.check_kept(held.state)
    if held.version != seen:
        raise Refused(
            "Somebody has changed this entry since you opened it. Go back, look at it, and start again."
        )
    law.check_corrected(
        waits=held.disposals.filter(state__in=["proposed", "agreed"]).exists(),
        leaves_series=series != held.series,
        series_held=Hold.objects.filter(series=held.series, lifted_on=None).exists(),
        reason=reason,
    )
    law.check_entry(
        title=title, held_at=held.held_at, from_year=from_year, to_year=to_year, retention=retention, basis=basis,
        this_year=timezone.localdate().year,
    )  # fmt: skip
    entry = {
        "series": series, "title": title.strip(), "basis": basis.strip(), "retention": retention,
        "from_year": from_year, "to_year": to_year, "case_reference": case_reference.strip(),
    }  # fmt: skip
    changed = [name for name, value in entry.items() if value != getattr(held, name)]
    if not changed:
        raise Refused("That is what the entry says. Change something, or go back.")
    for name in changed:
        setattr(held, name, entry[name])
    held.save(update_fields=changed)
    if {"retention", "from_year", "to_year"} & set(changed) and not held.reviews.exists():
        review_anew(held, by=by)
    record("corrected", held, by=by, why=reason.strip(), changed=changed)
    return held


def review_anew(held, *, by):
    """The review date that follows from what the entry says now, in the place of the one before."""
    if held.deadline and held.deadline.outstanding:
        end(held.deadline, by=by, reason="The entry was corrected.")
        held.deadline = None
        held.save(update_fields=["deadline"])
    due = law.review_date(held.retention, held.to_year or held.from_year)
    if due is not None:
        set_review(held, by=by, due_on=due, rule=held.kept_for.period)


@transaction.atomic
def move_record(held, *, by, held_at, reason):
    """It lies somewhere else now."""
    held = lock(held)
    law.check_kept(held.state)
    if not held_at.strip() or not reason.strip():
        raise Refused("Say where it is now, and why it moved.")
    before, held.held_at = held.held_at, held_at.strip()
    held.save(update_fields=["held_at"])
    record("moved", held, by=by, why=reason.strip(), before=before, after=held.held_at)
    return held


# Holds -----------------------------------------------------------------------------------------------------


@transaction.atomic
def place_hold(*, by, kind, asked_by_office, why, from_on, held=None, series=None):
    """Put a hold on one record, or on a whole series. Nothing that it covers can be disposed of while it is on."""
    if held is not None:
        held = lock(held)
        law.check_kept(held.state)
    else:
        series = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
    if not why.strip() or not asked_by_office.strip():
        raise Refused("Say which office asks for the hold, and why.")
    if from_on > timezone.localdate():
        raise Refused("A hold begins today or before. Enter the day on which it was asked for.")
    hold = Hold.objects.create(
        record=held, series=series, kind=kind, asked_by_office=asked_by_office.strip(), why=why.strip(),
        from_on=from_on, placed_by=by,
    )  # fmt: skip
    record("placed hold", hold, by=by, why=hold.why, kind=kind, office=hold.asked_by_office)
    return hold


@transaction.atomic
def lift_hold(hold, *, by, reason):
    """The reason for the hold is over."""
    hold = Hold.objects.select_for_update(of=("self",), no_key=True).get(pk=hold.pk)
    if hold.lifted_on:
        raise Refused("This hold was lifted already.")
    if not reason.strip():
        raise Refused("Say why the hold is lifted.")
    hold.lifted_on, hold.lifted_by, hold.lifted_because = timezone.localdate(), by, reason.strip()
    hold.save(update_fields=["lifted_on", "lifted_by", "lifted_because"])
    record("lifted hold", hold, by=by, why=hold.lifted_because)
    return hold


# Review and disposal ---------------------------------------------------------------------------------------


@transaction.atomic
def review_retention(held, *, by, answers, outcome, reason, keep_until=None, archive="", late_reason=""):
    """Look at a record by the checklist, and say what becomes of it. Anything but keeping needs a second person."""
    held = lock(held)
    law.check_kept(held.state)
    if held.disposals.filter(state__in=[Disposal.State.PROPOSED, Disposal.State.AGREED]).exists():
        raise Refused("It is proposed already what becomes of this record. Wait for the second person.")
    law.check_review(
        answers=answers, outcome=outcome, keep_until=keep_until, reason=reason, today=timezone.localdate(),
        holds=holds_on(held),
    )  # fmt: skip
    if outcome == RetentionReview.Outcome.TRANSFER and not archive.strip():
        raise Refused("Name the archive to which it goes.")
    review = RetentionReview.objects.create(
        record=held, answers=answers, outcome=outcome, keep_until=keep_until if outcome == "keep" else None,
        archive=archive.strip() if outcome == "transfer" else "", reason=reason.strip(), reviewed_by=by,
    )  # fmt: skip
    if held.deadline and held.deadline.outstanding:
        meet(held.deadline, by=by, late_reason=late_reason)
    if outcome == RetentionReview.Outcome.KEEP:
        set_review(held, by=by, due_on=keep_until, rule="Set at the last review")
    else:
        propose(held, review, by=by)
    record("reviewed", held, by=by, why=review.reason, outcome=outcome)
    return review


def propose(held, review, *, by):
    """Ask those who may be the second person: the manager, or the signatories where the manager proposes."""
    role = Role.SIGNATORY if Role.BOARD_MANAGER in by.roles else Role.BOARD_MANAGER
    today = timezone.localdate()
    deadline = open_fixed(
        "agree_disposal",
        "Agree, or not, to what becomes of a record",
        add_months(today, AGREE_WITHIN_MONTHS),
        by=by,
        rule="1 calendar month after it was proposed",
        source="Local target",
        reference=held.reference,
        path=held.get_absolute_url(),
        role=role,
        starts_on=today,
    )
    disposal = Disposal.objects.create(record=held, review=review, proposed_by=by, deadline=deadline)
    for person in Person.objects.holding(role, on=today).exclude(pk=by.pk):
        promise(
            "disposal", f"disposal:{disposal.pk}:{person.pk}", to=person, subject=f"Agree or not: {held.reference}",
            reference=held.reference, label=deadline.label, due_on=deadline.due_on, path=held.get_absolute_url(),
        )  # fmt: skip
    record("proposed disposal", disposal, by=by, outcome=review.outcome)
    return disposal


def lock_disposal(disposal):
    held = lock(disposal.record)
    disposal = (
        Disposal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("deadline", "review")
        .get(pk=disposal.pk)
    )
    disposal.record = held
    return disposal


@transaction.atomic
def agree_disposal(disposal, *, by, agreed, answer, late_reason=""):
    """The second person agrees, or does not. Nobody who proposed it can be the second."""
    disposal = lock_disposal(disposal)
    law.check_second_person(proposed_by=disposal.proposed_by_id, by=by.pk)
    if not may(by, Can.DISPOSE_RECORDS):
        raise Refused("Your role does not let you agree to the disposal of records.")
    law.check_disposal(
        state=disposal.state, expected="proposed", holds=holds_on(disposal.record) if agreed else []
    )
    if not answer.strip():
        raise Refused("Say why you agree, or why you do not.")
    disposal.state = Disposal.State.AGREED if agreed else Disposal.State.DECLINED
    disposal.agreed_by, disposal.agreed_on, disposal.answer = by, timezone.localdate(), answer.strip()
    disposal.save(update_fields=["state", "agreed_by", "agreed_on", "answer"])
    meet(disposal.deadline, by=by, late_reason=late_reason)
    if not agreed:
        set_review(
            disposal.record,
            by=by,
            due_on=add_months(timezone.localdate(), 12),
            rule="A year after a disposal was not agreed",
        )
    record("agreed" if agreed else "declined", disposal, by=by, why=disposal.answer)
    return disposal


@transaction.atomic
def carry_out_disposal(disposal, *, by, method, done_on, content, filename):
    """Record how and when it was done, with the certificate. The entry stays, as a stub."""
    disposal = lock_disposal(disposal)
    held = disposal.record
    law.check_disposal(state=disposal.state, expected="agreed", holds=holds_on(held))
    law.check_carried_out(
        done_on=done_on,
        agreed_on=disposal.agreed_on,
        today=timezone.localdate(),
        method=method,
        certificate=content,
    )
    transfers = disposal.review.outcome == RetentionReview.Outcome.TRANSFER
    if transfers != (method == Disposal.Method.TRANSFERRED):
        raise Refused(
            "It was agreed to hand it over to an archive."
            if transfers
            else "It was agreed to dispose of it, not to hand it over."
        )
    disposal.certificate = keep(
        content, by=by, title=f"Certificate for {held.reference}", filename=filename,
        download_name=f"certificate-{held.pk}", only=(".pdf", ".docx", ".png", ".jpg", ".jpeg"),
    )  # fmt: skip
    disposal.state, disposal.method, disposal.done_on, disposal.done_by = (
        Disposal.State.DONE,
        method,
        done_on,
        by,
    )
    disposal.save(update_fields=["certificate", "state", "method", "done_on", "done_by"])
    held.state = Record.State.TRANSFERRED if transfers else Record.State.DISPOSED
    held.save(update_fields=["state"])
    if held.deadline and held.deadline.outstanding:
        end(held.deadline, by=by, reason="The record is no longer here.")
    record("disposed", held, by=by, method=method, on=str(done_on), certificate=disposal.certificate.checksum)
    return disposal


# The register as a spreadsheet -----------------------------------------------------------------------------

COLUMNS = {
    "reference": ("Reference", "box number", "file number"),
    "series": ("Series", "series code"),
    "title": ("Title", "description"),
    "held_at": ("Where it is", "location"),
    "from_year": ("From year", "first year"),
    "to_year": ("To year", "last year"),
    "basis": ("Basis for keeping it", "basis"),
    "retention": ("Kept as", "retention class", "class"),
}
PURPOSE = "records"


def rows_of_file(name, content):
    """[number, cells] of each row of a register in a file, and what was left out."""
    table, notes = table_of_file(name, content)
    return arrange(table, COLUMNS), notes


def read_register(upload):
    """Each row that waits: with its values, or with what is wrong in which column."""
    series = {one.code.lower(): one for one in Series.objects.all()}
    known = set(Record.objects.values_list("reference", flat=True))
    this_year = timezone.localdate().year

    def of_series(text):
        found = series.get(text.lower())
        if found is None:
            raise ValueError(f"‘{text[:20]}’ is no series. Add it first")
        return found

    def year(text):
        if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= this_year):
            raise ValueError(f"‘{text[:20]}’ is no year from 1900 to {this_year}")
        return int(text)

    def new(text):
        if text in known:
            raise ValueError(f"{text[:40]} is there already")
        known.add(text)
        return at_most(40)(text)

    readers = {
        "reference": new,
        "series": of_series,
        "title": at_most(200),
        "held_at": at_most(200),
        "from_year": year,
        "to_year": year,
        "basis": at_most(200),
        "retention": lambda text: choice(text, law.CLASS_CHOICES, "retention class"),
    }
    required = ("reference", "series", "title", "held_at", "basis", "retention")
    rows = [reading(number, cells, COLUMNS, readers, required) for number, cells in upload.rows]
    for row in rows:
        first, last = row.values.get("from_year"), row.values.get("to_year")
        if first and last and last < first:
            row.wrong.append("To year: is before the first year.")
    return rows


@transaction.atomic
def import_records(*, by):
    """Enter every row that waits, or none. Returns how many; a second press finds nothing waiting."""
    upload = uploads.take(PURPOSE, by=by)
    if upload is None:
        return 0
    rows = read_register(upload)
    if any(not row.right for row in rows):
        raise Refused("Some rows are wrong. Correct them in the spreadsheet and choose the file again.")
    for row in rows:
        register_record(by=by, **row.values)
    upload.delete()
    return len(rows)


def register_table(records):
    """Headings and rows of the register, in the columns that can be read in again and where it stands."""
    heads = [*(names[0] for names in COLUMNS.values()), "Status", "Review date"]
    rows = [
        [
            one.reference, one.series.code, one.title, one.held_at, one.from_year, one.to_year, one.basis,
            one.get_retention_display(), one.get_state_display(),
            one.deadline.due_on if one.deadline and one.deadline.outstanding else "",
        ]
        for one in records.select_related("series", "deadline")
    ]  # fmt: skip
    return heads, rows


def register_in(found, *, q="", state="", held=False, series=None):
    """Those of `found` that are asked for."""
    if q:
        found = found.filter(Q(reference__icontains=q) | Q(title__icontains=q) | Q(held_at__icontains=q))
    if state:
        found = found.filter(state=state)
    if series:
        found = found.filter(series=series)
    return found.filter(held=True) if held else found
