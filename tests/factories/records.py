"""Boxes and files of the register, brought about by the deeds that people do."""

from django.utils import timezone

from partnership.models import Series
from partnership.operations import records
from partnership.rules.records import CHECKLIST
from tests.factories import reviews as made

NO_INTEREST = dict.fromkeys(CHECKLIST, "no")


def series(cast, code="LSCB-MIN"):
    return Series.objects.filter(code=code).first() or records.add_series(
        by=cast.manager, code=code, name="Minutes of the former board", inherited=True
    )


def held(cast, reference="BOX-1", **more):
    """A box of minutes of 1998 to 2004, entered by an officer, unless told otherwise."""
    given = {
        "series": series(cast), "title": "Board minutes and papers", "held_at": "County archive, bay 4",
        "basis": "Published arrangements 2019, section 16", "retention": "minutes", "from_year": 1998, "to_year": 2004,
    } | more  # fmt: skip
    return records.register_record(by=cast.officer, reference=reference, **given)


def proposed(cast, reference="BOX-2", *, by=None, **more):
    """A box whose disposal an officer has proposed."""
    box = held(cast, reference, **more)
    review = records.review_retention(
        box, by=by or cast.officer, answers=NO_INTEREST, outcome="dispose", reason="Copies are in the archive.",
        late_reason="The register was not read in before.",
    )  # fmt: skip
    return review.disposal


def agreed(cast, reference="BOX-3", **more):
    return records.agree_disposal(
        proposed(cast, reference, **more),
        by=cast.manager,
        agreed=True,
        answer="I looked at the list of contents.",
    )


def done(cast, reference="BOX-4", **more):
    return records.carry_out_disposal(
        agreed(cast, reference, **more), by=cast.officer, method="shredded", done_on=timezone.localdate(),
        content=made.pdf(), filename="certificate.pdf",
    )  # fmt: skip
