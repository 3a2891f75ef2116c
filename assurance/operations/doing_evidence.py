"""What is known of one quarter, found wherever it is kept, and put into words that everybody may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from assurance.operations.audits.figures import audits_between
from assurance.operations.indicators.telling import figures_for
from assurance.rules.yearly_report import is_few, shown, shown_parts
from partnership.models import (
    Challenge,
    Deadline,
    HighlightReport,
    LearningPoint,
    Progress,
    Return,
    Round,
    Said,
    VoiceSession,
)
from partnership.rules.plan import Direction, Rag
from reviews.models import Artefact, Decision
from schools.models import AssuranceRequest, EducationReport
from schools.operations.engagement import authorities
from schools.operations.inspections.outcomes import concerns_between
from schools.operations.response import response_of, standings_in
from training.operations.evaluation_results import AFTER, LEARNER, year_results
from training.operations.figures import figures_between
from training.rules.evaluation import LEAST


@dataclass(frozen=True)
class Found:
    """One piece of evidence. `priority` is the id of the priority that it says it is about."""

    kind: str
    key: str
    words: str
    known_on: date
    path: str = ""
    priority: int | None = None


def days(name, quarter):
    """A filter: that day lies within the quarter."""
    return Q(**{f"{name}__range": (quarter.starts_on, quarter.ends_on)})


def instants(name, quarter):
    return Q(**{f"{name}__date__range": (quarter.starts_on, quarter.ends_on)})


def plural(number, one, many=""):
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def progress(quarter):
    """What the lead of each priority wrote of the quarter."""
    for entry in Progress.objects.filter(quarter=quarter).exclude(rag="").select_related("priority"):
        yield Found(
            "progress", f"progress:{entry.pk}",
            f"Priority {entry.priority.number}, {entry.priority.title}. "
            f"{Rag(entry.rag).label}; {Direction(entry.direction).label.lower()}. {entry.narrative}",
            timezone.localdate(entry.written_at), quarter.plan.get_absolute_url(), entry.priority_id,
        )  # fmt: skip


def returns(quarter):
    """How many agencies answered each round that fell due."""
    rounds = {}
    due = (
        Return.objects.expected()
        .filter(days("deadline__due_on", quarter), round__purpose="assurance")
        .select_related("round", "deadline")
        .order_by("round__due_on", "pk")
    )
    for one in due:
        rounds.setdefault(one.round, []).append(one)
    for asked, opened in rounds.items():
        came = [one for one in opened if one.was_submitted]
        late = sum(bool(one.deadline.late) for one in came)
        yield Found(
            "returns", f"round:{asked.pk}",
            f"{asked.title}: {plural(len(came), 'return')} of {len(opened)} received, {late} of them late.",
            asked.due_on, asked.get_absolute_url(),
        )  # fmt: skip


def schools(quarter):
    """What schools and settings assured, what inspectors worried about, and which reports of authorities were accepted.

    Schools and settings are numbers here: their own pages name them to whoever may know.
    """
    rounds = Round.objects.filter(days("due_on", quarter), purpose=Round.Purpose.SCHOOLS).select_related(
        "run_by"
    )
    for one in rounds.order_by("due_on", "pk"):
        response = response_of(standings_in([one]))
        yield Found(
            "schools", f"schools:{one.pk}",
            f"{one.title}, {one.run_by}: {plural(response.received, 'return')} of {plural(response.asked, 'school')} "
            f"received, {response.received_late} of them late. {response.overdue} did not respond.",
            one.due_on, reverse("schools:round", args=[one.pk]),
        )  # fmt: skip
    for authority in authorities(quarter.ends_on).order_by("name"):
        concerns = list(concerns_between(authority, quarter.starts_on, quarter.ends_on))
        if concerns:
            left = sum(one.closed_on is None for one in concerns)
            yield Found(
                "schools", f"concerns:{authority.pk}",
                f"Inspections of schools in {authority}: {plural(len(concerns), 'concern')} open in the quarter, "
                f"{left} of them still.",
                quarter.ends_on, reverse("schools:inspection_concerns"),
            )  # fmt: skip
    judged = AssuranceRequest.objects.filter(days("judged_on", quarter))
    number, assured = judged.count(), judged.filter(judged=AssuranceRequest.Judged.ASSURED).count()
    if number:
        yield Found(
            "schools", "settings",
            f"Children’s homes, foster agencies and other settings: {plural(number, 'answer')} judged, "
            f"{assured} gave assurance.",
            quarter.ends_on, reverse("schools:settings"),
        )  # fmt: skip
    accepted = EducationReport.objects.filter(
        instants("accepted_at", quarter), state=EducationReport.State.ACCEPTED
    ).select_related("authority")
    for one in accepted.order_by("accepted_at"):
        yield Found(
            "schools", f"education:{one.pk}",
            f"Safeguarding through Education report of {one.authority} for {one.year} was accepted.",
            timezone.localdate(one.accepted_at), one.get_absolute_url(),
        )  # fmt: skip


def audits(quarter):
    """Each audit that was reported: its theme, its grades as they may be told, and what it found."""
    for one in audits_between(quarter.starts_on, quarter.ends_on).audits:
        grades = ", ".join(
            f"{label}: {'not shown' if number is None else number}" for label, number in one.grades
        )
        words = f"{one.reference}, {one.theme}. {grades}. {one.summary}".replace("..", ".").strip()
        yield Found("audits", f"audit:{one.reference}", words, one.reported_on, one.address)


def reviews(quarter):
    """What was published, by its public title; what was decided, as a number that points at nobody."""
    live = (
        Artefact.objects.filter(instants("live_at", quarter), state=Artefact.State.LIVE)
        .exclude(review__public_title="")
        .select_related("review")
        .order_by("live_at")
    )
    for one in live:
        yield Found(
            "reviews",
            f"artefact:{one.pk}",
            f"Published: {one.review.public_title}.",
            timezone.localdate(one.live_at),
        )
    decided = Decision.objects.filter(instants("decided_at", quarter), superseded_by=None).count()
    if decided:
        yield Found(
            "reviews", "decisions",
            f"Decisions on what follows a rapid review: {shown(decided)}.", quarter.ends_on,
        )  # fmt: skip


def learning(quarter):
    """Public learning in its own words; the rest as numbers by where it came from."""
    noted = LearningPoint.objects.filter(instants("noted_at", quarter))
    for point in noted.filter(public=True):
        yield Found("learning", f"learning:{point.pk}", point.text, timezone.localdate(point.noted_at))
    counted = noted.order_by().values("origin").annotate(number=Count("pk")).order_by("origin")
    for row in counted:
        origin = LearningPoint.Origin(row["origin"])
        yield Found(
            "learning", f"learnt:{origin}",
            f"Learning points recorded from: {origin.label.lower()}: {row['number']}.", quarter.ends_on,
        )  # fmt: skip


def training(quarter):
    """What was taught in the quarter, who came, and how the same people's confidence changed, course by course."""
    figures = figures_between(quarter.starts_on, quarter.ends_on)
    if held := figures.total.sessions:
        told = figures.told
        words = [f"{plural(held, 'session')} of multi-agency training held"]
        if told.came is not None:
            words.append(f"{plural(told.came, 'person', 'people')} came")
        if told.no_show is not None:
            words.append(f"{told.no_show} had a place and did not come")
        yield Found(
            "training", "training", "; ".join(words) + ".", quarter.ends_on, reverse("training:training_figures"),
        )  # fmt: skip
    for course, line, rates in year_results(quarter.starts_on, quarter.ends_on):
        after = rates[AFTER, LEARNER]
        if after.answered >= LEAST:
            yield Found(
                "training", f"course:{course.pk}",
                f"{course.title}: on a scale from 1 to 5, confidence changed by {line.at_once.shown} at once and by "
                f"{line.lasting.shown} later; {after.answered} of {after.asked} answered.",
                quarter.ends_on, reverse("training:course_evaluation", args=[course.pk]),
            )  # fmt: skip


