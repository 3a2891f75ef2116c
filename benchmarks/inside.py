"""A page's processor time inside this process, by the test client: for comparing it with itself on other data."""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines

from partnership.models import Deadline

BARE = "<table>{% for d in rows %}<tr><td>{{ d.label }}</td><td>{{ d.due_on }}</td></tr>{% endfor %}</table>"


@login_not_required
def bare(request):
    """The limit: one query of 25 rows and a small template, without any middleware."""
    rows = Deadline.objects.order_by("due_on")[:25]
    return HttpResponse(engines["django"].from_string(BARE).render({"rows": rows}))


def processor_ms(work, times=40):
    """Median processor time of one call, in milliseconds."""
    for _ in range(3):
        work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)[times // 2]
