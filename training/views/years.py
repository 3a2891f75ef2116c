"""Which year, from April to March, a page of training is about."""

from django.utils import timezone

from partnership.rules.years import financial_year, year_words
from training.operations import yearly_evaluation


def year_asked(request):
    """The year of the address, such as ?year=2025, or this one."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    return (
        int(asked)
        if len(asked) == 4 and asked.isdecimal() and 2000 <= int(asked) <= today.year
        else financial_year(today)
    )


def years_to_choose(chosen):
    """The years for the page's own navigation, newest first."""
    return [
        {"label": year_words(one), "address": f"?year={one}", "current": one == chosen}
        for one in yearly_evaluation.years(timezone.localdate())
    ]