def indicators(quarter):
    """Each indicator whose period ended in the quarter, as it may be told, under the first priority it is about."""
    numbers = {
        f"{quarter.plan.reference} priority {one.number}": one.pk for one in quarter.plan.priorities.all()
    }
    for one in figures_for(quarter.starts_on, quarter.ends_on):
        areas = "; ".join(f"{area['area']}: {area['shown']}, {area['direction']}" for area in one["areas"])
        about = next((numbers[name] for name in one["priorities"] if name in numbers), None)
        words = f"{one['name']}, {one['period']}. {areas}."
        if one["commentary"]:
            words += f" {one['commentary']}"
        yield Found(
            "indicators", f"indicator:{one['code']}"[:60], words, quarter.ends_on, one["address"], about
        )


def voice(quarter):
    """What was said and let out, and what was done; how many were heard where that points at nobody."""
    for said in Said.objects.public().filter(days("heard_on", quarter)):
        done = said.done or said.why_not
        answer = f" What was done: {done}" if done else " It has not been answered yet."
        yield Found(
            "voice", f"said:{said.pk}", f"“{said.said}”{answer}", said.heard_on, said.get_absolute_url()
        )
    sessions = VoiceSession.objects.filter(days("held_on", quarter))
    number, heard = sessions.count(), sum(sessions.values_list("how_many", flat=True))
    if number:
        yield Found(
            "voice", "sessions",
            f"{plural(number, 'session')} held, {shown(heard)} people heard.", quarter.ends_on,
        )  # fmt: skip
    unanswered = Said.objects.filter(days("heard_on", quarter)).unanswered().count()
    if unanswered:
        yield Found(
            "voice", "unanswered", f"{plural(unanswered, 'thing')} said has no answer yet."
            if unanswered == 1 else f"{unanswered} things said have no answer yet.", quarter.ends_on,
        )  # fmt: skip


