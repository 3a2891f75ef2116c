"""“How are we doing?” on paper."""

from partnership.operations.paper import print_paper

SECONDS = 45


def whole(report):
    """What page and paper say of each outcome statement, in a fixed number of queries: its numbered citations too."""
    statements = list(
        report.statements.select_related("written_by", "priority").prefetch_related(
            "cites",
            "action_links__action__organisation",
            "action_links__action__owner",
            "action_links__action__group",
        )
    )
    cited = {}
    for statement in statements:
        for one in statement.cites.all():
            cited.setdefault(one.pk, {"number": len(cited) + 1, "evidence": one})
    return {
        "statements": [
            {
                "statement": one,
                "look": one.look,
                "cites": [cited[e.pk]["number"] for e in one.cites.all()],
                "actions": [link.action for link in one.action_links.all()],
            }
            for one in statements
        ],
        "cited": list(cited.values()),
    }


def print_doing(report):
    """The report as a tagged PDF, and how many pages it has."""
    return print_paper(
        "print/doing.html",
        whole(report) | {"report": report},
        called="The report",
        seconds=SECONDS,
    )
