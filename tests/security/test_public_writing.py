"""Policies, courses and a yearly report live in public: each word is read while it is live, and not before or after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from partnership.models import Policy, PolicyVersion
from partnership.operations import policies, policy_versions
from tests.factories import programme as made
from tests.security.in_public import InAnyOrder, walked
from training.models import Course, Session
from training.operations import programme

pytestmark = [pytest.mark.shows("S-DR", "S-CACHE"), pytest.mark.django_db]

MANY, DAYS = st.integers(0, 5), st.sampled_from([0, 0, 1, 30])
State = PolicyVersion.State
FEED = "/policies/feed.atom"


class PublicWriting(InAnyOrder):
    """Policies in their versions, which come into force by their dates, and the catalogue of courses."""

    pages = (
        *("/", "/policies/", FEED, "/policies/?kind=procedure", "/courses/", "/courses/?level=2"),
        *("/sitemap.xml", "/find/", "/policies/nowhere/", "/courses/nowhere/"),
    )
    searches = ("/policies/?words=", "/courses/?words=", "/find/?q=")

    def one_of(self, kind, number):
        found = list(kind.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    @initialize(steps=st.integers(0, 3), ahead=DAYS, offered=st.booleans())
    def begins(self, steps, ahead, offered):
        """Somewhere on the way, or live already."""
        self.register()
        self.write(0)
        self.carry_on(0, steps, ahead)
        self.add_course()
        if offered:
            self.offer(0)

    # Policies ---------------------------------------------------------------------------------------------

    def entry(self):
        return {
            "by": self.cast.officer, "title": f"Policy {self.word()}", "kind": Policy.Kind.PROCEDURE,
            "group": self.cast.crg, "area": "LR", "summary": f"Helps with {self.word()}.", "review_months": 24,
        }  # fmt: skip

    @rule()
    def register(self):
        self.attempt(policies.register_policy, **self.entry())

    @rule(number=MANY)
    def change_policy(self, number):
        self.attempt(policies.change_policy, self.one_of(Policy, number), **self.entry())

    @rule(number=MANY)
    def write(self, number):
        policy = self.one_of(Policy, number)
        self.attempt(policy_versions.start_version, policy, by=self.cast.officer)
        if version := policy.versions.underway().first():
            content, word = self.file()
            written = self.attempt(
                policy_versions.write_version, version, by=self.cast.officer, seen=version.revision,
                text=f"# Call\n\nDo {self.word()} at once.", what_changed=f"It says {self.word()}.",
                content=content, filename=f"{self.word()}.pdf",
            )  # fmt: skip
            if written:
                self.said_by[written.document.checksum] = word

    @rule(number=MANY, steps=st.integers(1, 3), ahead=DAYS)
    def carry_on(self, number, steps, ahead):
        """The next of all that has to be done before it is in force, so many times."""
        for _ in range(steps):
            if version := self.one_of(Policy, number).versions.underway().first():
                self.next_step(version, ahead)

    def next_step(self, version, ahead):
        asked = version.approval_deadline and version.approval_deadline.outstanding
        if version.state in (State.DRAFT, State.REVISED) and not asked:
            self.attempt(
                policy_versions.put_to_group, version, by=self.cast.officer, not_consulted_because=self.word(),
                due_on=timezone.localdate() + timedelta(10),
            )  # fmt: skip
        elif asked:
            self.attempt(
                policy_versions.approve_policy, version, by=self.cast.chair,
                seen=policy_versions.seen_of(version), decision=f"Approved: {self.word()}.",
            )  # fmt: skip
        else:
            self.attempt(
                policy_versions.publish_policy, version, by=self.cast.officer, late_reason=self.word(),
                in_force_on=timezone.localdate() + timedelta(ahead),
            )  # fmt: skip

    @rule(number=MANY)
    def take_back(self, number):
        if version := self.one_of(Policy, number).versions.underway().first():
            self.attempt(policy_versions.take_back_version, version, by=self.cast.officer, reason=self.word())

    @rule(number=MANY)
    def drop(self, number):
        if version := self.one_of(Policy, number).versions.underway().first():
            self.attempt(policy_versions.drop_version, version, by=self.cast.officer, reason=self.word())

    @rule(number=MANY, ahead=DAYS)
    def withdraw(self, number, ahead):
        self.attempt(
            policies.withdraw_policy, self.one_of(Policy, number), by=self.cast.officer,
            withdrawn_on=timezone.localdate() + timedelta(ahead), reason=f"Use {self.word()}.",
        )  # fmt: skip

    # Courses ----------------------------------------------------------------------------------------------

    def facts(self):
        said = {name: f"About {self.word()}" for name in ("title", "summary", "aims", "audience")}
        return made.SAYS | said

    @rule()
    def add_course(self):
        self.attempt(programme.add_course, by=self.cast.learning_officer, **self.facts())

    @rule(number=MANY, before=st.one_of(st.none(), MANY))
    def change_course(self, number, before):
        course = self.one_of(Course, number)
        required = None if before is None else self.one_of(Course, before)
        self.attempt(
            programme.change_course, course, by=self.cast.learning_officer, seen=course.revision,
            prerequisite=required, **self.facts(),
        )  # fmt: skip

    @rule(number=MANY)
    def offer(self, number):
        self.attempt(programme.offer_course, self.one_of(Course, number), by=self.cast.learning_officer)

    @rule(number=MANY, opened=st.booleans())
    def plan_a_session(self, number, opened):
        session = self.attempt(
            made.planned, self.cast, self.one_of(Course, number), instructions=f"Bring {self.word()}.",
            day_meant=True, starts_at=made.TUESDAY + timedelta(Session.objects.count()),
        )  # fmt: skip
        if session and opened:
            self.attempt(programme.open_session, session, by=self.cast.learning_officer)

    @rule(number=MANY)
    def retire(self, number):
        course = self.one_of(Course, number)
        self.attempt(programme.retire_course, course, by=self.cast.learning_officer, reason=self.word())

    @rule(days=st.sampled_from([1, 8, 40]))
    def time_passes(self, days):
        self.clock.shift(timedelta(days))
        self.browser = Client()  # what a day changes without an entry is seen half a minute later

    # What the public may read now -------------------------------------------------------------------------

    def read_now(self):
        today, pages, files = timezone.localdate(), {FEED: []}, {}
        for policy in Policy.objects.all():
            versions = list(policy.versions.on(today).select_related("document"))
            if versions and policy.withdrawn(today):
                self.lived.add("withdrawn")
                pages |= {one: [policy.title, policy.withdrawn_because] for one in self.pages_of(policy)}
                continue
            for shown in versions:
                self.lived.add("superseded" if shown != versions[0] else "in force")
                said = [policy.title, shown.text]
                if any(one.number < shown.number for one in versions):
                    said.append(shown.what_changed)
                pages[FEED] += [policy.title, shown.what_changed]
                pages[reverse("public:policy_earlier", args=[policy.slug, shown.number])] = said
                files[shown.public_file] = self.said_by[shown.document.checksum]
                if shown == versions[0]:
                    pages[policy.public_address] = [*said, policy.summary]
        for course in Course.objects.exclude(state="planned").select_related("prerequisite"):
            self.lived.add(course.state)
            if course.state == "offered":
                pages[self.page_of(course)] = [course.title, course.summary, course.aims, course.audience]
        for course in Course.objects.offered().exclude(prerequisite=None):
            if course.prerequisite.state != "planned":
                pages[self.page_of(course)].append(course.prerequisite.title)
        return pages, files

    def pages_of(self, policy):
        numbers = policy.versions.values_list("number", flat=True)
        earlier = [reverse("public:policy_earlier", args=[policy.slug, number]) for number in numbers]
        return [policy.public_address, *earlier]

    def page_of(self, course):
        return reverse("public:course", args=[course.slug])

    def all_addresses(self):
        for policy in Policy.objects.all():
            self.addresses |= {*self.pages_of(policy), *(one.public_file for one in policy.versions.all())}
        self.addresses |= {self.page_of(course) for course in Course.objects.all()}
        return self.addresses

    def gone(self):
        today = timezone.localdate()
        withdrawn = Policy.objects.filter(withdrawn_on__lte=today)
        return {address for policy in withdrawn for address in self.pages_of(policy)}


@pytest.fixture
def life(cast, settings):
    settings.PAGES_KEPT = 30
    PublicWriting.cast, PublicWriting.lived = cast, set()
    return PublicWriting


def test_a_whole_life_of_a_policy_and_a_course_shows_each_word_while_it_is_live(life):
    one = life()
    deeds = (
        ("begins", 0, 0, False),
        ("change_policy", 0),
        ("carry_on", 0, 3, 8),
        ("change_policy", 0),
        ("time_passes", 8),
        ("change_policy", 0),
        ("change_course", 0, None),
        ("write", 0),
        ("carry_on", 0, 2, 0),
        ("take_back", 0),
        ("drop", 0),
        ("write", 0),
        ("carry_on", 0, 3, 1),
        ("add_course",),
        ("change_course", 0, 1),
        ("offer", 0),
        ("plan_a_session", 0, True),
        ("change_course", 1, None),
        ("offer", 1),
        ("change_course", 0, None),
        ("retire", 1),
        ("change_course", 1, None),
        ("time_passes", 1),
        ("withdraw", 0, 1),
        ("time_passes", 1),
        ("change_policy", 0),
    )
    try:
        for deed, *given in deeds:
            getattr(one, deed)(*given)
            one.the_public_reads_what_is_live_and_nothing_else()
    finally:
        one.teardown()

    assert life.lived == {"in force", "superseded", "withdrawn", "offered", "retired"}


@pytest.mark.parametrize(("walks", "steps"), [(3, 8), pytest.param(40, 30, marks=pytest.mark.long)])
def test_in_whatever_order_the_public_reads_what_is_in_force_and_offered(life, walks, steps):
    walked(life, walks=walks, steps=steps)

    assert life.lived
