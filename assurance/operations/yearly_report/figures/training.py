"""Multi-agency training of the year: what was held, who came, and what it changed, as the pages of training say it."""

from partnership.rules.suppression import in_words
from training.operations.evaluation_results import AFTER, HEADINGS, LATER, LEARNER, year_results
from training.operations.figures import figures_between
from training.rules.evaluation import per_cent
from training.rules.figures import withheld


def training(year):
    """Sessions whose register is closed. Small numbers of people are withheld, of a sector's and of all."""
    source = "Registers of training"
    figures = figures_between(year.starts_on, year.ends_on)
    total, told = figures.total, figures.told
    year.figure("training_sessions", "Training sessions held", total.sessions, source)
    year.figure("training_places", "Places in them", total.places, source)
    for name, label, number, of in (
        ("training_came", "People who came", told.came, total.places),
        ("training_no_show", "People who had a place and did not come", told.no_show, told.booked),
    ):
        if number is None:
            year.words(name, label, in_words(number), source)
        else:
            year.figure(name, label, number, source, of=of)
    year.table(
        "training_sectors", "Training by sector", "Sector|Booked#|Came#|Did not come#",
        [
            [label, in_words(counts.booked), in_words(counts.came), in_words(counts.no_show)]
            for label, counts in withheld(figures.by_sector).items()
        ],
        source, empty="No sessions were held in the year.",
    )  # fmt: skip


def evaluation(year):
    """What people of each course said before, after and later; the same people's change beside the response rate."""
    source = "Evaluation of training; results for fewer than 5 people are not shown"
    rows = year_results(year.starts_on, year.ends_on)
    for name, label, moment in (
        ("training_answered", "Learners who gave feedback straight after", AFTER),
        ("training_answered_later", "Learners who gave feedback later", LATER),
    ):
        asked = sum(rates[moment, LEARNER].asked for _, _, rates in rows)
        answered = sum(rates[moment, LEARNER].answered for _, _, rates in rows)
        year.figure(name, label, answered, source, of=asked)
    year.table(
        "training_change", "How confident people were, from 1 to 5",
        "|".join(["Course", "Answered", *(f"{one}#" for one in HEADINGS)]),
        [
            [
                course.title,
                "Nobody asked" if not (rate := rates[AFTER, LEARNER]).asked
                else f"{rate.answered} of {rate.asked} ({per_cent(rate.answered, rate.asked)}%)",
                *line.cells,
            ]
            for course, line, rates in rows
        ],
        source, empty="No courses were evaluated in the year.",
    )  # fmt: skip
