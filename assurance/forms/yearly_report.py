"""What people may type about the yearly report."""

from django import forms
from django.utils import timezone

from partnership.forms.dates import DateField
from partnership.forms.seen import SeenForm
from partnership.rules.years import year_words

LONGEST = 60_000  # characters of one section


def plain_text(**kwargs):
    return forms.CharField(widget=forms.Textarea, **kwargs)


class StartReportForm(forms.Form):
    """The years on offer have begun and have no report yet."""

    year = forms.TypedChoiceField(label="Which year is it about?", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [
            (starts_on.year, f"{year_words(starts_on.year)}: {starts_on:%-d %B %Y} to {ends_on:%-d %B %Y}")
            for starts_on, ends_on in years
        ]


class WriteSectionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="What is this section called?", max_length=200)
    text = plain_text(label="What does it say?", required=False)
    difference = plain_text(
        label="What difference did it make to children, and how do you know?",
        required=False,
        help_text="You need to answer this before the report can go to scrutiny.",
    )
    place = forms.ChoiceField(
        label="Insert a figure, table or chart",
        required=False,
        help_text="Select one, then “Insert”. It is added at the end of the text, and you can move it.",
    )
    show_optional = False
    looks = {
        "title": {"label": "s"},
        "text": {"rows": 22, "label": "s", "class": "report-editor"},
        "difference": {"rows": 8, "label": "s"},
        "place": {"label": "s"},
    }

    def __init__(self, *args, section, guidance="", names=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = guidance
        self.fields["place"].choices = [("", "Choose one"), *names]
        if section.kind != "priority":
            del self.fields["difference"]

    def clean_text(self):
        return self.short(self.cleaned_data["text"], "text")

    def clean_difference(self):
        return self.short(self.cleaned_data["difference"], "answer")

    def short(self, text, what):
        if len(text) > LONGEST:
            raise forms.ValidationError(
                f"The {what} has {len(text):,} characters. Shorten it to {LONGEST:,} or fewer."
            )
        return text


class AddSectionForm(forms.Form):
    kind = forms.ChoiceField(
        label="What do you want to add?",
        choices=[("priority", "A priority"), ("other", "Another chapter")],
        widget=forms.RadioSelect,
        initial="priority",
    )
    title = forms.CharField(label="What is it called?", max_length=200)
    looks = {
        "kind": {
            "hints": {
                "priority": "It must say what difference was made to children.",
                "other": "It comes after the standard chapters.",
            }
        }
    }


class ByWhenForm(forms.Form):
    due_on = DateField(
        label="When is it needed by?", called="the date it is needed by", earliest=timezone.localdate
    )


class SendReportForm(ByWhenForm):
    pass


class AskEndorsementsForm(ByWhenForm):
    pass


class MaybeLateForm(forms.Form):
    """Asks for a reason only where the thing is late."""

    late_reason = plain_text(label="Why is it late?")
    looks = {"late_reason": {"rows": 3}}

    def __init__(self, *args, deadline=None, **kwargs):
        super().__init__(*args, **kwargs)
        if deadline is None or timezone.localdate() <= deadline.due_on:
            del self.fields["late_reason"]
        else:
            due = f"{deadline.due_on:%-d %B %Y}"
            self.fields["late_reason"].help_text = f"It was due on {due}. The reason is kept with the date."


class ScrutiniseForm(SeenForm, MaybeLateForm):
    text = plain_text(
        label="Your scrutiny statement",
        required=False,
        help_text="How effectively children’s voices are listened to, how the arrangements work for children, "
        "families and practitioners, and how well the partners lead. We will print it exactly as you write it.",
        max_length=None,
    )
    show_optional = False
    field_order = ["seen", "text", "late_reason"]
    looks = {"text": {"rows": 20, "label": "s"}, "late_reason": {"rows": 3}}


class EndorseForm(SeenForm, MaybeLateForm):
    organisation = forms.ModelChoiceField(
        label="Which partner are you signing for?", queryset=None, empty_label=None
    )
    agreed = forms.BooleanField(label="We have read this report and endorse it")
    field_order = ["seen", "organisation", "agreed", "late_reason"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].initial = organisations[0]
            self.fields["organisation"].widget = forms.HiddenInput()


class ReturnReportForm(forms.Form):
    why = plain_text(
        label="Why does the text need to change?",
        help_text="The statement and endorsements so far will be set aside, because they were about this text.",
    )
    looks = {"why": {"rows": 4}}


class PublishReportForm(MaybeLateForm):
    recipients = plain_text(
        label="Who should get a copy?",
        help_text="One on each line. Each copy is due within 7 days of publication.",
    )
    without = plain_text(label="Why are you publishing before every committee has considered it?")
    sure = forms.BooleanField(label="Publish it now for everyone to read")
    field_order = ["recipients", "without", "late_reason", "sure"]
    looks = {"recipients": {"rows": 4}, "without": {"rows": 3}, "late_reason": {"rows": 3}}

    def __init__(self, *args, waiting=(), **kwargs):
        super().__init__(*args, **kwargs)
        if waiting:
            names = ", ".join(str(one.committee) for one in waiting)
            self.fields["without"].help_text = f"Not considered yet by {names}."
        else:
            del self.fields["without"]

    def clean_recipients(self):
        names = [line.strip() for line in self.cleaned_data["recipients"].splitlines() if line.strip()]
        if any(len(name) > 180 for name in names):
            raise forms.ValidationError("Each name must be 180 characters or fewer.")
        return names


class RecordCopyForm(forms.Form):
    sent_on = DateField(label="When was it sent?", called="the date it was sent", latest=timezone.localdate)
    how = forms.CharField(label="How was it sent?", max_length=200, required=False)
    file = forms.FileField(
        label="What proves it?",
        help_text="For example, the receipt as a PDF or picture.",
        required=False,
    )
    late_reason = plain_text(label="Why was it late?", required=False)
    looks = {"late_reason": {"rows": 3}}

    def __init__(self, *args, deadline, **kwargs):
        super().__init__(*args, **kwargs)
        due = f"{deadline.due_on:%-d %B %Y}"
        self.fields["late_reason"].help_text = f"Only if it was sent after {due}."


class CorrectReportForm(forms.Form):
    note = plain_text(
        label="What is being corrected?",
        help_text="Readers will see this at the top of the new version. The published version never changes.",
    )
    looks = {"note": {"rows": 4}}
