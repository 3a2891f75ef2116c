"""Letters about a report: its reference, a date and a link, and nothing of what a draft says."""

from partnership.operations.letters import promise


def write(report, key, people, subject, *, due_on=None, path=None):
    """Promise the same letter to each of these people, once each under this key."""
    for person in people:
        promise(
            "report_step",
            f"yearly_report:{report.pk}:{key}:{person.pk}",
            to=person,
            subject=f"{subject}: {report.reference}",
            reference=report.reference,
            label=subject,
            due_on=due_on,
            path=path or report.get_absolute_url(),
        )
