"""One case in one file, for inspectors: asking for it, watching it being made, taking it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Event
from partnership.views.deed import attempt
from partnership.views.files import send
from reviews.forms.evidence import AskForPackForm
from reviews.models import Case, EvidencePack
from reviews.operations import evidence as operations
from reviews.views.deed import find_case


@requires(Can.EXPORT_CASES)
def evidence_pack(request, pk):
    """Ask for a pack; how far it is; who made and took each."""
    case = find_case(request, pk)
    form = AskForPackForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.ask_for_pack, case, by=request.user, **form.cleaned_data)
    ):
        return redirect("reviews:evidence_pack", case.pk)
    packs = list(case.evidence_packs.select_related("asked_by"))
    now = timezone.now()
    taken = {}
    for event in Event.objects.filter(
        noun=EvidencePack._meta.label_lower, noun_id__in=[str(pack.pk) for pack in packs], verb="took"
    ):
        taken.setdefault(event.noun_id, []).append(event)
    return render(
        request,
        "reviews/evidence_pack.html",
        {
            "case": case,
            "form": form,
            "latest": packs[0] if packs else None,
            "rows": [
                {"pack": pack, "there": pack.there_at(now), "taken": taken.get(str(pack.pk), [])}
                for pack in packs
            ],
        },
    )


@requires(Can.EXPORT_CASES)
@require_safe
def evidence_file(request, pk):
    """The pack itself, under a name that says nothing; that it was taken is on the record."""
    pack = get_object_or_404(
        EvidencePack.objects.filter(case__in=Case.objects.visible_to(request.user)), pk=pk
    )
    pack = operations.take_pack(pack, by=request.user)
    return send(pack.file, f"evidence-{pack.pk}.zip", "application/zip")
