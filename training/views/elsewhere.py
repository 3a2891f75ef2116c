"""Training that somebody did elsewhere: recording it, and looking at it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import carried_out
from partnership.views.files import send_file
from training.forms.attendance import ConfirmElsewhereForm, DeclineElsewhereForm, RecordElsewhereForm
from training.models import CertificateElsewhere, Course
from training.operations import certificates as operations
from training.views.certificates import MINE


@requires(*MINE)
def record_elsewhere(request):
    form = RecordElsewhereForm(request.POST or None, request.FILES or None)
    if carried_out(request, form, operations.record_elsewhere):
        messages.success(request, "Training recorded. The business unit will check it.")
        return redirect("training:my_learning")
    return render(request, "training/record_elsewhere.html", {"form": form})


@requires(Can.RUN_TRAINING)
@require_safe
def certificates_elsewhere(request):
    """What people did elsewhere and nobody has looked at yet; and what was said of the rest."""
    recorded = CertificateElsewhere.objects.select_related("learner", "counts_as")
    return render(
        request,
        "training/certificates_elsewhere.html",
        {
            "waiting": recorded.to_look_at().order_by("recorded_at"),
            "looked_at": recorded.exclude(confirmed_at=None, declined_at=None)[:100],
        },
    )


def find(request, pk):
    found = CertificateElsewhere.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("learner", "counts_as", "document"), pk=pk)


@requires(Can.RUN_TRAINING)
def confirm_elsewhere(request, pk):
    """Look at it, and say whether it stands in for one of our courses."""
    elsewhere = find(request, pk)
    form = ConfirmElsewhereForm(
        request.POST if request.method == "POST" else None,
        courses=Course.objects.exclude(state=Course.State.PLANNED),
    )
    if carried_out(request, form, lambda **given: operations.confirm_elsewhere(elsewhere, **given)):
        messages.success(request, "Added to their learning record.")
        return redirect("training:certificates_elsewhere")
    return render(request, "training/confirm_elsewhere.html", {"form": form, "elsewhere": elsewhere})


@requires(Can.RUN_TRAINING)
def decline_elsewhere(request, pk):
    elsewhere = find(request, pk)
    form = DeclineElsewhereForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.decline_elsewhere(elsewhere, **given)):
        messages.success(request, "Their learning record now says that it does not count, and why.")
        return redirect("training:certificates_elsewhere")
    return render(request, "training/decline_elsewhere.html", {"form": form, "elsewhere": elsewhere})


@requires(*MINE)
@require_safe
def elsewhere_file(request, pk):
    elsewhere = find(request, pk)
    if not elsewhere.document:
        raise Http404
    return send_file(elsewhere.document, elsewhere.document.download_name)
