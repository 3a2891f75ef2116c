"""What a survey may ask, how long its links open, and what of its answers may be shown without telling of anybody."""

from dataclasses import dataclass

from partnership.access import Refused

MINIMUM = 10
MINIMUM_SOURCE = "Our choice: none of the partnership's documents names a number"
MINIMUM_MAY_BE = 5  # nobody may set it lower; the database refuses it too

MOST_A_DAY = (
    500  # replies through one link, so that nobody floods a survey: our choice, a school answers in a day
)

LONGEST_TEXT = 2_000  # characters
MOST_TICKETS = 300  # in one batch
MOST_QUESTIONS = 20
FORM_HOURS = 24  # how long an opened form may be sent

ASKED_OF_NOBODY = {"scale", "yes_no", "text"}  # a date or an exact number may say who somebody is
CHOICES = {"scale", "yes_no"}
YES_NO_POINTS = ((1, "Yes"), (0, "No"))


def check_questions(kinds):
    """A survey asks something, and only what does not say who answers."""
    kinds = list(kinds)
    if not kinds:
        raise Refused("Write at least one question first.")
    if not set(kinds) <= ASKED_OF_NOBODY:
        raise Refused(
            "A survey can ask for choices and words. A date or an exact number may identify someone, "
            "so offer bands to choose from instead."
        )


def check_survey(*, opens_on, closes_on, minimum):
    if closes_on < opens_on:
        raise Refused("The survey must close on or after the day on which it opens.")
    if minimum < MINIMUM_MAY_BE:
        raise Refused(f"At least {MINIMUM_MAY_BE} people must be in a group before its answers show.")


def check_draft(standing):
    """What is asked, and how it is shown, stands from the opening on."""
    if standing != "draft":
        raise Refused(
            "This survey has been opened, so its questions and how its answers are shown can no longer "
            "change."
        )


def check_under_way(standing):
    if standing == "closed":
        raise Refused("This survey has closed.")


def check_closed(standing):
    """While it is open a reader could compare today's figures with yesterday's, and see one person's answer."""
    if standing != "closed":
        raise Refused(
            "You can see results once the survey has closed. Before that, changes from day to day "
            "could reveal one person’s answers."
        )


def check_said_something(choices, texts):
    if not choices and not texts:
        raise Refused("Answer at least one question, or close this page if you do not want to.")


def check_look(*, keep, text, reason, original):
    """What staff do with something that was written: let it be read, take parts out, or take all of it out."""
    if keep != "as_it_is" and not reason.strip():
        raise Refused("Say why you are taking something out, without saying what.")
    if keep == "parts" and not text.strip():
        raise Refused("There is nothing left. Take out the whole text instead.")
    if keep == "parts" and text.strip() == original.strip():
        raise Refused(
            "Nothing has been taken out yet. Put [taken out] where something could identify somebody."
        )


# What may be shown ----------------------------------------------------------------------------------------


def hidden_groups(sizes, minimum):
    """Which groups of a breakdown do not show, so that no subtraction tells of fewer than `minimum` people.

    `sizes` maps each group to how many of it answered. A group that is too small is hidden; where those hidden are
    together still too few, the smallest of the others go with them, for the total minus what is shown would tell.
    """
    if sum(sizes.values()) < minimum:
        return set(sizes)
    hidden = {group for group, size in sizes.items() if size < minimum}
    for group in sorted(sizes, key=lambda group: (sizes[group], str(group))):
        together = sum(sizes[one] for one in hidden)
        if together == 0 or together >= minimum:
            break
        hidden.add(group)
    return hidden


@dataclass(frozen=True)
class Shown:
    """What may be shown of one group: how many answered, and how many of them gave each answer.

    Neither is there for a group that does not show.
    """

    name: str
    answered: int | None
    counts: dict | None

    @property
    def shows(self):
        return self.counts is not None


def tally(answers, options, minimum, groups=()):
    """The total and, by group, what may be shown of one question.

    `answers` are pairs of group and value, one for each person who answered; `options` the values in order.
    """
    answers = list(answers)
    if len(answers) < minimum:
        return Shown("Everybody", None, None), [Shown(group, None, None) for group in groups]
    total = Shown("Everybody", len(answers), counted(answers, options))
    of = {group: [answer for answer in answers if answer[0] == group] for group in groups}
    hidden = hidden_groups({group: len(found) for group, found in of.items()}, minimum)
    return total, [
        Shown(group, None, None) if group in hidden else Shown(group, len(found), counted(found, options))
        for group, found in of.items()
    ]


def counted(answers, options):
    return {value: sum(1 for _, given in answers if given == value) for value in options}
