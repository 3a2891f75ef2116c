"""What a step of a case is: the page of a case is made of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from partnership.access import Can, may
from partnership.addresses import address_of


def anybody(person, case):
    return True


@dataclass(frozen=True)
class Deed:
    """Something that may be done with a case at these stages, by people with this capability.

    `allowed(person, case)` asks what the table of capabilities cannot know, such as whose decision it is.
    Its page is the url of its name, with the case's number. What is `seldom` done is offered apart from the rest.
    """

    name: str
    title: str
    can: Can
    stages: tuple
    hint: str = ""
    allowed: Callable = anybody
    seldom: bool = False

    def open_to(self, person, case):
        return case.stage in self.stages and may(person, self.can) and self.allowed(person, case)

    def row(self, case):
        """As a task list draws it."""
        return {
            "title": self.title,
            "address": address_of(f"reviews:{self.name}", case.pk),
            "hint": self.hint,
            "status": "" if self.seldom else "To do",
        }


def nothing(case, person, today):
    return {}


@dataclass(frozen=True)
class Step:
    """One section of a case's page, with the clocks that stand beside it and the deeds that belong to it.

    It is drawn by `reviews/parts/<key>.html`, once `there(case)` or one of its `duties` has a clock. `select` and
    `prefetch` are what it reads of the case, so that the whole page runs a fixed number of queries;
    `shows(case, person, today)` is what its part is given as `shows`, and asks the database for nothing more.
    Of duties that are `repeated` only the clock that runs stands beside it; its part tells of those before.
    """

    key: str
    title: str
    there: Callable
    duties: tuple = ()
    repeated: tuple = ()
    deeds: tuple = ()
    select: tuple = ()
    prefetch: tuple = ()
    shows: Callable = field(default=nothing)

    @property
    def part(self):
        return f"reviews/parts/{self.key}.html"
