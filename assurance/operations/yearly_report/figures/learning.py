"""Cases of the year, counted so that nobody is pointed at; what was published, learnt, said and challenged."""

from django.db.models import Count

from assurance.rules.yearly_report import shown, shown_parts
from partnership.models import LearningPoint, Said, VoiceSession
from partnership.operations.challenges import challenges_between
from partnership.operations.escalations import counts_between
from reviews.models import Artefact, Case, Decision, Notification, Outcome, PanelMessage


def case_reviews(year):
    """Cases of the year, counted so that nobody is pointed at; and what was published."""
    source = "Register of cases"
    decided = Decision.objects.filter(year.within("decided_at"), superseded_by=None)
    counts = [
        ("cases_referred", "Cases referred", Case.objects.filter(year.within("referred_at")).count()),
        ("cases_notified", "Cases notified to the national Panel",
         Notification.objects.filter(year.within("sent_at")).count()),
        ("rapid_reviews_sent", "Rapid reviews sent to the national Panel",
         PanelMessage.objects.filter(year.within_days("happened_on"), kind=PanelMessage.Kind.SENT_RAPID_REVIEW)
         .values("case").distinct().count()),
    ]  # fmt: skip
    for name, label, number in counts:
        year.figure(name, label, number, source, cases=True)
    outcomes = {label: decided.filter(outcome=value).count() for value, label in Outcome.choices}
    total = decided.count()
    parts, shown_total = shown_parts(outcomes, total)
    year.figure("decisions", "Decisions on what follows a rapid review", total, source, cases=True)
    year.figures["decisions"]["shown"] = shown_total
    year.table(
        "reviews", "Cases in the year", "Step|Number#",
        [[label, shown(number)] for _, label, number in counts]
        + [["Decisions on what follows a rapid review", shown_total]]
        + [[f"Decided: {label[0].lower()}{label[1:]}", parts[label]] for label in outcomes],
        f"{source}; 1 to 4 are shown as “fewer than 5”, so that no child can be identified",
    )  # fmt: skip
    live = Artefact.objects.filter(year.within("live_at")).exclude(review__public_title="")
    titles = live.order_by("review__public_title").values_list("review__public_title", flat=True).distinct()
    public = live.filter(state=Artefact.State.LIVE).values_list("review__public_title", flat=True)
    year.figure("reviews_published", "Reviews published", len(titles), "Published reviews")
    year.table(
        "published_reviews", "Reviews published in the year", "Review",
        [[title] for title in sorted(set(public))], "Published reviews",
        empty="No reviews were published in the year.",
    )  # fmt: skip


def learning(year):
    source = "Register of learning points"
    noted = LearningPoint.objects.filter(year.within("noted_at"))
    year.figure("learning_points", "Learning points recorded", noted.count(), source)
    counted = dict(noted.order_by().values_list("origin").annotate(number=Count("pk")))
    year.table(
        "learning", "Where learning came from", "Came from|Learning points#",
        [[label, counted[value]] for value, label in LearningPoint.Origin.choices if value in counted],
        source, empty="No learning points were recorded in the year.",
    )  # fmt: skip


def voice(year):
    """How many were heard, and what was said that two people let the public read, with what was done about it."""
    source = "Register of what children, families and practitioners said"
    sessions = VoiceSession.objects.filter(year.within_days("held_on"))
    heard = sum(sessions.values_list("how_many", flat=True))
    year.figure("voice_sessions", "Sessions held", sessions.count(), source)
    year.figure("people_heard", "People heard in sessions", heard, source, cases=True)
    said = Said.objects.filter(year.within_days("heard_on"))
    year.figure("said", "Things that people said", said.count(), source)
    year.figure(
        "said_answered", "Of which answered", said.exclude(outcome="").count(), source, of=said.count()
    )
    year.table(
        "said", "What people said, and what was done", "What was said|Said by|What was done",
        [
            [one.said, one.get_audience_display(), one.done or one.why_not or "Not answered yet"]
            for one in said.public().order_by("heard_on", "pk")
        ],
        source, empty="Nothing that was said in the year has been published yet.",
    )  # fmt: skip


def challenges(year):
    """Challenges between partners, and professional disagreements about children, which are counted with care."""
    found = challenges_between(year.starts_on, year.ends_on)
    source = "Challenge log"
    for name, label in (
        ("raised", "raised"),
        ("answered", "answered"),
        ("late", "answered late"),
        ("closed", "closed"),
    ):
        number = found[name]
        of = None if name == "raised" else found["raised"]
        year.figure(f"challenges_{name}", f"Challenges {label}", number, source, of=of)
    year.table(
        "challenges", "Outcome of challenges", "Outcome|Challenges#", sorted(map(list, found["outcomes"].items())),
        source, empty="No challenges were closed in the year.",
    )  # fmt: skip
    counted = counts_between(year.starts_on, year.ends_on)
    source = "Register of professional disagreements; 1 to 4 are shown as “fewer than 5”"
    year.figure(
        "escalations_raised", "Professional disagreements raised", counted["raised"], source, cases=True
    )
    stages = counted["By stage at which it was resolved"]
    parts, total = shown_parts(stages, counted["resolved"])
    year.figure(
        "escalations_resolved", "Professional disagreements resolved", counted["resolved"], source, cases=True
    )
    year.figures["escalations_resolved"]["shown"] = total
    year.table(
        "escalations", "At which stage they were resolved", "Stage|Number#",
        [[stage, parts[stage]] for stage in stages] + ([["All stages", total]] if stages else []),
        source, empty="No professional disagreements were resolved in the year.",
    )  # fmt: skip
