"""A review and a leaflet live in public in any order: each word is read while it is live, and not before or after.

Whatever anybody types on the way has a word of its own. After each deed every public byte is asked for anew.
"""

import io
import itertools
from datetime import UTC, datetime, time, timedelta

import pikepdf
import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from partnership.access import Refused
from partnership.models import LibraryItem
from partnership.operations import library
from partnership.operations.pdf_text import beside_the_pages, text_of
from reviews.models import Artefact, Review
from reviews.operations import publication
from reviews.operations.review import name_review
from reviews.rules.publication import CHECKLIST
from tests.doors.world import undone
from tests.factories import reviews as made
from tests.reviews.test_public_reviews import written
from tests.security.walk import read

pytestmark = [pytest.mark.shows("S-DR", "S-CACHE"), pytest.mark.django_db]

BEGINS = datetime(2026, 11, 2, 9, tzinfo=UTC)
PAGES = (
    *("/", "/reviews/", "/reviews/feed.atom", "/reviews/?kind=practice_review", "/reviews/?year=2026"),
    *("/learning/", "/learning/feed.atom", "/learning/?audience=practitioners"),
    *("/sitemap.xml", "/find/", "/reviews/nowhere/"),
)
SEARCHES = ("/reviews/?q=", "/find/?q=")
MANY, FEW = st.integers(0, 5), st.integers(1, 6)
KINDS = st.sampled_from(
    [Artefact.Kind.REPORT, Artefact.Kind.REPORT, Artefact.Kind.SUMMARY, Artefact.Kind.BRIEFING]
)
S = Artefact.State


