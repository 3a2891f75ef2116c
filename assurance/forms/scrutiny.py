"""What moderators, agencies and the Independent Advisor say of scores."""

from django import forms
from django.utils import timezone

from assurance.forms.returns import seen_of
from assurance.rules.scrutiny import GivenReply, GivenScore
from partnership.forms.actions import evidence_file
from partnership.forms.dates import DateField
from partnership.forms.late import ask_why_late, check_late
from partnership.forms.seen import SeenForm
from partnership.models import Meeting, Question

ASIDE = "aside"
NO_NAMES = "Do not name any child, family or member of staff."


def points_field(question, look, label):
    """The points of a question's scale as a choice, and that it does not apply where it may not."""
    points = list(question.scale.points.all())
    choices = [(str(point.value), point.label) for point in points]
    look["hints"] = {str(point.value): point.descriptor for point in points if point.descriptor}
    if question.may_not_apply:
        choices.append((ASIDE, "Does not apply"))
        look["divider"] = {ASIDE: "or"}
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Select a point on the scale"},
    )


def point_of(chosen):
    """The value and whether it does not apply, of what was chosen."""
    if chosen == ASIDE:
        return {"value": None, "not_applicable": True}
    return {"value": int(chosen) if chosen else None, "not_applicable": False}


def chosen_of(score):
    if score is None:
        return None
    return ASIDE if score.not_applicable else str(score.value)


class ModerateForm(forms.Form):
    """The scored questions of one section. What is left empty is moderated later, or agreed as self-assessed."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, questions, scores, own):
        super().__init__(data)
        self.questions = [question for question in questions if question.kind == Question.Kind.SCALE]
        self.scores, self.own = scores, own
        self.initial["version"] = token(self.questions, scores)
        self.looks = {}
        for question in self.questions:
            score = scores.get(question.pk)
            look = {"optional": False, "label": "s"}
            self.fields[f"q{question.pk}"] = points_field(question, look, "Moderated score")
            self.initial[f"q{question.pk}"] = chosen_of(score)
            self.looks[f"q{question.pk}"] = look
            self.fields[f"q{question.pk}_note"] = forms.CharField(
                label="Why?",
                help_text=f"Needed if the score differs from the agency’s own. The agency will read this. {NO_NAMES}",
                widget=forms.Textarea,
                max_length=2000,
                required=False,
                initial=score.note if score else "",
            )
            self.looks[f"q{question.pk}_note"] = {"rows": 3, "optional": False}

    def clean(self):
        for given in self.givens():
            name = f"q{given.question.pk}"
            own = self.own.get(given.question.pk)
            same = (
                own and own.given and (own.value, own.not_applicable) == (given.value, given.not_applicable)
            )
            if given.empty:
                if self.scores.get(given.question.pk):
                    self.add_error(name, f"Select a score for “{given.question.text}”")
            elif given.value is None and not given.not_applicable:
                self.add_error(name, "Select a score, or remove the note")
            elif not same and not given.note.strip():
                self.add_error(f"{name}_note", "Enter why the score differs from the agency’s own")
        return self.cleaned_data

    def givens(self):
        """What was given, question by question."""
        seen = seen_of(self.cleaned_data.get("version"))
        return [
            GivenScore(
                question,
                seen=seen.get(question.pk, 0),
                own_revision=self.own[question.pk].revision if question.pk in self.own else 0,
                note=self.cleaned_data.get(f"q{question.pk}_note") or "",
                **point_of(self.cleaned_data.get(f"q{question.pk}")),
            )
            for question in self.questions
            if f"q{question.pk}" not in self.errors and f"q{question.pk}_note" not in self.errors
        ]

    def say_conflicts(self, conflicts):
        """Tell of what a colleague wrote meanwhile; sending again is then done knowingly."""
        self.data = self.data.copy()
        scores = {**self.scores, **{one.given.question.pk: one.theirs for one in conflicts}}
        self.data["version"] = token(self.questions, scores)
        for one in conflicts:
            self.add_error(
                f"q{one.given.question.pk}",
                f"{one.theirs.moderated_by} has chosen “{one.theirs.said}”"
                f"{': ' + one.theirs.note if one.theirs.note else ''}. Keep your choice or theirs, then save again",
            )


def token(questions, scores):
    """The revision of each score on the page, for the next save to say what it saw."""
    return ",".join(f"{one.pk}:{scores[one.pk].revision}" for one in questions if one.pk in scores)


class ShareScoresForm(SeenForm):
    """Who agreed the scores, before the agency reads them."""

    panel = forms.CharField(
        label="Which panel or group agreed these scores?",
        help_text="For example, Planning and Delivery Group, moderation panel. Leave blank if none has.",
        max_length=200,
        required=False,
    )
    panel_on = DateField(label="What date?", called="the day", latest=timezone.localdate, required=False)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label="Which meeting was it?", required=False, empty_label="None of these"
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("panel_on") and not cleaned.get("panel"):
            self.add_error("panel", "Enter which panel or group agreed the scores")
        return cleaned


class TakeBackScoresForm(forms.Form):
    reason = forms.CharField(
        label="Why do the scores need moderating again?",
        help_text="The agency will no longer see the scores, and any draft reply is removed. We will tell them.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class SettleScoresForm(SeenForm):
    """Nothing more is asked: the page shows what becomes final."""


class ReplyScoresForm(forms.Form):
    """What the agency says of each moderated score."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, scores, replies):
        super().__init__(data, files)
        self.scores, self.replies = scores, replies
        self.initial["version"] = token(scores, replies)
        self.looks = {}
        for score in scores:
            name, reply = f"s{score.pk}", replies.get(score.pk)
            self.fields[name] = forms.ChoiceField(
                label="Is it factually correct?",
                choices=[("accept", "We accept it"), ("dispute", "The facts are not correct")],
                widget=forms.RadioSelect,
                required=False,
                initial=reply.position if reply else None,
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                label="Which facts are wrong, and what is correct?",
                help_text=f"This is only about facts. {NO_NAMES}",
                widget=forms.Textarea,
                max_length=4000,
                required=False,
                initial=reply.reason if reply else "",
            )
            self.fields[f"{name}_file"] = evidence_file("Upload evidence (optional)")
            self.looks[name] = {
                "optional": False,
                "label": "s",
                "reveals": {"dispute": [f"{name}_reason", f"{name}_file"]},
            }
            self.looks[f"{name}_reason"] = {"rows": 4, "optional": False}
            self.looks[f"{name}_file"] = {"optional": False}

    def clean(self):
        for score in self.scores:
            name = f"s{score.pk}"
            reason, file = self.cleaned_data.get(f"{name}_reason"), self.cleaned_data.get(f"{name}_file")
            if self.cleaned_data.get(name) == "dispute" and not (reason or "").strip():
                self.add_error(f"{name}_reason", "Enter which facts are wrong and what is correct")
            elif not self.cleaned_data.get(name) and ((reason or "").strip() or file):
                self.add_error(name, "Select whether the facts are correct")
        return self.cleaned_data

    def givens(self):
        seen = seen_of(self.cleaned_data.get("version"))
        return [
            GivenReply(
                score,
                seen=seen.get(score.pk, 0),
                position=self.cleaned_data.get(name) or "",
                reason=(self.cleaned_data.get(f"{name}_reason") or "") if disputes else "",
                file=(file.name, file.read()) if disputes and file else None,
            )
            for score in self.scores
            if (name := f"s{score.pk}") and not {name, f"{name}_reason", f"{name}_file"} & set(self.errors)
            for disputes in [self.cleaned_data.get(name) == "dispute"]
            for file in [self.cleaned_data.get(f"{name}_file")]
        ]

    def say_conflicts(self, conflicts):
        self.data = self.data.copy()
        replies = {**self.replies, **{one.given.score.pk: one.theirs for one in conflicts}}
        self.data["version"] = token(self.scores, replies)
        for one in conflicts:
            self.add_error(
                f"s{one.given.score.pk}",
                f"{one.theirs.written_by} has answered “{one.theirs.get_position_display()}”"
                f"{': ' + one.theirs.reason if one.theirs.reason else ''}. Keep yours or theirs, then save again",
            )


