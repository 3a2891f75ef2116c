"""What lives in public: whatever is typed has a word of its own, and after each deed every public byte is asked for."""

import io
import itertools
from datetime import UTC, datetime

import pikepdf
import time_machine
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test

from partnership.access import Refused
from partnership.operations.pdf_text import beside_the_pages, text_of
from tests.doors.world import undone
from tests.reviews.test_public_reviews import written
from tests.security.walk import read

BEGINS = datetime(2026, 11, 2, 9, tzinfo=UTC)


def walked(machine, *, walks, steps):
    """So many walks in any order, of so many steps."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=steps,
            phases=[Phase.generate],  # a walk is told as it was found: making it shorter costs minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


class InPublic:
    """A world that is gone when the walk has ended. What lives in it is said by `read_now` and `all_addresses`."""

    cast = None
    lived = set()  # what came about in any walk
    pages = ()  # that show many things, and feeds
    searches = ()  # each followed by what somebody types

    def __init__(self):
        super().__init__()
        self.world = undone()
        self.world.__enter__()
        self.travel = time_machine.travel(BEGINS, tick=False)
        self.clock = self.travel.start()
        self.browser = Client()  # the same all along, and so one process that keeps pages
        self.words, self.said_by = [], {}  # every word there is; those of each file by its checksum
        self.addresses, self.etags, self.over, self.once = set(), {}, set(), set()

    def teardown(self):
        try:
            self.look_for_all()
        finally:
            self.travel.stop()
            self.world.__exit__(None, None, None)

    # Words, and deeds that may be refused -----------------------------------------------------------------

    letters = ["".join(three) for three in itertools.product("bdfgkmptvz", repeat=3)]

    def word(self):
        """One that nobody has used, no search takes for another, and an address keeps as it is."""
        self.words.append(f"kanarx{self.letters[len(self.words)]}")
        return self.words[-1]

    def file(self):
        """A PDF with a word on its page and another beside it, which is to be taken out; and the one on the page."""
        word = self.word()
        with pikepdf.open(io.BytesIO(written(f"Agencies {word} met"))) as pdf:
            pdf.docinfo["/Author"] = self.word()
            pdf.docinfo["/Title"] = self.word()
            out = io.BytesIO()
            pdf.save(out)
        return out.getvalue(), word

    def attempt(self, deed, *about, **given):
        """Do it if it may be done now; None where it is refused."""
        try:
            return deed(*about, **given)
        except Refused:
            return None

    # What the public may read now -------------------------------------------------------------------------

    def read_now(self):
        """(texts that stand on a page, the word in a file) by the address of what they are said of."""
        raise NotImplementedError

    def all_addresses(self):
        """Every address that anything ever had or could have: of drafts too, and of what was replaced."""
        raise NotImplementedError

    def gone(self):
        """Addresses among those that are read which say that something is gone, and why."""
        return set()

    def found_by(self, word, pages, files):
        """Addresses to which whoever searches for that word may be led, and those to which they have to be."""
        return {address for address, said in pages.items() if word in said}, set()

    def read_in_words(self):
        pages, files = self.read_now()
        return {
            address: [word for word in self.words if word in " ".join(said)]
            for address, said in pages.items()
        }, files

    def the_public_reads_what_is_live_and_nothing_else(self):
        pages, files = self.read_in_words()
        gone = self.gone()
        allowed, seen = {word for said in pages.values() for word in said}, set()
        self.once |= allowed  # an address keeps the name under which the public first came to know it
        named = self.once.intersection(word for word in self.words for address in pages if word in address)
        for address in [*self.pages, *self.all_addresses()]:
            answer = read(self.browser.get(address))
            text = self.text_of(answer).replace(address, "…")  # what was asked for may be said again
            open_now = address in pages or address in files
            said = {word for word in self.words if word in text}
            assert said <= allowed | named | {files.get(address)}, (address, said - allowed)
            if address in self.pages:
                assert answer.status_code in (200, 404), address
            elif address in gone:
                assert answer.status_code == 410, address
            else:
                assert answer.status_code in ((200,) if open_now else (404, 410)), address
            assert set(pages.get(address, ())) <= said, address
            assert files.get(address) is None or files[address] in said, address
            seen |= said
            self.ask_again(address, answer)
        assert allowed <= seen
        for word in self.words[-4:]:
            self.look_for(word, pages, files)

    def text_of(self, answer):
        """Every byte of it, and what a PDF says on and beside its pages."""
        text = f"{answer.headers}\n" + answer.body.decode(errors="replace")
        if answer.headers.get("Content-Type") == "application/pdf" and answer.body:
            text += text_of(answer.body) + " ".join(beside_the_pages(answer.body))
        return text.lower()

    def ask_again(self, address, answer):
        """As a cache does that has it from before: it may go on showing only what would be sent now."""
        before = self.etags.get(address)
        if before:
            cached = read(self.browser.get(address, headers={"If-None-Match": before}))
            same = answer.status_code == 200 and answer.headers.get("ETag") == before
            assert cached.status_code == (304 if same else answer.status_code), address
            assert same or self.text_of(cached).count("kanarx") == self.text_of(answer).count("kanarx"), (
                address
            )
        if answer.headers.get("ETag"):
            self.etags[address] = answer.headers["ETag"]

    def look_for(self, word, pages, files):
        """Whoever searches for it finds what says it to the public, and nothing else."""
        may, must = self.found_by(word, pages, files)
        for search in self.searches:
            text = self.browser.get(f"{search}{word}").text
            for address in self.addresses:
                assert f'"{address}"' not in text or address in may, (search, word, address)
            for address in must:
                assert f'"{address}"' in text, (search, word)

    def look_for_all(self):
        pages, files = self.read_in_words()
        for word in self.words:
            self.look_for(word, pages, files)


class InAnyOrder(InPublic, RuleBasedStateMachine):
    """The same, walked by hypothesis."""

    after_each_deed = invariant()(InPublic.the_public_reads_what_is_live_and_nothing_else)