class PublicLife(RuleBasedStateMachine):
    """One case with its review, and the learning library, in a world that is gone when the walk has ended."""

    cast = case = None
    lived = set()  # what came about in any walk

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

    @property
    def review(self):
        return Review.objects.get(pk=self.case.review.pk)

    def artefact(self, number):
        found = list(Artefact.objects.filter(review=self.case.review).order_by("pk"))
        return made.fresh(found[number % len(found)]) if found else None

    def item(self, number):
        found = list(LibraryItem.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    # A review ---------------------------------------------------------------------------------------------

    @initialize(steps=st.sampled_from([5, 4, 6, 2]), out=st.booleans())
    def begins(self, steps, out):
        """Somewhere on the way, or live already."""
        self.name()
        self.add(Artefact.Kind.REPORT)
        self.carry_on(0, steps)
        self.add_to_the_library()
        if out:
            self.put_forward(0, True)

    @rule()
    def name(self):
        self.attempt(
            name_review, self.review, by=self.cast.manager, public_title=f"Child {self.word()}",
            abstract=f"About {self.word()}.",
        )  # fmt: skip

    @rule(kind=KINDS)
    def add(self, kind):
        content, word = self.file()
        added = self.attempt(
            publication.add_artefact, self.review, by=self.cast.manager, kind=kind, title=f"What {self.word()} learnt",
            content=content, filename=f"{self.word()}.pdf",
        )  # fmt: skip
        if added:
            self.said_by[added.document.checksum] = word

    @rule(number=MANY)
    def replace(self, number):
        content, word = self.file()
        if (one := self.artefact(number)) and (
            changed := self.attempt(
                publication.replace_file,
                one,
                by=self.cast.manager,
                content=content,
                filename=f"{self.word()}.pdf",
            )
        ):
            self.said_by[changed.document.checksum] = word

    @rule(number=MANY)
    def find_somebody_named(self, number):
        if one := self.artefact(number):
            self.attempt(
                publication.check_anonymity,
                one,
                by=self.cast.officer,
                passed=False,
                note=f"Page {self.word()}",
            )

    @rule(number=MANY, steps=FEW)
    def carry_on(self, number, steps):
        """The next of all that has to be done before its hour, so many times."""
        if one := self.artefact(number):
            for _ in range(steps):
                self.next_step(made.fresh(one))

    def next_step(self, one):
        cast = self.cast
        if one.state == S.CHECKING:
            made.gone_on_without(cast, one)
            checks = one.anonymity_checks.filter(document=one.document).count()
            by = cast.second_officer if checks else cast.officer
            self.attempt(publication.check_anonymity, one, by=by, passed=True, looked_for=CHECKLIST)
        elif one.state == S.SIGNING:
            for signatory, partner in zip(cast.signatories, cast.partners, strict=True):
                self.attempt(publication.sign, one, by=signatory, organisation=partner)
        elif one.state == S.READY:
            if publication.in_force(one.review) is None:
                self.attempt(made.decided_to_publish, cast, one.review)
            for recipient in ("panel", "secretary_of_state"):
                self.attempt(
                    publication.send_copy,
                    one,
                    by=cast.officer,
                    recipient=recipient,
                    sent_on=timezone.localdate(),
                )
            if first := publication.earliest(one):
                hour = datetime.combine(max(first, timezone.localdate() + timedelta(1)), time(9), tzinfo=UTC)
                self.attempt(
                    publication.schedule, one, by=cast.manager, publish_at=hour, late_reason=self.word()
                )
        elif one.state == S.SCHEDULED:
            self.clock.move_to(max(one.publish_at, timezone.now()))
            publication.publish_due()

    @rule(days=st.sampled_from([1, 8, 40, 400]))
    def time_passes(self, days):
        self.clock.shift(timedelta(days))
        publication.publish_due()

    @rule(number=MANY)
    def withdraw(self, number):
        one = self.artefact(number)
        if one and self.attempt(publication.withdraw, one, by=self.cast.manager, reason=self.word()):
            self.over.add(one.pk)

    @rule(number=MANY, days=st.sampled_from([1, 400]))
    def archive(self, number, days):
        one = self.artefact(number)
        self.clock.shift(timedelta(days))
        if one and self.attempt(publication.archive, one, by=self.cast.manager, reason=self.word()):
            self.over.add(one.pk)

    # What stands beside it --------------------------------------------------------------------------------

    @rule(passed=st.booleans(), checked=st.booleans())
    def say_what_has_improved(self, passed, checked):
        said = self.attempt(
            publication.add_improvement, self.review, by=self.cast.officer, text=f"Better: {self.word()}."
        )
        if said and checked:
            publication.check_improvement(
                said, by=self.cast.manager, passed=passed, note=f"No: {self.word()}"
            )

    @rule()
    def take_an_improvement_down(self):
        if one := self.review.improvements.order_by("pk").last():
            self.attempt(
                publication.take_down_improvement, one, by=self.cast.manager, reason=f"Wrong: {self.word()}"
            )

    @rule()
    def correct(self):
        self.attempt(
            publication.correct_summary, self.review, by=self.cast.officer, new=f"About {self.word()}.",
            reason=f"Not {self.word()}",
        )  # fmt: skip

    @rule(passed=st.sampled_from([True, True, False]))
    def check_the_correction(self, passed):
        if one := self.review.corrections.open().first():
            for by in (self.cast.second_officer, self.cast.manager):
                self.attempt(
                    publication.check_correction,
                    one,
                    by=by,
                    passed=passed,
                    note=f"No: {self.word()}",
                    seen=str(one.pk),
                )

    # The learning library ---------------------------------------------------------------------------------

    def leaflet(self):
        content, word = self.file()
        return word, {
            "by": self.cast.officer, "title": f"Leaflet {self.word()}", "kind": "leaflet",
            "audiences": ["practitioners"], "summary": f"On {self.word()}.",
            "text": f"# Call\n\nDo {self.word()} at once.", "content": content, "filename": f"{self.word()}.pdf",
        }  # fmt: skip

    @rule()
    def add_to_the_library(self):
        word, given = self.leaflet()
        if item := self.attempt(library.add_library_item, **given):
            self.said_by[item.document.checksum] = word

    @rule(number=MANY)
    def change_in_the_library(self, number):
        word, given = self.leaflet()
        if (item := self.item(number)) and (
            changed := self.attempt(library.change_library_item, item, seen=item.revision, **given)
        ):
            self.said_by[changed.document.checksum] = word

    @rule(number=MANY, second=st.sampled_from([True, True, False]))
    def put_forward(self, number, second):
        if item := self.item(number):
            self.attempt(library.put_library_item_forward, item, by=self.cast.officer)
            if second:
                self.attempt(library.let_library_item_out, item, by=self.cast.second_officer)

    @rule(number=MANY)
    def take_back(self, number):
        if item := self.item(number):
            self.attempt(
                library.take_library_item_back, item, by=self.cast.officer, reason=f"Old: {self.word()}"
            )

    # What the public may read now -------------------------------------------------------------------------

    def read_now(self):
        """(words that stand on pages, words that stand in files) by the address of what they are said of."""
        pages, files = {}, {}
        review, artefacts = self.review, list(Artefact.objects.select_related("document", "review"))
        live = [one for one in artefacts if one.state == S.LIVE]
        assert not {one.pk for one in live} & self.over
        if live:
            said = [review.public_title, review.abstract, *(one.title for one in live)]
            said += [one.text for one in review.improvements.all() if one.passed and not one.taken_down_at]
            pages[review.get_absolute_url()] = said
            files |= {one.public_address(): self.said_by[one.document.checksum] for one in live}
        archived = [one for one in artefacts if one.state == S.ARCHIVED]
        for address in [one.public_address() for one in archived]:
            pages[address] = [review.public_title]
        if archived:
            pages.setdefault(review.get_absolute_url(), [review.public_title])
        for item in LibraryItem.objects.all():
            if item.let_out_at:
                pages[item.public_address] = [item.title, item.summary, item.text]
                files[item.public_file] = self.said_by[item.document.checksum]
        self.lived |= {one.state for one in artefacts} | {
            "let out" for item in LibraryItem.objects.exclude(let_out_at=None)
        }
        self.lived |= {
            "taken back" for item in LibraryItem.objects.exclude(first_out_at=None).filter(let_out_at=None)
        }
        return {
            address: [word for word in self.words if word in " ".join(said)]
            for address, said in pages.items()
        }, files

    def all_addresses(self):
        """Every address that anything ever had or could have: of drafts too, and of what was replaced."""
        if self.review.slug:
            self.addresses.add(self.review.get_absolute_url())
            self.addresses |= {
                one.public_address() for one in Artefact.objects.select_related("document", "review")
            }
        for item in LibraryItem.objects.all():
            self.addresses |= {item.public_address, item.public_file}
        return self.addresses

    @invariant()
    def the_public_reads_what_is_live_and_nothing_else(self):
        pages, files = self.read_now()
        allowed, seen = {word for said in pages.values() for word in said}, set()
        self.once |= allowed  # an address keeps the name under which the public first came to know it
        named = self.once.intersection(word for word in self.words for address in pages if word in address)
        for address in [*PAGES, *self.all_addresses()]:
            answer = read(self.browser.get(address))
            text = self.text_of(answer).replace(address, "…")  # what was asked for may be said again
            open_now = address in pages or address in files or address in PAGES
            said = {word for word in self.words if word in text}
            assert said <= allowed | named | {files.get(address)}, (address, said - allowed)
            assert answer.status_code in (
                (200, 404) if address in PAGES else (200,) if open_now else (404, 410)
            ), address
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
        leads = {address for address, said in pages.items() if word in said}
        review = self.review
        if any(word == said for address, said in files.items() if address.startswith("/reviews/")):
            leads.add(review.get_absolute_url())
        live = review.artefacts.filter(state=S.LIVE).exists()
        for search in SEARCHES:
            text = self.browser.get(f"{search}{word}").text
            for address in self.addresses:
                assert f'"{address}"' not in text or address in leads, (search, word, address)
            if live and review.get_absolute_url() in leads:
                assert f'"{review.get_absolute_url()}"' in text, (search, word)

    def look_for_all(self):
        pages, files = self.read_now()
        for word in self.words:
            self.look_for(word, pages, files)


@pytest.fixture
def life(cast, settings):
    """The machine, its case under way; what came about in earlier walks is forgotten."""
    settings.PAGES_KEPT = 30
    with time_machine.travel(BEGINS, tick=False):
        PublicLife.cast, PublicLife.case = cast, made.in_review(cast, named=False)
    PublicLife.lived = set()
    return PublicLife


def test_a_whole_public_life_shows_each_word_while_it_is_live(life):
    """From the draft to the archive by way of a withdrawal, every public byte asked for after each deed."""
    one = life()
    deeds = (
        ("begins", 0, False),
        ("name",),
        ("replace", 0),
        ("find_somebody_named", 0),
        ("replace", 0),
        *[("carry_on", 0, 1)] * 5,
        ("say_what_has_improved", True, True),
        ("say_what_has_improved", False, True),
        ("say_what_has_improved", True, False),
        ("correct",),
        ("check_the_correction", True),
        ("take_an_improvement_down",),
        ("add", Artefact.Kind.SUMMARY),
        ("carry_on", 1, 5),
        ("withdraw", 0),
        ("withdraw", 1),
        ("name",),
        ("add", Artefact.Kind.REPORT),
        ("carry_on", 2, 5),
        ("archive", 2, 400),
        ("name",),
        ("change_in_the_library", 0),
        ("put_forward", 0, False),
        ("put_forward", 0, True),
        ("take_back", 0),
        ("change_in_the_library", 0),
        ("put_forward", 0, True),
    )
    try:
        for deed, *given in deeds:
            getattr(one, deed)(*given)
            one.the_public_reads_what_is_live_and_nothing_else()
    finally:
        one.teardown()

    assert life.lived == {*S, "let out", "taken back"}


@pytest.mark.parametrize(("walks", "steps"), [(3, 8), pytest.param(40, 30, marks=pytest.mark.long)])
def test_in_whatever_order_the_public_reads_what_is_live_and_nothing_else(life, walks, steps):
    run_state_machine_as_test(
        life,
        settings=settings_of(
            max_examples=walks,
            stateful_step_count=steps,
            phases=[Phase.generate],  # a walk is told as it was found: making it shorter costs minutes
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert S.LIVE in life.lived
