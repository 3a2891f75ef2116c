"""Which cases the board shows."""

from django import forms
from django.utils import timezone

from partnership.rules.years import days_of_year, financial_year, year_words


class BoardFilterForm(forms.Form):
    """Reference, where it stands, whose area, which year, and only what is overdue."""

    show = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(label="Reference", max_length=40, required=False)
    phase = forms.ChoiceField(label="Status", required=False)
    authority = forms.ChoiceField(label="Authority", required=False)
    year = forms.ChoiceField(label="Year from April", required=False)
    late = forms.BooleanField(label="Only what is overdue", required=False)
    looks = {"q": {"width": 10}, "late": {"small": True}}

    def __init__(self, *args, authorities, oldest, phases, closed, **kwargs):
        """`authorities` are (id, name) of those that have cases, `oldest` the moment of the first referral or None."""
        super().__init__(*args, **kwargs)
        self.phases = {str(number): stages for number, (_, stages) in enumerate(phases)}
        self.fields["phase"].choices = [
            ("", "Anywhere"), *((str(number), label) for number, (label, _) in enumerate(phases)),
        ]  # fmt: skip
        self.fields["authority"].choices = [("", "Any"), *((str(pk), name) for pk, name in authorities)]
        this = financial_year(timezone.localdate())
        first = financial_year(timezone.localdate(oldest)) if oldest else this
        self.fields["year"].choices = [
            ("", "Any"), *((str(year), year_words(year)) for year in range(this, first - 1, -1)),
        ]  # fmt: skip
        if closed:
            del self.fields["phase"], self.fields["late"]

    def narrow(self, cases, today):
        """Those of `cases`, annotated with `next_due`, that are asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        if words := asked.get("q", "").strip():
            cases = cases.filter(reference__icontains=words)
        if asked.get("phase"):
            cases = cases.filter(stage__in=self.phases[asked["phase"]])
        if asked.get("authority"):
            cases = cases.filter(responsible_authority=asked["authority"])
        if asked.get("year"):
            start, end = days_of_year(int(asked["year"]))
            cases = cases.filter(referred_at__date__gte=start, referred_at__date__lte=end)
        return cases.filter(next_due__lt=today) if asked.get("late") else cases
