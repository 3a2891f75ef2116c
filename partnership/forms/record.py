"""Which entries of the record to read."""

from datetime import datetime, time, timedelta

from django import forms
from django.apps import apps
from django.utils import timezone

from partnership.forms.dates import DateField


def called(noun):
    """What an entry is about, in words: "reviews.case" is a case."""
    try:
        return str(apps.get_model(noun)._meta.verbose_name).capitalize()
    except LookupError:
        return noun


class RecordFilterForm(forms.Form):
    """About what, by whom, doing what, between which days."""

    noun = forms.ChoiceField(label="About", required=False)
    actor_id = forms.ChoiceField(label="By", required=False)
    verb = forms.ChoiceField(label="What happened", required=False)
    reference = forms.CharField(label="Reference", required=False)
    since = DateField(label="From", called="the first day", required=False)
    until = DateField(label="Until", called="the last day", required=False)

    def __init__(self, *args, events, **kwargs):
        """Offers only what `events` hold."""
        super().__init__(*args, **kwargs)
        nouns = events.order_by("noun").values_list("noun", flat=True).distinct()
        verbs = events.order_by("verb").values_list("verb", flat=True).distinct()
        actors = events.order_by("actor", "actor_id").values_list("actor_id", "actor").distinct()
        people = {}
        for pk, name in actors:
            people.setdefault(pk or "portal", name.partition(" (")[0])
        self.fields["noun"].choices = [("", "Anything"), *((noun, called(noun)) for noun in nouns)]
        self.fields["verb"].choices = [("", "Anything"), *((verb, verb.capitalize()) for verb in verbs)]
        self.fields["actor_id"].choices = [("", "Anybody"), *people.items()]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first day")
        return cleaned

    def narrow(self, events):
        """Those of `events` that are asked for; none while the question itself is wrong."""
        if not self.is_bound:
            return events
        if not self.is_valid():
            return events.none()
        asked = self.cleaned_data
        for field in ("noun", "verb"):
            if asked[field]:
                events = events.filter(**{field: asked[field]})
        if asked["actor_id"]:
            events = events.filter(actor_id="" if asked["actor_id"] == "portal" else asked["actor_id"])
        if asked["reference"]:
            events = events.filter(label__icontains=asked["reference"])
        if asked["since"]:
            events = events.filter(at__gte=midnight(asked["since"]))
        if asked["until"]:
            events = events.filter(at__lt=midnight(asked["until"] + timedelta(1)))
        return events


def midnight(day):
    """The instant at which a day begins in London."""
    return timezone.make_aware(datetime.combine(day, time.min))
