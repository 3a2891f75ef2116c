"""Rounds for schools, made through the deeds that people use. Today is meant to be TODAY."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from partnership.models import Letter, Question, Questionnaire, Scale, ScalePoint, Section
from partnership.operations import links
from partnership.operations.questionnaires import save_answer
from schools.models import AskedSchool, Contact, SchoolSigning
from schools.operations import returns, signing
from tests.factories import schools as made

LONDON = ZoneInfo("Europe/London")
TODAY = datetime(2026, 11, 2, 10, 0, tzinfo=LONDON)
DATES = {
    "about_from": date(2025, 9, 1),
    "about_until": date(2026, 8, 31),
    "opens_on": date(2026, 9, 14),
    "due_on": date(2026, 11, 30),
    "closes_on": date(2027, 1, 29),
}
OFFICE = "Designated safeguarding lead"


def four_questions(code=returns.QUESTIONNAIRE, version=1):
    """One standard, one date of training, one count, one in words, and one of the partnership's priority questions."""
    scale, new = Scale.objects.get_or_create(
        code="school-standard", defaults={"name": "How far a standard is met"}
    )
    if new:
        for value, label in ((3, "Met"), (2, "Mostly met"), (1, "Partly met"), (0, "Not met")):
            ScalePoint.objects.create(scale=scale, value=value, label=label, descriptor=f"{label}.")
    asks = Questionnaire.objects.create(
        code=code, version=version, title="Safeguarding audit", source="Made up"
    )
    first = Section.objects.create(questionnaire=asks, position=1, title="Leading")
    for position, (code, kind, more) in enumerate(
        [
            ("standard", "scale", {"scale": scale, "topic": "must", "may_not_apply": True}),
            ("trained-on", "date", {"topic": "training_24_months"}),
            ("referrals", "number", {"unit": "referrals", "topic": "numbers"}),
            ("voice", "text", {"topic": "voice_of_the_child"}),
        ],
        1,
    ):
        Question.objects.create(
            section=first, position=position, code=code, text=f"About {code}?", kind=kind, **more
        )
    second = Section.objects.create(questionnaire=asks, position=2, title="Priority: Safe at home")
    Question.objects.create(
        section=second, position=1, code="at-home", text="What do you do about home?", kind="yes_no",
        topic="priority_safe-at-home",
    )  # fmt: skip
    return asks


def open_round(cast, questionnaire=None, *, by=None, authority=None, **changes):
    return returns.open_round(
        questionnaire or four_questions(),
        by=by or cast.officer,
        authority=authority or cast.county,
        **{"title": "Safeguarding through Education 2025/26", **DATES, **changes},
    )


def asked(opened, school):
    return AskedSchool.objects.select_related("school_return__round", "round").get(
        round=opened, school=school
    )


def with_signers(school):
    """The head and the safeguarding governor of a school, as its contacts."""
    made.contact(school.organisation, Contact.Office.HEAD)
    made.contact(school.organisation, Contact.Office.GOVERNOR)
    return school


def save(one, by, **answers):
    """Answers by code, each {field: value}, as the school's lead saves them."""
    opened = one.school_return
    for code, given in answers.items():
        question = Question.objects.select_related("section", "scale").get(
            section__questionnaire=opened.round.questionnaire, code=code.replace("_", "-")
        )
        save_answer(opened, question, by=by, seen=0, **given)
    return one


def answered(
    one, by, *, standard=3, trained="2025-09-02", referrals=4, at_home="yes", voice="In a council of pupils."
):
    return save(
        one, by, standard={"value": standard}, trained_on={"text": trained}, referrals={"number": referrals},
        voice={"text": voice}, at_home={"text": at_home},
    )  # fmt: skip


def submitted(one, by, late_reason="", **answers):
    answered(one, by, **answers)
    signing.submit(one.school_return, by=by, declared_office=OFFICE, late_reason=late_reason)
    return AskedSchool.objects.select_related("school_return__round", "round").get(pk=one.pk)


def head_of(one):
    return one.signings.get(office=SchoolSigning.Office.HEAD, ended_at=None, sent_back_at=None)


def received(one, by, **answers):
    one = submitted(one, by, **answers)
    signing.sign(head_of(one), name="The head")
    return one


def link_of(one):
    """The path in the newest letter about a signing."""
    return Letter.objects.filter(key__startswith=f"signing:{one.pk}:").latest("pk").path


def address_of(one):
    """The same without its letter."""
    return reverse("sign_school_return", args=[links.make(signing.PURPOSE, one.pk, one.email)])
