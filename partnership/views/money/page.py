"""What every page of money does the same way: find, look whether it may change, carry out, go back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from partnership.access import Can, may
from partnership.models import Budget, Organisation
from partnership.rules import money as law
from partnership.views.deed import carried_out


def find_budget(request, pk):
    return get_object_or_404(Budget.objects.visible_to(request.user).select_related("pot"), pk=pk)


def find_writable(request, pk):
    """A budget whose figures may still change; a 409 for a published or closed one."""
    budget = find_budget(request, pk)
    law.check_writable(budget)
    return budget


def deed_page(request, template, form, operation, thing, said, back, *, context=None, **more):
    """Try what was sent and go back with a sentence, or draw the page with the form."""
    done = carried_out(request, form, operation, thing, **more)
    if done is not None:
        messages.success(request, said(done) if callable(said) else said)
        return redirect(*back) if isinstance(back, tuple) else redirect(back)
    return render(request, f"partnership/{template}.html", {"form": form, **(context or {})})


def sharers(budget, today):
    """Who can share a budget: today's statutory partners, and whoever contributes to it already."""
    partners = Organisation.objects.statutory_partners(today)
    there = Organisation.objects.filter(contributions__budget=budget)
    found = {one.pk: one for one in [*partners, *there]}
    return sorted(found.values(), key=lambda one: one.name)


def budget_section(request, budget, here):
    """The pages of one budget."""
    pages = [
        ("budget", "Overview"),
        ("spending", "Spending"),
        ("budget_charts", "Charts"),
    ]
    if budget.open and may(request.user, Can.RUN_MONEY):
        pages.append(("forecast", "Forecast"))
    return [
        {"label": label, "address": reverse(name, args=[budget.pk]), "current": name == here}
        for name, label in pages
    ]
