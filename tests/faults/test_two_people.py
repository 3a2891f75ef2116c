"""Two people in the same instant, by their browsers: one is first, the other is told, and no word is lost."""

import re
import threading
from datetime import date
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from partnership.models import Event, ItemMinutes, Letter, Return
from partnership.operations.record import verify
from reviews.models import RapidReview
from tests.factories import assurance as assured
from tests.factories import minutes as written
from tests.factories import reviews as reviewed
from tests.factories.browser import signed_in

pytestmark = [pytest.mark.fault, pytest.mark.shows("F14"), pytest.mark.django_db(transaction=True)]

ROUNDS = 2
ONE, OTHER = "Words of the first writer", "Words of the second writer"


def at_once(*deeds):
    """Do these in the same instant, each on a connection of its own; what each gave, in order."""
    together, given = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number, deed):
        try:
            together.wait(20)
            given[number] = deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return given


class Text:
    """One text that two people write: its page, the field, and what is saved of it."""

    def __init__(self, address, field, saved):
        self.address, self.field, self.saved = address, field, saved

    def opened_by(self, client):
        """What the browser would send from the page as it was opened."""
        page = client.get(self.address)
        form = page.context["form"]
        fields = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
        return fields | {"version": version_in(page.content.decode())}

    def save(self, client, form, words):
        return client.post(self.address, form | {self.field: words})


def version_in(page):
    """Which version a page shows, by its own words: what the client says it was given is mixed between threads."""
    inputs = re.findall(r"<input[^>]*>", page)
    (shown,) = {re.search(r'value="([^"]*)"', one)[1] for one in inputs if 'name="version"' in one}
    return shown


def texts(cast):
    """A rapid review's facts, an answer of a return, and an item of minutes, each with its two writers."""
    case = reviewed.drafting(cast)
    yield (
        "the same case",
        (cast.officer, cast.second_officer),
        Text(
            reverse("reviews:draft", args=[case.pk]),
            "facts",
            lambda: RapidReview.objects.get(case=case).facts,
        ),
    )
    police = assured.return_of(assured.open_round(cast, [cast.police]), cast.police)
    part = police.round.questionnaire.sections.first()
    asked = part.questions.get(code="voice")
    yield (
        "the same return",
        (cast.police_lead, cast.person("Second police lead", "partner_lead", organisation=cast.police)),
        Text(
            reverse("assurance:section", args=[police.pk, part.pk]),
            f"q{asked.pk}",
            lambda: police.answers.get(question=asked).text,
        ),
    )
    written.sit(cast.officer, written.seat(cast.crg, cast.police))
    written.terms(cast.crg, "some_of", of="members", count=1)
    meeting = written.written(cast, day=date(2026, 2, 27))
    item = meeting.items.get(title="Budget")
    yield (
        "the same minutes",
        (cast.officer, cast.second_officer),
        Text(
            reverse("write_item", args=[meeting.pk, item.pk]),
            "text",
            lambda: ItemMinutes.objects.get(item=item).text,
        ),
    )


def test_two_who_save_in_the_same_instant_are_both_heard(cast, witnessed):
    with time_machine.travel(assured.TODAY, tick=False):
        for what, people, text in texts(cast):
            clients = [signed_in(person) for person in people]
            told = lost = 0
            for turn in range(ROUNDS):
                typed = [f"{ONE} {turn}.", f"{OTHER} {turn}."]
                forms = [text.opened_by(client) for client in clients]
                pages = at_once(*map(partial, [text.save] * 2, clients, forms, typed))
                first = typed.index(text.saved())
                second = 1 - first
                assert [pages[first].status_code, pages[second].status_code] == [302, 200], what
                page = pages[second].content.decode()
                assert people[first].name in page
                told += typed[first].rstrip(".") in page  # what the other saved is shown beside
                lost += typed[second] not in page  # and nothing that was typed is gone
                both = f"{typed[first]} {typed[second]}"
                again = text.save(clients[second], forms[second] | {"version": version_in(page)}, both)
                lost += again.status_code != 302 or text.saved() != both
            witnessed(
                "F14", fault=f"Two people save {what} in the same instant", how="two browsers, a barrier", n=ROUNDS,
                lost=lost, second_told=told,
            )  # fmt: skip
            assert (told, lost) == (ROUNDS, 0), what
    assert verify().whole


def test_a_button_pressed_six_times_in_the_same_instant_submits_once(cast, witnessed):
    with time_machine.travel(assured.TODAY, tick=False):
        police = assured.answered(
            assured.return_of(assured.open_round(cast, [cast.police]), cast.police), cast.police_lead
        )
        client = signed_in(cast.police_lead)
        address = reverse("assurance:submit", args=[police.pk])
        checked = client.get(address).context["form"]["checked"].value()
        data = {"declared_office": assured.OFFICE, "declaration": "on", "checked": checked}
        pages = at_once(*[lambda: client.post(address, data)] * 6)

    submitted = Event.objects.about(police).filter(verb="submitted").count()
    witnessed(
        "F14", fault="A return is submitted by six presses at once", how="one browser, a barrier", n=6,
        lost=int(submitted == 0), twice=max(submitted - 1, 0),
    )  # fmt: skip
    assert [page.status_code for page in pages] == [302] * 6
    assert {page.url for page in pages} == {reverse("assurance:receipt", args=[police.pk])}
    assert (submitted, police.versions.count(), Return.objects.get().state) == (1, 1, "submitted")
    assert Letter.objects.filter(kind="received").count() == 1
