"""What dates follow?"""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Deadline
from partnership.working_days import BeyondCalendar
from reviews.forms.clocks import ClocksForm
from reviews.rules.clocks import dates_following

COLOURS = {"statutory": "red", "guidance": "orange", "local": "grey"}


@requires(Can.ASK_WHAT_DATES_FOLLOW)
@require_safe
def clocks(request):
    """Every statutory and local date that follows from up to four dates, with its rule and source."""
    form = ClocksForm(request.GET or None)
    context = {"form": form}
    if form.is_valid() and any(form.starts.values()):
        try:
            follows = dates_following(form.chosen, **form.starts)
        except BeyondCalendar as error:
            form.add_error(None, f"{error} Choose dates within those years.")
        else:
            context |= {
                "follows": [
                    (
                        key,
                        row
                        | {
                            "force_label": Deadline.Force(row["force"]).label,
                            "colour": COLOURS[row["force"]],
                        },
                    )
                    for key, row in follows.items()
                    if row
                ],
            }
    return render(request, "reviews/clocks.html", context)
