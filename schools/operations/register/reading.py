"""Reading a national file into a report: what it would change, kept until somebody applies it or not."""

from collections import Counter

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from partnership.access import Refused
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from schools.models import RegisterChange, RegisterFile, School
from schools.operations.register import now
from schools.rules import gias, national_files
from schools.rules import register as law

MOST_WRONG = 5  # lines that one refusal names
CALLED, LINKS_CALLED = "national file", "links file"
State = RegisterFile.State


def latest_applied():
    """The file that the register follows, or None."""
    return RegisterFile.objects.filter(state=State.APPLIED).order_by("-dated_on", "-applied_at").first()


@transaction.atomic
def read_register(file, *, by, name, dated_on=None, links=None, links_name="", keep_empty=True):
    """Read a national file (and its links file), compare it with the register, and keep the report of it.

    `file` and `links` are open binary files, a CSV or the ZIP archive in which it comes. Nothing of the register
    changes. Refused says what is wrong with a file, by line. `dated_on` is needed where its name tells no date.
    A report without changes is not kept unless `keep_empty`.
    """
    today = timezone.localdate()
    areas = now.authorities()
    if not areas:
        raise Refused(
            "None of the authorities is in the directory of organisations. Load the arrangements first."
        )
    with national_files.opened(file, name, belongs=is_register, called=CALLED) as (inner, inner_name):
        dated_on = dated_on or gias.date_of(inner_name) or gias.date_of(name)
        if dated_on is None:
            raise Refused("There is no date in the file’s name. Enter the date of the file.")
        applied = latest_applied()
        law.check_newer(dated_on, today=today, applied=applied and applied.dated_on)
        seen = national_files.look_through(inner, called=CALLED)
        entries, rows, warnings = entries_of(inner, seen, areas)
    check_all_there(entries, areas)
    told, links_seen = [], None
    if links is not None:
        told, links_seen, more = links_of(links, links_name, entries)
        warnings += more
    else:
        warnings.append(
            "No links file was included, so nothing new is known about which schools replaced closed ones."
        )
    return keep_report(
        RegisterFile(
            name=inner_name[-200:], dated_on=dated_on, checksum=seen.checksum, size=seen.size,
            encoding="UTF-8" if seen.encoding == "utf-8-sig" else "Windows-1252", rows=rows, kept=len(entries),
            links_name=links_name[-200:] if links_seen else "",
            links_checksum=links_seen.checksum if links_seen else "",
            warnings=warnings, entries=list(entries.values()), links=told, read_by=by,
        ),
        by=by, keep_empty=keep_empty,
    )  # fmt: skip


def is_register(name):
    return name.endswith(".csv") and not is_links(name) and "edubase" in name


def is_links(name):
    return name.endswith(".csv") and name.startswith("links")


def holds_links(archive):
    """Whether a ZIP archive has the links file in it, beside the register."""
    try:
        with national_files.opened(archive, "", belongs=is_links, called=LINKS_CALLED):
            return True
    except Refused:
        return False


def entries_of(file, seen, areas):
    """The rows of our authorities as URN → facts, how many rows there were, and what is to be said of them."""
    entries, lines, warnings, wrong = {}, {}, [], []
    with national_files.rows_of(file, seen, called=CALLED) as rows:
        _, cells = next(rows, (0, []))
        head = gias.heading(cells, gias.NEEDED, gias.WELCOME, gias.known_columns(), called=CALLED)
        warnings += head.warnings
        at_urn, at_code = head.places["urn"], head.places["authority_code"]
        for line, cells in rows:
            if len(cells) != head.width:
                wrong.append(f"Line {line} has {len(cells)} cells; the first row has {head.width}.")
            else:
                try:
                    urn = gias.urn(cells[at_urn].strip())
                    if urn in lines:
                        wrong.append(f"Lines {lines[urn]} and {line} have the same URN, {urn}.")
                    lines[urn] = line
                    if cells[at_code].strip() in areas:
                        told = entries[urn] = gias.entry(cells, head.places)
                        warnings += gias.remarks(told)
                except ValueError as error:
                    wrong.append(f"Line {line}: {error}.")
            if len(wrong) == MOST_WRONG:
                break
    if wrong:
        raise Refused(f"The {CALLED} was not used. {' '.join(wrong)}")
    if not entries:
        codes = ", ".join(f"{code} {one.name}" for code, (_, one) in areas.items())
        raise Refused(f"The {CALLED} has no row of our authorities ({codes}). Is it the right file?")
    return entries, len(lines), warnings


