"""The diary: everything that is due, whoever has to do it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from partnership.access import Can, requires
from partnership.forms.diary import DiaryFilterForm
from partnership.models import Deadline
from partnership.views.sections import diary_section

A_PAGE = 50


@requires(Can.READ_DIARY)
def diary(request):
    """Every deadline, the earliest first."""
    today = timezone.localdate()
    seen = Deadline.objects.visible_to(request.user)
    form = DiaryFilterForm(request.GET or None, deadlines=seen)
    found = form.narrow(seen, today=today, person=request.user)
    page = Paginator(found.select_related("organisation", "group", "owner"), A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "partnership/diary.html",
        {
            "page": page,
            "filter": form,
            "today": today,
            "late": seen.overdue(today).count(),
            "section": diary_section(request),
        },
    )
