"""Asking for papers, handing them in, letting late ones in, and taking one back."""

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import AgendaItem, Meeting, MeetingHabit, Paper, PaperVersion, Person
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.documents import clean_pdf, keep, look_inside, read_pdf
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.meetings import lock
from partnership.operations.packs import ask_if_called
from partnership.operations.record import record
from partnership.rules.agenda import check_agenda_open
from partnership.rules.meetings import check_audience
from partnership.rules.papers import check_allowable, check_due, check_handed_in, check_late, check_pages
from partnership.working_days import add_working_days

MOST_PAPERS = 30  # for one item


def due_day(meeting):
    """The day by which papers of the meeting are due, as its group agreed."""
    habit = MeetingHabit.objects.filter(group=meeting.group_id).first() or MeetingHabit()
    return add_working_days(meeting.held_on, -habit.papers_due_days)


def due_by(meeting):
    """The same; today where it has passed."""
    return max(due_day(meeting), timezone.localdate())


def place(item, *, by, title, audience, due_on):
    """A paper in the item's next place; its meeting is locked."""
    check_audience(audience, item.audience)
    if item.papers.filter(title=title.strip(), withdrawn_at=None).exists():
        raise Refused("A paper with this title is there already. Open it, or give this one another title.")
    position = (item.papers.aggregate(last=Max("position"))["last"] or 0) + 1
    if position > MOST_PAPERS:
        raise Refused(f"An item has up to {MOST_PAPERS} papers.")
    return Paper.objects.create(
        item=item, title=title.strip(), audience=audience, due_on=due_on, position=position, asked_by=by
    )


TAKEN_OFF = "Somebody has taken this item off the agenda. Open the agenda to see it as it is now."


def meeting_of(item):
    """The id of the meeting on whose agenda it is now."""
    return still_there(AgendaItem.objects.only("meeting"), item, sentence=TAKEN_OFF).meeting_id


def find_item(item):
    """The item as it is now, its meeting locked and still to come."""
    meeting = lock(Meeting(pk=meeting_of(item)))
    check_agenda_open(meeting.state)
    item = still_there(AgendaItem.objects, item, sentence=TAKEN_OFF)
    item.meeting = meeting
    return item


@transaction.atomic
def ask_for_paper(item, *, by, title, audience, due_on, owner=None, group=None, organisation=None):
    """Ask one person, group or organisation for a paper by a day. They are written to, and reminded."""
    item = find_item(item)
    if sum(one is not None for one in (owner, group, organisation)) != 1:
        raise Refused("Choose whom to ask: one person, one group or one organisation.")
    check_due(due_on, today=timezone.localdate(), held_on=item.meeting.held_on)
    paper = place(item, by=by, title=title, audience=audience, due_on=due_on)
    ask(paper, item.meeting, by=by, owner=owner, group=group, organisation=organisation)
    record(
        "asked for", paper, by=by, meeting=item.meeting.reference, due_on=str(due_on), audience=str(audience)
    )
    return paper


def ask(paper, meeting, *, by, owner=None, group=None, organisation=None):
    """Open the deadline, and write to whoever answers for it."""
    paper.deadline = open_fixed(
        "paper", "A paper for a meeting", paper.due_on, by=by,
        rule=f"By the day that was agreed, before the meeting of {meeting.held_on:%-d %B %Y}",
        source="Whoever calls the meeting", reference=meeting.reference, path=reverse("paper", args=[paper.pk]),
        owner=owner, group=group, organisation=organisation,
    )  # fmt: skip
    paper.save(update_fields=["deadline"])
    today = timezone.localdate()
    people = [owner] if owner else Person.objects.none()
    if group:
        people = Person.objects.chairing(group)
    if organisation:
        people = Person.objects.holding(Role.PARTNER_LEAD, on=today, organisation=organisation)
    for person in people:
        promise(
            "letter", f"paper:{paper.deadline_id}:{person.pk}", to=person,
            subject=f"A paper is asked for: {meeting.reference}", reference=meeting.reference,
            label="A paper for a meeting", due_on=paper.due_on, path=paper.get_absolute_url(),
        )  # fmt: skip


def papers_not_in(meeting):
    """Papers of the meeting that were asked for and have not come."""
    return Paper.objects.filter(
        item__meeting=meeting, deadline__isnull=False, deadline__done_on=None, deadline__ended_on=None
    ).select_related("deadline", "deadline__owner", "deadline__group", "deadline__organisation", "item")


def ask_again(paper, meeting, *, by, why):
    """The meeting is on another day: what is not in yet is due before that one."""
    old = end(paper.deadline, by=by, reason=why)
    paper.due_on = due_by(meeting)
    paper.save(update_fields=["due_on"])
    ask(paper, meeting, by=by, owner=old.owner, group=old.group, organisation=old.organisation)


