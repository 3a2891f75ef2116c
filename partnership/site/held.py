"""What apps above the partnership hold under a reference, for whoever asked what is held."""

from django.utils import timezone

from partnership.operations.held import CASE, Held
from reviews.models import Case
from reviews.operations.evidence_contents import documents_of, rows_of


def of_a_case(subject):
    """Every row and file that hangs on a case: its kind and its day, and nothing of what it says.

    What they say is in the case's evidence pack, which only the manager takes out.
    """
    if subject.kind != CASE:
        return
    case = Case.objects.visible_to(subject.by).filter(reference=subject.reference).first()
    if case is None:
        return
    yield Held(f"case-{case.pk}", "Case", None, case.reference)
    for model, rows in rows_of(case):
        name = str(model._meta.verbose_name)
        for row in rows:
            yield Held(f"{model._meta.model_name}-{row.pk}", f"Of the case: {name}", day_of(row), name)
    for document, what in documents_of(case):
        yield Held(
            f"document-{document.pk}",
            "File",
            timezone.localdate(document.kept_at),
            f"{what}, version {document.version}, {document.size} bytes, SHA-256 {document.checksum}",
        )


def day_of(row):
    """The first day that the row itself notes, or None."""
    for field in row._meta.concrete_fields:
        if field.get_internal_type() in ("DateTimeField", "DateField"):
            value = getattr(row, field.name)
            if value is not None:
                return timezone.localdate(value) if hasattr(value, "tzinfo") else value
    return None
