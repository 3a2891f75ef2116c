"""A case, and a review, drawn in time: nothing but what stands on the same page in words."""

from django.utils import timezone

from partnership.rules.drawing import Dated, times

# Row → the duties whose clocks stand in it, and the step of the page that tells of them.
TO_THE_DECISION = (
    ("Notify the Panel", ("notify",), "notification"),
    ("Tell the safeguarding partners", ("inform_partners",), "notification"),
    ("Ask agencies for information", ("scope",), "information"),
    ("Agencies say whether they were involved", ("involvement",), "information"),
    ("Agencies answer", ("agency_return",), "information"),
    ("Hold the rapid review meeting", ("rapid_review_meeting",), "rapid_review"),
    ("Decide what follows", ("decide",), "decision"),
    ("Send the rapid review to the Panel", ("rapid_review",), "panel"),
    ("Hear from the Panel", ("panel_reply",), "panel"),
)
TO_PUBLICATION = (
    ("Tell who reviews", ("tell_who_reviews",), "review"),
    ("Check time and quality", ("progress_check",), "under_way"),
    ("Written requests to the reviewer", ("written_request",), "under_way"),
    ("Agencies check that it is accurate", ("accuracy",), "before_sign_off"),
    ("Send copies before publication", ("advance_copies",), "publication"),
    ("Publish the review", ("publish",), "publication"),
)


def dated(deadline, title, address=""):
    return Dated(
        title,
        due_on=deadline.due_on,
        done_on=deadline.done_on,
        starts_on=deadline.starts_on,
        late=deadline.late,
        address=address,
    )


def rows_of(duties, deadlines):
    """A row for each of the duties that has a clock; what is no longer due is left out."""
    found = []
    for title, names, step in duties:
        standing = [one for one in deadlines if one.duty in names and not one.ended_on]
        found.append((title, [dated(one, title, f"#{step}") for one in standing]))
    return found


def happened_on(title, days, address):
    """A row of what happened on these days, instants among them."""
    return (title, [Dated(title, done_on=day_of(day), address=address) for day in days if day])


def day_of(at):
    return timezone.localdate(at) if hasattr(at, "hour") else at


def begun(case):
    """When it happened and when the authority knew. A day that is not known exactly is said and not drawn."""
    exact = case.incident_precision == case.Precision.DAY
    incident = Dated(
        "Incident",
        done_on=case.incident_on if exact else None,
        note="" if exact else f"{case.get_incident_precision_display()}, so it is not drawn",
        address="#notification",
    )
    return [
        ("Incident", [incident]),
        happened_on("The authority became aware", [case.aware_on], "#notification"),
    ]


def case_drawn(case, today):
    """The two drawings of a case: from the incident to the decision, and from there to publication.

    They stand apart because the first takes weeks and the second months. Both read only what the page has fetched.
    """
    deadlines = sorted((link.deadline for link in case.clocks.all()), key=lambda one: (one.due_on, one.pk))
    found = [
        (
            "From the incident to the decision",
            times([*begun(case), *rows_of(TO_THE_DECISION, deadlines)], today),
        )
    ]
    if hasattr(case, "review"):
        found.append(("From the decision to publication", review_drawn(case.review, deadlines, today)))
    return [{"caption": caption, "drawn": drawn} for caption, drawn in found if drawn]


def work_on(review, address=""):
    """What was done in a review; `address` is where the page tells of it, if it does so elsewhere."""
    return [
        happened_on("Meetings of the review panel", [one.held_on for one in review.meetings.all()], address),
        happened_on(
            "Practitioners heard", [one.held_on for one in review.practitioner_events.all()], address
        ),
        happened_on("Drafts of the report", [one.sent_at for one in review.drafts.all()], address),
    ]


def review_drawn(review, deadlines, today):
    live = [one.live_at for one in review.artefacts.all()]
    return times(
        [
            happened_on("Decided on", [review.begun_on], "#decision"),
            *rows_of(TO_PUBLICATION[:3], deadlines),
            *work_on(review, "#under_way"),
            *rows_of(TO_PUBLICATION[3:], deadlines),
            happened_on("Public", live, "#publication"),
        ],
        today,
    )  # fmt: skip


def own_review_drawn(appointment, today):
    """The timetable of a review as its reviewer sees it: what stands on their page, and nothing else of the case."""
    review = appointment.review
    return times(
        [
            (
                "A written request",
                [
                    dated(one.deadline, f"Request of {day_of(one.asked_at):%-d %B %Y}", one.get_absolute_url())
                    for one in appointment.requests
                    if not one.deadline.ended_on
                ],
            ),
            *work_on(review),
            ("Publish the review", [dated(link.deadline, "Publish the review") for link in review.case.publication]),
        ],
        today,
    )  # fmt: skip
