"""What many tests stand on, made once in a transaction that stays open; each test is rolled back to it.

A stage has floors: the cast, on it the world behind the doors, an attack in every text of that world, the published
arrangements, a case that has come so far, a review.
A test that asks for the fixture of that name stands on that floor; one that asks for none finds an empty database.
"""

import pickle
import shutil

from django.conf import settings
from django.db import connection, transaction

from partnership.operations.arrangements import load
from tests.doors.world import World
from tests.factories import family, information, reviews
from tests.factories.cast import Cast
from tests.security.planted import plant

# Cases that many tests begin with, and what hangs on them, by the fixture's name, and how far they have come.
CASES = {
    "involved_request": information.involved,
    "answered_case": reviews.answered,
    "drafting_case": reviews.drafting,
    "case_for_decision": reviews.for_decision,
    "decided_case": reviews.decided,
    "case_with_panel": reviews.awaiting_panel,
    "agreed_case": reviews.agreed,
    "case_in_review": reviews.in_review,
    "drafted_case": family.drafted,
    "signing_artefact": lambda cast: reviews.artefact(cast, "signing"),
    "ready_artefact": lambda cast: reviews.artefact(cast, "ready"),
    "scheduled_artefact": lambda cast: reviews.artefact(cast, "scheduled"),
}
# The floors from the lowest, by the fixture's name, and how each is made of what stands already.
MAKES = {
    "cast": lambda things: Cast(),
    "world": lambda things: World(things["cast"]),
    "planted": lambda things: plant(),
    "loaded": lambda things: load(),
    "canary": lambda things: reviews.canary(things["cast"]),
    "live": lambda things: reviews.live(things["cast"]),
    **{name: lambda things, make=make: make(things["cast"]) for name, make in CASES.items()},
}


class Floor:
    """One savepoint: what was made in it, as a copy that no test has touched, and the documents that came with it."""

    def __init__(self, name, things, keep):
        self.name = name
        self.undo = transaction.atomic()
        self.undo.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS chain IMMEDIATE")
        try:
            made = {**things, name: MAKES[name](things)}
            self.things = pickle.dumps(made)
            self.documents = keep
            if settings.DOCUMENT_ROOT.exists():
                shutil.copytree(settings.DOCUMENT_ROOT, keep)
            connection.run_on_commit.clear()  # never comes, and each test's end would look through them all
        except BaseException:
            self.take_down()
            raise

    def hand_over(self):
        """Fresh instances for one test, and the documents where this test's settings keep them."""
        if self.documents.exists():
            shutil.copytree(self.documents, settings.DOCUMENT_ROOT, dirs_exist_ok=True)
        return pickle.loads(self.things)  # noqa: S301 - pickled above

    def take_down(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)


class Stage:
    """The floors that stand now. They are taken down before a test that needs the bare ground."""

    def __init__(self, make_folder):
        self.make_folder = make_folder
        self.floors = []

    def stand_on(self, names):
        """What those floors hold, by name, for one test; taken down or built until just they stand."""
        while [floor.name for floor in self.floors] != list(names[: len(self.floors)]):
            self.floors.pop().take_down()
        things = self.floors[-1].hand_over() if self.floors else {}
        for name in names[len(self.floors) :]:
            self.floors.append(Floor(name, things, self.make_folder(name) / "documents"))
            things = self.floors[-1].hand_over()
        return things
