"""The needs analysis as it is read: needs in the order of their scores, with numbered evidence; on screen and paper."""

from partnership.operations.paper import print_paper
from training.models import NeedEvidence
from training.rules.needs import ALSO, weighed

SECONDS = 45
BARE = {"total": None}


def whole(analysis):
    """What page and paper say of each need, in a fixed number of queries."""
    needs = list(
        analysis.needs.select_related("carried_from__analysis", "written_by").prefetch_related(
            "scores__scored_by", "evidence", "courses"
        )
    )
    cited, rows = {}, []
    for need in needs:
        score = weighed(
            [(one.criterion, one.scored_by_id, one.value) for one in need.scores.all()],
            criteria=analysis.criteria, scale=analysis.scale,
        )  # fmt: skip
        rows.append({"need": need, "score": score})
    rows.sort(key=lambda row: (-1 if row["score"].total is None else -row["score"].total, row["need"].number))
    for row in rows:
        row["means"] = [
            (one["label"], row["score"].by_criterion[one["code"]], one["weight"]) for one in analysis.criteria
        ]
        for one in row["need"].evidence.all():
            cited.setdefault(one.pk, {"number": len(cited) + 1, "evidence": one})
        row["cites"] = [cited[one.pk]["number"] for one in row["need"].evidence.all()]
    return {
        "rows": rows,
        "taken_up": [row for row in rows if row["need"].decision == "taken_up"],
        "not_taken_up": [row for row in rows if row["need"].decision == "not_taken_up"],
        "undecided": [row for row in rows if not row["need"].decision],
        "cited": list(cited.values()),
        "picked": NeedEvidence.objects.filter(
            year=analysis.year, standing=NeedEvidence.Standing.PICKED
        ).exclude(pk__in=cited),
        "also": ALSO,
    }


def print_needs(analysis):
    """The agreed analysis as a tagged PDF. It is frozen, so each time it says the same."""
    return print_paper(
        "print/needs_analysis.html",
        whole(analysis) | {"analysis": analysis},
        called="The needs analysis",
        seconds=SECONDS,
    )[0]
