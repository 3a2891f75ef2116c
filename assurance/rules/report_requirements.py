"""What guidance and the published arrangements ask a yearly report to say, and where each is answered.

The wording of Working Together 2023 beyond its opening was not seen by us: those lines say so on the page.
"""

from dataclasses import dataclass

from assurance.rules.yearly_report import own_words
from partnership.access import Refused

ARRANGEMENTS = "Published arrangements 2019, section 15"
WT2018 = "Working Together 2018, chapter 3"
WT2023 = "Working Together 2023, chapter 2"


@dataclass(frozen=True)
class Requirement:
    """One thing a report has to say. `kinds` are the chapters that answer it by being written; none: staff say which.

    `asks` is what those chapters are asked for: their text, or what difference was made.
    """

    code: str
    what: str
    source: str
    kinds: tuple = ()
    asks: str = "text"
    seen: bool = True  # whether we saw the wording of the source


REQUIREMENTS = (
    Requirement("done", "What the partners did during the year", ARRANGEMENTS, ("priority",)),
    Requirement("effective", "How effective it was: what difference it made to children", WT2018, ("priority",),
                "difference"),
    Requirement("priorities", "The priorities that were agreed", ARRANGEMENTS, ("priority",)),
    Requirement("no-progress", "Where there was little or no progress", WT2018, ("no_progress",)),
    Requirement("decisions", "Decisions and actions taken by the partners, also on what reviews recommend", WT2018,
                ("decisions",)),
    Requirement("voice", "How the feedback of children and families was used", WT2018, ("voice",)),
    Requirement("training", "Multi-agency training, and its impact", ARRANGEMENTS, ("training",)),
    Requirement("reviews", "The learning and impact of case reviews", ARRANGEMENTS, ("reviews",)),
    Requirement("assurance", "The themes of audits and assurance in the year", WT2023, ("assurance",), seen=False),
    Requirement("changes", "Changes to the arrangements, with the reasons", ARRANGEMENTS, ("changes",)),
    Requirement("money", "Costs, what each partner contributed, changes and value for money", WT2023, ("money",),
                seen=False),
    Requirement("partners", "What each statutory partner contributed to how the partnership works", WT2023,
                ("arrangements",), seen=False),
    Requirement("agencies", "What the relevant agencies contributed", WT2023, seen=False),
    Requirement("education", "How education is represented", WT2023, seen=False),
    Requirement("data", "How data is used to encourage learning", WT2023, seen=False),
    Requirement("serious", "What was learnt from serious incidents", WT2023, ("reviews",), seen=False),
    Requirement("scrutiny", "How independent scrutiny was carried out, and what was done about what it found", WT2023,
                seen=False),
    Requirement("reforms", "How national reforms are being carried out", WT2023, seen=False),
)  # fmt: skip
BY_CODE = {one.code: one for one in REQUIREMENTS}


@dataclass(frozen=True)
class Found:
    """How one requirement stands: the sections that answer it, those that should and are silent, or why it need not."""

    requirement: Requirement
    answered: list
    silent: list
    why_not: str = ""

    @property
    def missing(self):
        return not self.why_not and (bool(self.silent) or not self.answered)


def check_list(sections, said):
    """Every requirement with where it is answered. `said` maps a code to (section key or None, why not)."""
    return [found_of(one, sections, *said.get(one.code, (None, ""))) for one in REQUIREMENTS]


def found_of(requirement, sections, section_key, why_not):
    if why_not:
        return Found(requirement, [], [], why_not)
    asked = [one for one in sections if one.kind in requirement.kinds]
    if section_key is not None:
        asked += [one for one in sections if one.pk == section_key and one not in asked]
    says = {one.pk: bool(own_words(getattr(one, requirement.asks))) for one in asked}
    return Found(
        requirement, [one for one in asked if says[one.pk]], [one for one in asked if not says[one.pk]]
    )


def check_requirement_answer(*, section, why_not):
    if section is None and not why_not.strip():
        raise Refused("Select the section that covers it, or say why it does not apply this year.")
    if section is not None and why_not.strip():
        raise Refused("Either select a section or say why it does not apply, not both.")
