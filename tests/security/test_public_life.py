"""A review and a leaflet live in public in any order: each word is read while it is live, and not before or after.

Whatever anybody types on the way has a word of its own. After each deed every public byte is asked for anew.
"""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from partnership.models import LibraryItem
from partnership.operations import library
from reviews.models import Artefact, Review
from reviews.operations import publication
from reviews.operations.review import name_review
from reviews.rules.publication import CHECKLIST
from tests.factories import reviews as made
from tests.security.in_public import BEGINS, InAnyOrder, walked

pytestmark = [pytest.mark.shows("S-DR", "S-CACHE"), pytest.mark.django_db]

MANY, FEW = st.integers(0, 5), st.integers(1, 6)
KINDS = st.sampled_from(
    [Artefact.Kind.REPORT, Artefact.Kind.REPORT, Artefact.Kind.SUMMARY, Artefact.Kind.BRIEFING]
)
S = Artefact.State


class PublicLife(InAnyOrder):
    """One case with its review, and the learning library, in a world that is gone when the walk has ended."""

    case = None
    pages = (
        *("/", "/reviews/", "/reviews/feed.atom", "/reviews/?kind=practice_review", "/reviews/?year=2026"),
        *("/learning/", "/learning/feed.atom", "/learning/?audience=practitioners"),
        *("/sitemap.xml", "/find/", "/reviews/nowhere/"),
    )
    searches = ("/reviews/?q=", "/find/?q=")

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
        return pages, files

    def all_addresses(self):
        if self.review.slug:
            self.addresses.add(self.review.get_absolute_url())
            self.addresses |= {
                one.public_address() for one in Artefact.objects.select_related("document", "review")
            }
        for item in LibraryItem.objects.all():
            self.addresses |= {item.public_address, item.public_file}
        return self.addresses

    def found_by(self, word, pages, files):
        leads, address = {one for one, said in pages.items() if word in said}, self.review.get_absolute_url()
        if any(word == said for one, said in files.items() if one.startswith("/reviews/")):
            leads.add(address)
        live = self.review.artefacts.filter(state=S.LIVE).exists()
        return leads, {address} & leads if live else set()


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
    walked(life, walks=walks, steps=steps)

    assert S.LIVE in life.lived
