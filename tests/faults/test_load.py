"""The last hour of a deadline, compressed: four hundred schools submit while two hundred people read public pages."""

import os
import random
import time
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarks.asking import schools_of
from partnership.access import Role
from partnership.models import Appointment, Event, Letter, Organisation, Person, Question, Return
from partnership.operations.record import verify
from schools.models import AskedSchool, Contact
from tests.factories import school_returns as made
from tests.factories.browser import signed_in
from tests.factories.cast import LONG_AGO
from tests.faults.web import Browser, hidden, in_threads, web_server

pytestmark = [
    pytest.mark.fault,
    pytest.mark.long,
    pytest.mark.shows("LOAD"),
    pytest.mark.django_db(transaction=True),
]

SCHOOLS = int(os.environ.get("LOAD_SCHOOLS", "400"))
READERS = SCHOOLS // 2
SECONDS = int(os.environ.get("LOAD_SECONDS", "120"))  # within which all of them begin
PAGES = ("public:home", "public:reviews", "public:structure", "public:courses")
VOICE = "A council of pupils chose what staff are trained in."


def the_round(cast):
    """Every school of the county is asked, and today is the last day."""
    schools_of(cast.county, SCHOOLS, 100_001)
    bodies = list(Organisation.objects.filter(code__startswith="school-"))
    Contact.objects.bulk_create(
        Contact(organisation=body, office=office, name="An office", email=f"{office}.{body.code}@school.example",
                starts_on=LONG_AGO)
        for body in bodies for office in (Contact.Office.HEAD, Contact.Office.GOVERNOR)
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(email=f"lead.{body.code}@school.example", name="A lead", password="!none") for body in bodies
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, role=Role.SCHOOL_LEAD, organisation=body, starts_on=LONG_AGO)
        for person, body in zip(people, bodies, strict=True)
    )
    today = timezone.localdate()
    opened = made.open_round(
        cast, about_from=today - timedelta(400), about_until=today - timedelta(60), opens_on=today,
        due_on=today, closes_on=today + timedelta(60),
    )  # fmt: skip
    leads = dict(zip([body.pk for body in bodies], people, strict=True))
    asked = AskedSchool.objects.filter(round=opened).select_related("school_return")
    return opened, [(one, leads[one.school_return.organisation_id]) for one in asked]


def answers_of(opened):
    """What a browser sends for each section, by its number."""
    given = {"standard": "3", "referrals": "4", "voice": VOICE, "at-home": "yes"}
    day = timezone.localdate() - timedelta(200)
    found = {}
    for question in Question.objects.filter(section__questionnaire=opened.questionnaire):
        part = found.setdefault(question.section_id, {})
        if question.kind == "date":
            name = f"q{question.pk}"
            part |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
        else:
            part[f"q{question.pk}"] = given[question.code]
    return found


def submits(web, number, one, session, answers, chance, acknowledged):
    """One school's lead opens, saves section by section, checks and submits, with a moment between the pages."""
    time.sleep(chance.uniform(0, SECONDS))
    browser, pk = Browser(web, number, session), one.school_return_id

    def look(what, path, data=None):
        time.sleep(chance.uniform(0.5, 2))
        return browser.ask(what, path, data)

    look("a school's page", reverse("home"))
    look("a school's page", one.get_absolute_url())
    for section, values in answers.items():
        address = reverse("assurance:section", args=[pk, section])
        _, page, _ = look("a school's page", address)
        look("saving a section", address, values | {"version": hidden(page, "version")})
    look("a school's page", reverse("assurance:check_answers", args=[pk]))
    address = reverse("assurance:submit", args=[pk])
    _, page, _ = look("a school's page", address)
    status, _, on = look(
        "submitting", address,
        {"declared_office": made.OFFICE, "declaration": "on", "checked": hidden(page, "checked")},
    )  # fmt: skip
    if status == 302:
        acknowledged.append(pk)
        look("a school's page", on)


def reads(web, number, chance):
    browser = Browser(web, number)
    time.sleep(chance.uniform(0, SECONDS))
    for name in PAGES:
        browser.ask("a public page", reverse(name))
        time.sleep(chance.uniform(0.5, 3))


def test_four_hundred_schools_submit_in_the_last_hour(cast, tmp_path, witnessed):
    seed, acknowledged = 1700, []
    opened, asked = the_round(cast)
    sessions = [signed_in(person).session.session_key for _, person in asked]
    answers, letters = answers_of(opened), Letter.objects.count()
    with web_server(tmp_path) as web:
        began = time.monotonic()
        in_threads(
            [
                partial(submits, web, n, one, session, answers, random.Random(seed + n), acknowledged)
                for n, ((one, _), session) in enumerate(zip(asked, sessions, strict=True))
            ]
            + [partial(reads, web, n, random.Random(seed - 1 - n)) for n in range(READERS)]
        )
        took = time.monotonic() - began
    there = set(Return.objects.filter(state="submitted", round=opened).values_list("pk", flat=True))
    submitted = Event.objects.filter(verb="submitted").count()
    milliseconds = {
        f"p95_ms_{what.replace(' ', '_')}": web.percentile(what)
        for what in sorted({a[0] for a in web.answers})
    }
    witnessed(
        "LOAD", fault=f"{SCHOOLS} schools submit while {READERS} people read", n=SCHOOLS,
        how=f"two workers as shipped; an hour in {round(took)} s",
        lost=len(set(acknowledged) - there) + SCHOOLS - len(acknowledged), twice=submitted - len(there),
        requests=len(web.answers), errors=len(web.failed()), **milliseconds,
    )  # fmt: skip
    assert web.failed() == []
    assert set(acknowledged) == there == {one.school_return_id for one, _ in asked}
    assert submitted == SCHOOLS
    assert Letter.objects.count() - letters == 2 * SCHOOLS  # to the head and to a governor of each
    assert verify().whole
