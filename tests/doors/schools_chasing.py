# ruff: noqa: E501 - a row is as wide as it is
"""The doors of chasing: watched by whoever reads schools, done by the business unit and the authority; one link for heads."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.models import Letter
from partnership.operations.documents import keep
from schools.models import ChaseContact, ChaseReply, ChaseStep, PrintedLetters
from schools.operations import chasing
from tests.factories import school_returns as returns
from tests.factories import schools as made
from tests.factories.reviews import pdf

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:chasing  pk=chased_round.pk                              GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:chasing  pk=rutland_chased.pk                            GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:school_chase  pk=chased_school.pk                        GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:school_chase  pk=rutland_chased_school.pk                GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:record_contact  pk=chased_school.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_contact  pk=chased_school.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_contact  pk=rutland_chased_school.pk              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:record_reply  pk=chased_school.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_reply  pk=chased_school.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:record_reply  pk=rutland_chased_school.pk                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:hold_chasing  pk=chased_school.pk                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:hold_chasing  pk=chased_school.pk                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:hold_chasing  pk=rutland_chased_school.pk                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:resume_chasing  pk=chased_school.pk                      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:resume_chasing  pk=chased_school.pk                      POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:resume_chasing  pk=rutland_chased_school.pk              POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403

schools:letters_to_print  pk=chased_round.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:letters_to_print  pk=chased_round.pk                     POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:letters_to_print  pk=rutland_chased.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:print_letters  pk=chased_round.pk                        GET  302 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403
schools:print_letters  pk=chased_round.pk                        POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 302 403
schools:print_letters  pk=rutland_chased.pk                      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:printed_letters  pk=letters_printed.pk                   GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:chase_letter  pk=424242                                  GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403
schools:reply_file  pk=chase_reply.pk                            GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403

# the link in the letter to a head, whoever holds it
answer_chase  secret=chase_secret                                GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_chase  secret=chase_secret                                POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
answer_chase  secret=nothing                                     GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
"""


def furnish(world):
    """A round of each authority that was due a fortnight ago: the formal letters are written, one is answered."""
    cast, today = world.cast, timezone.localdate()
    made.contact(world.trust_school.organisation, "head")
    dates = {
        "about_from": date(today.year - 3, 9, 1), "about_until": date(today.year - 2, 8, 31),
        "opens_on": today - timedelta(70),
        "due_on": today - timedelta(20), "closes_on": today + timedelta(60),
    }  # fmt: skip
    asks = returns.four_questions(code="chased-return", version=1)
    world.chased_round = returns.open_round(cast, asks, title="Chased return", **dates)
    world.rutland_chased = returns.open_round(
        cast, asks, title="Chased return of Rutland", authority=cast.rutland, **dates
    )
    chasing.sweep()
    world.chased_school = returns.asked(world.chased_round, world.trust_school)
    world.rutland_chased_school = returns.asked(world.rutland_chased, world.rutland_school)
    world.chase_reply = chasing.record_reply(
        world.chased_school, by=cast.officer, office="head", kind=ChaseReply.Kind.OTHER, received_on=today,
        text="See their letter.", content=pdf(), filename="letter.pdf",
    )  # fmt: skip
    document = keep(pdf(), by=cast.officer, title="Letters", filename="letters.pdf", download_name="letters")
    world.letters_printed = PrintedLetters.objects.create(
        round=world.chased_round, asked_by=cast.officer, state="done", document=document, pages=1
    )
    step = ChaseStep.objects.get(asked=world.chased_school, rung="formal")
    letter = Letter.objects.get(pk=ChaseContact.objects.get(step=step, channel="email").letter_id)
    world.chase_secret = letter.path.rstrip("/").rpartition("/")[2]
