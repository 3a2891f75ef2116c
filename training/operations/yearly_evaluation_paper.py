"""The yearly evaluation of training as it is read, on screen and on paper."""

from partnership.operations.paper import print_paper
from partnership.rules.suppression import in_words
from training.operations.evaluation_results import HEADINGS
from training.rules.evaluation import LEAST, SCALE

SECONDS = 45


def plural(number, one):
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def whole(evaluation):
    """What page and paper say of its figures. They are those that it holds: of an agreed one, for ever the same."""
    figures = evaluation.figures
    held = f"{plural(figures['sessions'], 'session')} of {plural(figures['courses'], 'course')}"
    open_still = figures["open_registers"]
    return {
        "evaluation": evaluation,
        "figures": figures,
        "facts": [
            ("Held", held),
            ("Places", str(figures["places"])),
            ("Had a place", in_words(figures["booked"])),
            ("Came, with or without a booking", in_words(figures["came"])),
            ("Had a place and did not come", in_words(figures["no_show"])),
            *(
                (
                    f"Answered: {rate['words'].lower()}",
                    f"{rate['answered']} of {rate['asked']} ({rate['rate']}%)",
                )
                for rate in figures["rates"]
            ),
        ],
        "open_words": f"{plural(open_still, 'more session')} held but not counted because the register was open.",
        "rows": [
            row | {"labelled": list(zip(HEADINGS, row["cells"], strict=True))}
            for row in figures["courses_evaluated"]
        ],
        "headings": HEADINGS,
        "scale": SCALE,
        "least": LEAST,
    }


def print_yearly_evaluation(evaluation):
    """The yearly evaluation as a tagged PDF; until it is agreed it says that it is a draft."""
    return print_paper(
        "print/yearly_evaluation.html", whole(evaluation), called="The yearly evaluation", seconds=SECONDS
    )[0]
