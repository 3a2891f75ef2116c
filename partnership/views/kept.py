"""What somebody had typed when the portal no longer knew that it was they: kept, shown to them alone, sent by them."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from partnership.operations.sign_ins import keep_form, throw_away
from partnership.rules.sign_ins import KEPT_FOR, readable

OF_SIGN_IN = ("account_", "mfa_", "second_factor", "openid_connect_", "kept_form", "send_kept_form")


def is_worth_keeping(request):
    """Whether a form for a page of the portal was sent, by a person pressing a button."""
    if request.method != "POST" or request.headers.get("X-Requested-With") == "fetch":
        return False
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    return getattr(match.func, "login_required", True) and not (match.view_name or "").startswith(OF_SIGN_IN)


def came_from_our_page(request):
    """Whether the form carries our token, so that no other site made this browser send it."""
    return CsrfViewMiddleware(lambda request: None).process_view(request, None, (), {}) is None


def keep_what_was_sent(request, person, *, even_empty=False):
    """The address at which this person finds again what this request sent, or nothing when that held nothing."""
    kept = keep_form(
        person,
        path=request.get_full_path(),
        pairs=[(name, text) for name, texts in request.POST.lists() for text in texts],
        files=[file.name for _, files in request.FILES.lists() for file in files],
        even_empty=even_empty,
    )
    return reverse("kept_form", args=[kept.pk]) if kept else ""


@require_safe
def kept_form(request, pk):
    """What was kept of a form, and the two things that can become of it."""
    kept = get_object_or_404(request.user.kept_forms, pk=pk)
    texts, others = readable(kept.fields)
    return render(
        request,
        "partnership/kept_form.html",
        {"kept": kept, "texts": texts, "others": others, "until": kept.kept_at + KEPT_FOR},
    )


@require_POST
@sensitive_post_parameters()
def send_kept_form(request, pk):
    """Let the browser send the same fields on to where they belong; there they are looked at as ever."""
    kept = get_object_or_404(request.user.kept_forms, pk=pk)
    kept.sent_at = timezone.now()
    kept.save(update_fields=["sent_at"])
    return HttpResponseRedirect(kept.path, preserve_request=True)


@require_POST
def throw_kept_form_away(request, pk):
    throw_away(get_object_or_404(request.user.kept_forms, pk=pk))
    messages.success(request, "What was saved has been deleted.")
    return redirect("home")
