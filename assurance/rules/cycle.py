"""The assurance cycle: its six steps, and which of them wants attention."""

from dataclasses import dataclass, field

# Published arrangements 2019, section 15: the safeguarding assurance cycle. (code, what it is called, what it is for)
STEPS = (
    (
        "gather",
        "Gather intelligence",
        "Agencies assess themselves, cases are audited, and children, families and practitioners are heard.",
    ),
    (
        "focus",
        "Agree key focus areas",
        "The few things that matter most, each for reasons that can be named.",
    ),
    ("outcomes", "Set outcome statements", "What good looks like for children, and how we will know."),
    ("plan", "Agree the business plan", "Written, consulted on, approved, and there for the public to read."),
    (
        "implement",
        "Implement",
        "What the plan’s actions and the leads of its priorities do, quarter by quarter.",
    ),
    (
        "assess",
        "Assess impact against outcome statements",
        "What difference it made: each quarter, and once a year in public.",
    ),
)

# Which duties belong to which step; the diary holds their dates.
DUTIES = {
    "return": "gather",
    "highlight_report": "gather",
    "figures": "gather",
    "audit_session": "gather",
    "audit_report": "gather",
    "re_audit": "gather",
    "qa_timetable": "gather",
    "education_report": "gather",
    "setting_assurance": "gather",
    "plan_comments": "plan",
    "plan_answer": "plan",
    "plan_progress": "implement",
    "how_are_we_doing": "assess",
    "yearly_report": "assess",
}
# What comes when in the partnership's year, whatever group or agency is asked: row → the duties that stand in it.
YEAR = (
    ("Agencies’ returns, section 11 among them", ("return",)),
    ("Multi-agency audits", ("audit_session", "audit_report", "re_audit")),
    ("Figures for indicators", ("figures",)),
    ("Highlight reports of groups", ("highlight_report",)),
    ("Safeguarding through Education", ("education_report",)),
    ("Settings outside schools", ("setting_assurance",)),
    ("Other boards and child deaths", ("board_assurance", "child_death_report")),
    ("Training needs", ("agree_needs",)),
    ("Business plan: comments and answers", ("plan_comments", "plan_answer")),
    ("Business plan: progress", ("plan_progress",)),
    ("“How are we doing?”", ("how_are_we_doing",)),
    ("Yearly report: comments, scrutiny, endorsement", ("report_comments", "report_answer", "scrutinise", "endorse")),
    ("Yearly report: publication and copies", ("yearly_report", "yearly_report_copy")),
    ("Budget", ("approve_budget",)),
    ("Published arrangements", ("review_arrangements", "endorse_arrangements")),
)  # fmt: skip

NEXT_PLAN_DAYS = (
    180  # our choice: writing, committees and approval took the board four to five months in 2017/18
)


@dataclass
class Step:
    """Where one step stands: what is there, what is missing, and the date that comes next.

    `there` are sentences; `missing` pairs of a sentence and what it leads to, a url name with its arguments and the
    capabilities of which one opens it; `next` is the nearest date, as a dict of label, due_on and late.
    """

    code: str
    title: str
    text: str
    there: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    next: dict | None = None
    now: bool = False

    @property
    def standing(self):
        """In words, with a colour beside them."""
        if self.missing:
            return ("Something is missing", "yellow")
        return ("On course", "green") if self.there else ("Not started", "grey")


def mark_now(steps, today):
    """The cycle is at the step whose date comes next; else at the first that lacks something; else at the last."""
    dated = [step for step in steps if step.next and step.next["due_on"] >= today]
    lacking = [step for step in steps if step.missing]
    nearest = sorted(dated, key=lambda step: step.next["due_on"])
    here = [*nearest, *lacking, steps[-1]][0]
    here.now = True
    return steps


def is_time_for_next_plan(*, ends_on, today, there):
    """Whether the plan that follows ought to have been begun."""
    return not there and (ends_on - today).days <= NEXT_PLAN_DAYS