class SendReplyForm(SeenForm):
    """What was not answered is accepted; a late reply says why it is late."""

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())


class DecideScoreForm(forms.Form):
    """What a disputed score is, decided independently."""

    reason = forms.CharField(
        label="Why?",
        help_text=f"The agency and the panel will read this. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
    )

    def __init__(self, *args, question, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.looks = {"value": {}}
        field = points_field(question, self.looks["value"], "Which score is right?")
        field.required = True
        self.fields = {"value": field, **self.fields}
        ask_why_late(self, due_on)

    def clean(self):
        return check_late(self, super().clean())

    def given(self):
        return {
            "reason": self.cleaned_data["reason"],
            "late_reason": self.cleaned_data.get("late_reason", ""),
            **point_of(self.cleaned_data["value"]),
        }


class AskForActionForm(forms.Form):
    """A gap and what closes it."""

    gap = forms.CharField(
        label="What is the gap?",
        help_text=f"Write one sentence. The agency will read this. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    question = forms.ModelChoiceField(
        Question.objects.none(),
        label="Which question is it about?",
        required=False,
        empty_label="None of them",
    )
    title = forms.CharField(
        label="What needs to be done?",
        help_text="Enter one thing that can be shown to be done.",
        max_length=300,
    )
    detail = forms.CharField(
        label="What else should they know?", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000,
        required=False,
    )  # fmt: skip
    target_on = DateField(
        label="When is it due?", called="the day by which it is to be done", earliest=timezone.localdate
    )
    looks = {"title": {"class": "govuk-!-width-full"}}

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = questions


class LookBackForm(forms.Form):
    """Whether an earlier action has lasted."""

    finding = forms.ChoiceField(
        label="Has the change lasted?",
        choices=[("stuck", "It has lasted"), ("partly", "In part"), ("not", "It has not")],
        widget=forms.RadioSelect,
    )
    shown_by = forms.CharField(
        label="What shows it?",
        help_text=f"For example, in this return, an audit or the event. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class LearnForm(forms.Form):
    text = forms.CharField(
        label="What was learnt?",
        help_text=f"Write one point that can be cited: what agencies should know or do. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    theme = forms.CharField(label="Theme", max_length=100, required=False)
