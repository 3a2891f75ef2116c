"""Who may know of which rows: those that `visible_to` gives, and what is told beside."""

from inspect import signature

from django.apps import apps
from django.utils import timezone

from partnership.access import Role
from partnership.models import Edition, Questionnaire, Return, Round
from reviews.models import Case
from tests.security.planted import COLUMNS as planted_texts
from tests.security.planted import marks
from tests.security.walk import read

SEE_EVERYTHING = (Role.BOARD_MANAGER, Role.BOARD_OFFICER)
# Kinds of rows that somebody knows of in another way than by `visible_to`, which is for whoever watches over them.
KNOWN_TOO = {
    "partnership.Edition": lambda person: Edition.every.visible_to(person),
    "reviews.Case": lambda person: Case.objects.for_decision_by(person),
    "partnership.Questionnaire": lambda person: Questionnaire.objects.offered(),
    "partnership.Round": lambda person: (
        Round.objects.of_schools_visible_to(person)
        | Round.objects.filter(returns__in=Return.objects.visible_to(person))
    ),
}
# What a page tells all the same, and why. Everything else about these rows it keeps back.
TOLD = {
    "when what the page is about is or was due, as it was computed": {
        "partnership.Deadline": (
            "assurance:cycle", "assurance:doing_report", "assurance:record_copy", "assurance:reports", "challenge",
            "escalation", "partner_dispute", "policy", "reviews:artefact", "reviews:case", "reviews:check_progress",
            "reviews:decide", "reviews:dissemination", "reviews:list", "reviews:my_review", "reviews:outside_review",
            "reviews:send_back", "reviews:state_position",
            "schools:education_report", "schools:inspection_concern",
        ),
    },
    "the actions of the case or return that is read": {
        "partnership.Action": ("assurance:scrutiny_return", "reviews:action_plan"),
    },
    "what the cycle follows from": {"partnership.BusinessPlan": ("assurance:cycle",)},
    "the chair reads the minutes before the group does": {"partnership.Decision": ("write_minutes",)},
    "members are asked about it": {"partnership.PolicyVersion": ("consultation",)},
    "what the agency itself referred": {"reviews.Case": ("reviews:referred",)},
    "who is to be appointed": {"reviews.Reviewer": ("reviews:approve_appointment", "reviews:candidate")},
    "who comes to the trainer's own session, and what it teaches": {
        "training.Booking": ("training:register",),
        "training.Course": ("training:sessions",),
    },
    "what every agency is asked about its own training or of its young people": {
        "partnership.Round": ("training:single_agency_round", "training:single_agency_rounds", "voice_answers"),
    },
}  # fmt: skip

TOLD_THERE = {(label, name) for kinds in TOLD.values() for label, names in kinds.items() for name in names}


class Known:
    """Which rows somebody may know of, kind by kind."""

    def __init__(self, person):
        self.person, self.keys = person, {}

    def __contains__(self, mark):
        label, _, key = mark
        if label not in self.keys:
            self.keys[label] = self.of(label)
        return self.keys[label] is None or key in self.keys[label]

    def whole(self):
        """The same, with every kind asked for by now, whatever becomes of `visible_to` afterwards."""
        for model, _ in planted_texts:
            self.keys.setdefault(model._meta.label, self.of(model._meta.label))
        return self

    def of(self, label):
        """The keys of those of that kind; None where it is no question who may know of one."""
        objects = apps.get_model(label)._default_manager
        if not hasattr(objects, "visible_to"):
            return None
        on_a_day = "day" in signature(objects.visible_to).parameters  # it changes when that day is over
        found = [objects.visible_to(self.person, *([timezone.localdate()] if on_a_day else []))]
        if label in KNOWN_TOO:
            found.append(KNOWN_TOO[label](self.person))
        return {str(pk) for rows in found for pk in rows.values_list("pk", flat=True)}


def strange_in(answer, door, known):
    """The marks in an answer of what somebody who knows of no more than that should not have been shown there."""
    found = marks(read(answer).body.decode(errors="replace"))
    return {one for one in found if one not in known and (one[0], door.name) not in TOLD_THERE}
