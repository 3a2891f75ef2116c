"""What the public reads of what people said and what was done, once two people have let it out."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnership.models import Said


@require_safe
def voice(request):
    """You said, we did: by office and organisation, never by name or place."""
    said = Said.objects.public().select_related("organisation", "deadline").order_by("-answered_on", "-pk")
    return render(
        request, "public/voice.html", {"page": Paginator(said, 20).get_page(request.GET.get("page"))}
    )