def check_all_there(entries, areas):
    """A file that has forgotten a whole authority would make all its schools disappear."""
    told = {one["authority_code"] for one in entries.values()}
    for code, open_now in (
        School.objects.filter(status_code__in=School.IN_SCOPE, missing_since=None)
        .order_by("authority_code")
        .values_list("authority_code")
        .annotate(Count("pk"))
    ):
        if code in areas and code not in told:
            raise Refused(
                f"The {CALLED} has no row of {areas[code][1].name}, which has {open_now} schools in the register. "
                "Download the file for the whole country."
            )


def links_of(file, name, entries):
    """The links of those entries, what was seen of the file, and what is to be said of it."""
    told, wrong = [], []
    ours = set(entries)
    with national_files.opened(file, name, belongs=is_links, called=LINKS_CALLED) as (inner, _):
        seen = national_files.look_through(inner, called=LINKS_CALLED)
        with national_files.rows_of(inner, seen, called=LINKS_CALLED) as rows:
            _, cells = next(rows, (0, []))
            known = {gias.normal(column) for column in gias.LINKS_KNOWN}
            head = gias.heading(cells, gias.LINK_COLUMNS, {}, known, called=LINKS_CALLED)
            for line, cells in rows:
                try:
                    if len(cells) != head.width:
                        raise ValueError(f"{len(cells)} cells; the first row has {head.width}")
                    one = gias.link(cells, head.places)
                except ValueError as error:
                    wrong.append(f"Line {line}: {error}.")
                    if len(wrong) == MOST_WRONG:
                        break
                else:
                    if one[0] in ours or one[1] in ours:
                        told.append(one)
    if wrong:
        raise Refused(f"The {LINKS_CALLED} was not used. {' '.join(wrong)}")
    return told, seen, head.warnings


def entries_by_urn(file):
    return {one["urn"]: one for one in file.entries}


def keep_report(file, *, by, keep_empty=True):
    """Compare and keep what was found; a file that is kept already gets its report anew."""
    changes, *_, file.fingerprint = now.compared(entries_by_urn(file), file.links, timezone.localdate())
    file.counts = dict(Counter(one.kind for one in changes))
    file.compared_at = timezone.now()
    again = file.pk is not None
    if not changes and not keep_empty:
        return file
    file.save()
    file.changes.all().delete()
    RegisterChange.objects.bulk_create(
        RegisterChange(
            file=file, urn=one.urn, name=one.facts["name"], postcode=one.facts.get("postcode", ""),
            authority_code=one.facts["authority_code"], kind=one.kind, differences=one.differences,
            followed_by=one.followed_by, follows=one.follows, note=" ".join(one.notes), decide=" ".join(one.decide),
        )
        for one in changes
    )  # fmt: skip
    record(
        "compared again" if again else "read", file, by=by, rows=file.rows, kept=file.kept, counts=file.counts
    )
    return file


def lock_unapplied(file):
    """The file as it is now, locked; Refused once it was applied or set aside."""
    file = RegisterFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if file.state == State.APPLIED:
        raise Refused("This file has already been applied. Import a newer one.")
    if file.state == State.DROPPED:
        raise Refused("This file was discarded. Import it again if you want to apply it.")
    return file


@transaction.atomic
def compare_again(file, *, by):
    """Run the report again, against the register of this moment."""
    file = lock_unapplied(file)
    applied = latest_applied()
    law.check_newer(file.dated_on, today=timezone.localdate(), applied=applied and applied.dated_on)
    return keep_report(file, by=by)


@transaction.atomic
def drop_register(file, *, by):
    """Set a file aside that is not to be applied. Pressing twice does no harm."""
    file = RegisterFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if file.state == State.DROPPED:
        return file
    file = lock_unapplied(file)
    file.state = State.DROPPED
    file.save(update_fields=["state"])
    record("set aside", file, by=by)
    return file


@transaction.atomic
def settle_change(change, *, by, how):
    """Somebody decided what a file left open, and says how."""
    change = still_there(RegisterChange.objects.select_for_update(no_key=True), change)
    if not how.strip():
        raise Refused("Enter what was decided.")
    check_words(how)
    if change.settled_at:
        raise Refused("That has already been decided. Check the list again.")
    if not change.decide or change.file.state != State.APPLIED:
        raise Refused("There is nothing to decide about this entry.")
    change.settled_at, change.settled_by, change.settled_how = timezone.now(), by, how.strip()
    change.save(update_fields=["settled_at", "settled_by", "settled_how"])
    record("settled", change, by=by, why=how.strip())
    return change