@transaction.atomic
def add_paper(item, *, by, title, audience, content=None, filename="", text="", late_reason=""):
    """Staff bring a paper that nobody was asked for."""
    item = find_item(item)
    paper = place(item, by=by, title=title, audience=audience, due_on=due_day(item.meeting))
    record("brought", paper, by=by, meeting=item.meeting.reference, audience=str(audience))
    hand_in_paper(paper, by=by, content=content, filename=filename, text=text, late_reason=late_reason)
    return paper


@transaction.atomic
def hand_in_paper(paper, *, by, content=None, filename="", text="", late_reason="", seen=None):
    """Hand in a PDF or a text. It replaces what was there, which is kept. A late one waits for the chair's leave.

    `seen` is the number of the version that its page showed.
    """
    meeting = lock(Meeting(pk=paper.item.meeting_id))
    paper = Paper.objects.select_related("deadline", "item").get(pk=paper.pk)
    before = paper.versions.first()
    check_handed_in(withdrawn=paper.withdrawn_at is not None, state=meeting.state, content=content, text=text)
    number = before.number + 1 if before else 1
    if seen is not None and seen != number - 1:
        raise Refused("Somebody has handed in another version meanwhile. Look at it before you send yours.")
    late = check_late(due_on=paper.due_on, today=timezone.localdate(), reason=late_reason)
    pages = check_pdf(content, filename) if content else None
    document = content and keep(
        clean_pdf(content), by=by, title=f"Paper {paper.pk}", filename=filename,
        download_name=f"{meeting.reference}-paper-{paper.pk}", only=(".pdf",),
        replaces=last_document(paper),
    )  # fmt: skip
    version = PaperVersion.objects.create(
        paper=paper, number=number, document=document or None, pages=pages, text="" if content else text,
        late=late, late_reason=late_reason.strip() if late else "", handed_in_by=by,
    )  # fmt: skip
    if paper.deadline and paper.deadline.outstanding:
        meet(paper.deadline, by=by, late_reason=late_reason)
    record(
        "handed in",
        paper,
        by=by,
        why=version.late_reason,
        meeting=meeting.reference,
        version=number,
        late=late,
    )
    ask_if_called(meeting, by=by)
    return version


def last_document(paper):
    """The newest file of the paper, which a further one replaces."""
    held = paper.versions.exclude(document=None).select_related("document").first()
    return held.document if held else None


def check_pdf(content, filename):
    """How many pages the file has; Refused where it is no PDF that everybody can open."""
    look_inside(filename, content, only=(".pdf",))
    with read_pdf(content) as pdf:
        if pdf.is_encrypted:
            raise Refused("The PDF is protected against copying or printing. Save it without protection.")
        pages = len(pdf.pages)
    check_pages(pages)
    return pages


@transaction.atomic
def allow_late(version, *, by):
    """The chair lets a late paper in: it goes into the packs."""
    meeting = lock(Meeting(pk=version.paper.item.meeting_id))
    version = (
        PaperVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("paper")
        .get(pk=version.pk)
    )
    check_allowable(late=version.late, allowed=version.allowed_at is not None)
    check_agenda_open(meeting.state)
    version.allowed_by, version.allowed_at = by, timezone.now()
    version.save(update_fields=["allowed_by", "allowed_at"])
    record("allowed late", version.paper, by=by, meeting=meeting.reference, version=version.number)
    ask_if_called(meeting, by=by)
    return version


@transaction.atomic
def withdraw_paper(paper, *, by, reason):
    """It is no longer asked for, or no longer a paper of the meeting. What was handed in is kept."""
    meeting = lock(Meeting(pk=paper.item.meeting_id))
    check_agenda_open(meeting.state)
    paper = (
        Paper.objects.select_for_update(of=("self",), no_key=True).select_related("deadline").get(pk=paper.pk)
    )
    if paper.withdrawn_at:
        raise Refused("This paper was withdrawn already.")
    if not reason.strip():
        raise Refused("Say why it is withdrawn.")
    paper.withdrawn_at, paper.withdrawn_because = timezone.now(), reason.strip()
    paper.save(update_fields=["withdrawn_at", "withdrawn_because"])
    if paper.deadline and paper.deadline.outstanding:
        end(paper.deadline, by=by, reason="The paper was withdrawn")
    record("withdrew", paper, by=by, why=reason.strip(), meeting=meeting.reference)
    ask_if_called(meeting, by=by)
    return paper


def note_reading(paper, *, by):
    """Who opened a restricted paper is on the record."""
    if paper.audience == "restricted":
        record("read", paper, by=by, meeting=paper.item.meeting.reference)
