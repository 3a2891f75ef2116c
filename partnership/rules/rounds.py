"""What may still change about a round, and when one that is prepared may be opened."""

from datetime import timedelta

from partnership.access import Refused
from partnership.rules.questionnaires import out_of_order

DATES = ("about_from", "about_until", "opens_on", "due_on", "reopens_on", "closes_on")
NOTICE = timedelta(14)  # our choice: how long everybody has at least where a due date moves to an earlier day
NEEDED = {
    "about_from": "when the period begins that it is about",
    "about_until": "when that period ends",
    "opens_on": "when agencies can begin to answer",
    "due_on": "when answers are due",
    "closes_on": "when the round closes",
}


def check_planned(*, title, **dates):
    """A round being prepared has a name, and no two of its dates contradict each other."""
    if not title.strip():
        raise Refused("Say what this round is called.")
    for _, sentence in out_of_order(**dates):
        raise Refused(f"{sentence}.")


def lacks(*, questionnaire, organisations, **dates):
    """What a prepared round still needs before it can be opened, in words."""
    found = [] if questionnaire else ["what is asked"]
    found += [words for name, words in NEEDED.items() if not dates.get(name)]
    return found if organisations else [*found, "whom to ask"]


def check_ready(*, questionnaire, today, **dates):
    """A round is opened once it says what is asked and by when, and not when its answers are due already."""
    missing = lacks(questionnaire=questionnaire, organisations=True, **dates)
    if missing:
        raise Refused(f"It does not say {', '.join(missing)}. Change the draft first.")
    if questionnaire.offered_at is None:
        raise Refused("Its questionnaire is still being written. Offer that first.")
    if dates["due_on"] < today:
        raise Refused("The day on which its answers were due has passed. Change the dates first.")
    for _, sentence in out_of_order(**dates):
        raise Refused(f"{sentence}.")


def check_asked_too(*, already, due_on, opens_on, closes_on, today, reason):
    """One more organisation is asked before the round closes, with time to answer and for a reason."""
    if already:
        raise Refused("It is asked in this round already.")
    if today > closes_on:
        raise Refused(f"This round closed on {closes_on:%-d %B %Y}. Move that date first.")
    if due_on < max(today, opens_on):
        raise Refused("Its answer must be due today or later, and not before the round opens.")
    if due_on > closes_on:
        raise Refused(f"The round closes on {closes_on:%-d %B %Y}; its answer must be due by then.")
    if not reason.strip():
        raise Refused("Say why it is asked too.")


def check_dropped(*, state, reason):
    """Only what has not come is no longer asked for, and for a reason."""
    if state == "dropped":
        raise Refused("It is no longer asked for already.")
    if state != "draft":
        raise Refused("This return has been submitted. What has come stays.")
    if not reason.strip():
        raise Refused("Say why it is no longer asked for.")


def check_amended(*, old, new, seen):
    """A message is changed by whoever saw the one that stands."""
    if seen != old:
        raise Refused(
            "A colleague changed the message meanwhile: it now says what is shown here. Look at it first."
        )
    if new == old:
        raise Refused("That is what it says already.")


def check_new_dates(*, old, new, latest_promised, today, reason):
    """A round closes today at the soonest, and not before it is due. An earlier due date leaves two weeks to answer.

    Whoever was promised a later day than everybody keeps it: `latest_promised` is the last of those.
    """
    if new == old:
        raise Refused("These are its dates already.")
    if today + NOTICE > new["due_on"] < old["due_on"]:
        raise Refused(
            f"An earlier due date must leave everyone two weeks: {today + NOTICE:%-d %B %Y} at the soonest."
        )
    if new["due_on"] > old["due_on"] and new["due_on"] < today:
        raise Refused("The new due date must be today or in the future.")
    if new["closes_on"] != old["closes_on"] and new["closes_on"] < today:
        raise Refused("A round closes today at the soonest, at midnight.")
    if new["closes_on"] < new["due_on"]:
        raise Refused("The round must close on or after the day on which returns are due.")
    if latest_promised and new["closes_on"] < latest_promised <= old["closes_on"]:
        raise Refused(
            f"An agency was promised {latest_promised:%-d %B %Y}. Close on or after that day, or drop it first."
        )
    for _, sentence in out_of_order(about_from=None, about_until=None, opens_on=None, **new):
        raise Refused(f"{sentence}.")
    if not reason.strip():
        raise Refused("Say why the dates change.")