def highlights(quarter):
    """Sub-groups that reported, with how each considered children's voice."""
    received = HighlightReport.objects.filter(
        instants("received_at", quarter), state=HighlightReport.State.RECEIVED
    ).select_related("group")
    for one in received:
        yield Found(
            "highlights", f"highlight:{one.pk}",
            f"{one.group}: {one.done} How children’s voice was considered: {one.voice}",
            timezone.localdate(one.received_at), one.get_absolute_url(),
        )  # fmt: skip


def challenges(quarter):
    raised = Challenge.objects.raised_between(quarter.starts_on, quarter.ends_on)
    number, answered = raised.count(), raised.exclude(responded_on=None).count()
    if number:
        yield Found(
            "challenges",
            "challenges",
            f"{plural(number, 'challenge')} raised, {answered} answered.",
            quarter.ends_on,
        )


def times(quarter):
    """What statute sets a day for, and whether it was on time. Many are of cases: what was not kept may be few."""
    due = Deadline.objects.filter(days("due_on", quarter), force="statutory", ended_on=None)
    number, kept = due.count(), due.filter(done_on__isnull=False, late=False).count()
    if not number:
        return
    parts, together = shown_parts({"Kept": kept, "Not kept": number - kept}, number)
    words = f"Statutory dates that fell due: {together}."
    if not is_few(number):
        words += "".join(f" {name}: {'none' if told == '0' else told}." for name, told in parts.items())
    yield Found("times", "statutory", words, quarter.ends_on)


EVERYWHERE = (
    progress, returns, schools, audits, reviews, learning, training, indicators, voice, highlights, challenges, times
)  # fmt: skip


def find_evidence(quarter):
    """Everything that is known of the quarter today, as a list of Found."""
    return [one for source in EVERYWHERE for one in source(quarter)]
