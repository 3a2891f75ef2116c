"""Learners' accounts: a public page to ask for one, and the pages on which staff answer."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.models import Organisation, Person
from partnership.views.deed import attempt, carried_out
from partnership.views.limits import knocks_too_often
from training.forms.accounts import AddDomainForm, AnswerAccountForm, AskForAccountForm
from training.models import AccountRequest, EmailDomain
from training.operations import accounts as operations
from training.rules.terms import is_free_mail

ASKS_A_MINUTE = 5
SEARCHES_A_MINUTE = 30
SHORTEST = 3  # letters of a name that is looked for
MOST = 20


@never_cache
@require_safe
def make_account(request):
    """Step one: who one works for, found by a part of its name."""
    if knocks_too_often(request, "employers", a_minute=SEARCHES_A_MINUTE):
        return too_often(request)
    asked = request.GET.get("q", "").strip()[:100]
    found = employers(asked) if len(asked) >= SHORTEST else []
    return render(
        request,
        "training/make_account.html",
        {"asked": asked, "found": found[:MOST], "more": len(found) > MOST, "shortest": SHORTEST},
    )


def employers(asked):
    """Organisations of today whose name holds every word; where a setting is, is told by its area."""
    found = Organisation.objects.on(timezone.localdate()).told_to_all()
    for word in asked.split()[:6]:
        found = found.filter(Q(name__icontains=word) | Q(short_name__icontains=word))
    return list(found.order_by("name")[: MOST + 1])


def too_often(request):
    return render(request, "429.html", status=429)


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def ask_for_account(request, pk=None):
    """Step two: who asks. Whatever follows, the answer is the same page."""
    organisation = (
        get_object_or_404(Organisation.objects.on(timezone.localdate()).told_to_all(), pk=pk)
        if pk is not None
        else None
    )
    form = AskForAccountForm(request.POST or None, organisation=organisation)
    if request.method == "POST":
        if knocks_too_often(request, "accounts", a_minute=ASKS_A_MINUTE):
            return too_often(request)
        if form.is_valid() and attempt(form, asked, organisation, form.cleaned_data):
            return redirect("account_asked")
    return render(request, "training/ask_for_account.html", {"organisation": organisation, "form": form})


def asked(organisation, given):
    operations.ask_for_account(organisation=organisation, **given)
    return True


@never_cache
@require_safe
def account_asked(request):
    return render(request, "training/account_asked.html")


# For staff ------------------------------------------------------------------------------------------------


def with_all(requests):
    return requests.select_related("organisation", "decided_by", "person")


@requires(Can.RUN_TRAINING)
@require_safe
def account_requests(request):
    """Who waits for an account, and what became of the latest others."""
    everything = with_all(AccountRequest.objects.all())
    return render(
        request,
        "training/account_requests.html",
        {
            "waiting": everything.filter(state=AccountRequest.State.WAITING),
            "answered": everything.exclude(state=AccountRequest.State.WAITING).order_by("-decided_at", "-pk")[
                :50
            ],
            "colours": {"approved": "green", "refused": "grey"},
        },
    )


@requires(Can.RUN_TRAINING)
def answer_account(request, pk):
    """Approve or refuse one request."""
    found = get_object_or_404(with_all(AccountRequest.objects.all()), pk=pk)
    form = AnswerAccountForm(
        request.POST or None, request=found, offers_domain=not is_free_mail(found.domain)
    )
    if request.method == "POST" and form.is_valid() and carry_out(request, form, found):
        messages.success(request, answered_words(form.cleaned_data["answer"]))
        return redirect("training:account_requests")
    return render(
        request,
        "training/answer_account.html",
        {
            "asked": found,
            "form": form,
            "free_mail": is_free_mail(found.domain),
            "elsewhere": EmailDomain.objects.filter(domain=found.domain).select_related("organisation"),
            "known": Person.objects.filter(email=found.email).first(),
            "before": AccountRequest.objects.filter(
                email=found.email, state=AccountRequest.State.REFUSED
            ).exclude(pk=found.pk),
        },
    )


def answered_words(answer):
    """What follows for whoever asked for an account."""
    if answer == "no":
        return "Request refused. They are not written to, so tell them yourself if they should know."
    return "Request approved. If they cannot sign in yet, an invitation is on its way to them."


def carry_out(request, form, found):
    given = form.cleaned_data
    if given["answer"] == "no":
        return attempt(form, operations.refuse_account, found, by=request.user, reason=given["reason"])
    return attempt(
        form, operations.approve_account, found, by=request.user, organisation=given["organisation"],
        confirm_domain=given.get("confirm_domain", False),
    )  # fmt: skip


@requires(Can.RUN_TRAINING)
def email_domains(request):
    """Email domains that show where someone works."""
    form = AddDomainForm(request.POST or None)
    if carried_out(request, form, operations.add_domain):
        messages.success(request, "Domain confirmed.")
        return redirect("training:email_domains")
    return render(
        request,
        "training/email_domains.html",
        {"form": form, "domains": EmailDomain.objects.select_related("organisation", "confirmed_by")},
    )


@requires(Can.RUN_TRAINING)
@require_POST
def remove_domain(request, pk):
    kept = get_object_or_404(EmailDomain.objects.select_related("organisation"), pk=pk)
    operations.remove_domain(kept, by=request.user)
    messages.success(request, "Domain removed. Existing accounts are not affected.")
    return redirect("training:email_domains")
