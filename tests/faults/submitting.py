"""People who answer and submit returns over HTTP, and remember what they were told is saved."""

import re
import time
from datetime import timedelta

import requests
from django.urls import reverse
from django.utils import timezone

from partnership.models import Answer, Question, Questionnaire, Return, Section
from partnership.operations import questionnaires
from tests.factories.assurance import OFFICE, many_organisations
from tests.factories.browser import signed_in

TOKEN = "f" * 32
PAUSE = 0.2  # seconds until somebody who got no answer tries again


def asked(cast, number):
    """A round of one question among so many agencies, open for a month; the returns, with their leads."""
    asks = Questionnaire.objects.create(code="one", title="One question", source="Made up")
    section = Section.objects.create(questionnaire=asks, position=1, title="In words")
    Question.objects.create(section=section, position=1, code="voice", text="How do you listen?")
    today = timezone.localdate()
    opened = questionnaires.open_round(
        asks, by=cast.officer, organisations=many_organisations(cast, number), title="Under fire",
        about_from=today - timedelta(400), about_until=today - timedelta(35), opens_on=today,
        due_on=today + timedelta(20), closes_on=today + timedelta(30),
    )  # fmt: skip
    return list(opened.returns.select_related("organisation", "round__questionnaire").order_by("pk"))


class Lead:
    """The lead of one agency at a browser. What was answered with success is in `saved` and `submitted`."""

    def __init__(self, portal, opened, answers):
        (section,) = opened.round.questionnaire.sections.all()
        self.question = section.questions.get()
        self.answers = answers  # every answer of the server: began, ended, status
        self.pk = opened.pk
        self.section = portal.url + reverse("assurance:section", args=[opened.pk, section.pk])
        self.declare = portal.url + reverse("assurance:submit", args=[opened.pk])
        self.check = reverse("assurance:check_answers", args=[opened.pk])
        person = opened.organisation.appointments.get().person
        self.browser = requests.Session()
        self.browser.cookies.set("session", signed_in(person).cookies["session"].value)
        self.browser.cookies.set("csrf", TOKEN)
        self.saved = None
        self.tried = set()  # what was sent since and not answered: it may be there or not
        self.submitted = False

    def ask(self, method, address, **data):
        """The answer when there was one below 500, else None."""
        began, status, answer = time.monotonic(), 0, None
        try:
            answer = self.browser.request(
                method, address, data=data and {"csrfmiddlewaretoken": TOKEN, **data}, allow_redirects=False,
                timeout=30,
            )  # fmt: skip
            status = answer.status_code
        except requests.RequestException:
            pass
        self.answers.append((began, time.monotonic(), status, method))
        if 0 < status < 500:
            return answer
        time.sleep(PAUSE)
        return None

    def save(self, words):
        """Whether we were told that it is saved."""
        page = self.ask("GET", self.section)
        if page is None or page.status_code != 200:
            return False
        version = re.search(r'name="version" value="([^"]*)"', page.text)[1]
        self.tried.add(words)
        done = self.ask("POST", self.section, version=version, **{f"q{self.question.pk}": words})
        if done is None or done.status_code != 302:
            return False
        self.saved, self.tried = words, set()
        return True

    def submit(self):
        """Whether we were told that it is submitted. Pressed again after no answer, as people do."""
        page = self.ask("GET", self.declare)
        if page is None:
            return False
        if page.status_code == 302:  # it was, though nobody heard so; or nothing of it is saved yet
            self.submitted = not page.headers["Location"].endswith(self.check)
            return self.submitted
        checked = re.search(r'name="checked" value="([^"]*)"', page.text)[1]
        done = self.ask("POST", self.declare, declared_office=OFFICE, declaration="on", checked=checked)
        self.submitted = done is not None and done.status_code == 302
        return self.submitted

    def is_kept(self):
        """Whether the database holds what we were told it holds."""
        there = Answer.objects.filter(assurance_return=self.pk).values_list("text", flat=True).first()
        if there != self.saved and there not in self.tried:
            return False  # neither what was answered with success last nor what was sent after it
        opened = Return.objects.get(pk=self.pk)
        return not self.submitted or (
            opened.state == Return.State.SUBMITTED
            and opened.versions.count() == 1
            and opened.versions.get().answers[0]["text"] == there
        )
