"""What search finds of cases: their references, for those who may read them, and not a word of what was said."""

from partnership.views.search import Kind
from reviews.models import Case

KINDS = (
    Kind(
        label="Cases",
        rows=lambda person: Case.objects.visible_to(person),
        names=("reference",),
        words=None,
        address=Case.get_absolute_url,
        note=lambda row: row.get_stage_display(),
    ),
)
