"""Finding schools, counting them on a day, bringing in national files, and settling what they left open."""

from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Replace
from django.utils import timezone

from partnership.forms.arrangements import spread
from partnership.forms.dates import DateField
from partnership.models import Organisation
from schools.models import School, Trust

STATES = [
    ("", "Open"),
    ("closing", "Open, but proposed to close"),
    ("proposed", "Proposed to open"),
    ("closed", "Closed"),
    ("missing", "No longer in the national file"),
    ("all", "All"),
]
WHOSE = [("", "Leicestershire and Rutland"), ("city", "Leicester (city)"), ("both", "All three")]


class RegisterFilterForm(forms.Form):
    """Which schools to list."""

    q = forms.CharField(label="Name, URN or postcode", max_length=100, required=False)
    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label="Authority", empty_label="Any", required=False
    )
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any kind"), *School.Kind.choices], required=False)
    run = forms.ChoiceField(label="Run as", choices=[("", "Any"), *School.Run.choices], required=False)
    trust = forms.ModelChoiceField(Trust.objects.none(), label="Trust", empty_label="Any", required=False)
    state = forms.ChoiceField(label="Open or closed", choices=STATES, required=False)
    whose = forms.ChoiceField(label="Area", choices=WHOSE, required=False)

    def __init__(self, *args, schools, **kwargs):
        super().__init__(*args, **kwargs)
        self.schools = schools
        self.fields["authority"].queryset = Organisation.objects.filter(
            pk__in=schools.order_by().values("authority")
        )
        self.fields["trust"].queryset = Trust.objects.filter(pk__in=schools.order_by().values("trust"))

    def narrow(self):
        """Those of the schools that are asked for."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        found = self.schools
        if words := " ".join(asked.get("q", "").split()):
            close = words.replace(" ", "")
            found = found.alias(close=Replace(F("postcode"), Value(" "), Value(""))).filter(
                Q(name__icontains=words)
                | Q(close__istartswith=close)
                | (
                    Q(urn=int(close))
                    if close.isascii() and close.isdigit() and len(close) < 9
                    else Q(pk=None)
                )
            )
        for name in ("authority", "kind", "run", "trust"):
            if asked.get(name):
                found = found.filter(**{name: asked[name]})
        whose = asked.get("whose", "")
        if whose != "both":
            found = found.filter(ours=whose != "city")
        state = asked.get("state", "")
        if state == "missing":
            return found.exclude(missing_since=None)
        codes = {"": School.IN_SCOPE, "closing": ("3",), "proposed": ("4",), "closed": ("2",)}
        return found if state == "all" else found.filter(status_code__in=codes[state], missing_since=None)


class CountsForm(forms.Form):
    """On which day schools are counted, and whether the city's are too."""

    on = DateField(label="As at", called="the day", help_text="Leave blank for today.", required=False)
    city = forms.BooleanField(label="Also count Leicester (city), separately", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and "on" in self.data:
            whole = self.data.copy()
            for name, value in spread(self.data).items():
                whole[name] = value
            self.data = whole

    @property
    def asked(self):
        return self.cleaned_data if self.is_bound and self.is_valid() else {}

    @property
    def day(self):
        return self.asked.get("on") or timezone.localdate()


class ReadRegisterForm(forms.Form):
    """The national file and its links file."""

    file = forms.FileField(
        label="Which national file?",
        help_text="The file named edubasealldata and a date, as CSV or ZIP, up to 128MB. We do not keep the "
        "file itself.",
        widget=forms.FileInput(attrs={"accept": ".csv,.zip"}),
        error_messages={
            "required": "Select the national file",
            "empty": "The selected file is empty. Download it again",
        },
    )
    links = forms.FileField(
        label="Which links file?",
        help_text="The file named links_edubasealldata for the same date. It shows which school replaced a "
        "closed one. You do not need it if it is in the same ZIP file.",
        widget=forms.FileInput(attrs={"accept": ".csv,.zip"}),
        error_messages={"empty": "The links file is empty. Download it again, or leave it out"},
        required=False,
    )
    dated_on = DateField(
        label="What is the date of the file?", called="the date of the file", latest=timezone.localdate,
        help_text="Leave blank if the date is in the file’s name.", required=False,
    )  # fmt: skip


class SettleChangeForm(forms.Form):
    how = forms.CharField(
        label="What was decided?",
        help_text="Write one sentence. It is kept on record.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what was decided"},
    )
