# ruff: noqa: E501 - a row is as wide as it is
"""The doors of the yearly return of schools: carried out by the business unit and each authority, answered by schools."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.models import Question, Questionnaire, Reopening, Section
from partnership.operations import links
from partnership.operations.deadlines import open_fixed
from schools.models import Contact
from schools.operations import returns, signing
from schools.operations.returns import QUESTIONNAIRE
from tests.factories import school_returns as made
from tests.factories import schools

ROWS = """
#                                                              ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

schools:rounds                                            GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:open_round                                        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:open_round                                        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:round  pk=county_returns.pk                       GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:round  pk=rutland_returns.pk                      GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:change_schools_dates  pk=county_returns.pk        GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_schools_dates  pk=county_returns.pk        POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:change_schools_dates  pk=rutland_returns.pk       GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:round_response  pk=county_returns.pk              GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:round_response  pk=rutland_returns.pk             GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:round_answers  pk=county_returns.pk               GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:round_answers  pk=rutland_returns.pk              GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:round_file  kind=csv pk=county_returns.pk                   GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:round_file  kind=csv pk=rutland_returns.pk                  GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 404 403
schools:trust_returns  pk=county_returns.pk trust_pk=asked_waiting.trust_id   GET  302 200 200 200 200 200 403 403 403 403 403 403 403 403 200 403
schools:trust_returns  pk=rutland_returns.pk trust_pk=asked_waiting.trust_id  GET  302 404 404 404 404 404 403 403 403 403 403 403 403 403 404 403

# one school: its own lead, whoever reads schools, and the authority that asked it; what is printed makes a PDF, so the table looks for nothing
schools:school_return  pk=asked_own.pk                    GET  302 200 200 200 200 200 403 403 403 403 403 200 403 403 200 403
schools:school_return  pk=asked_waiting.pk                GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 200 403
schools:school_return  pk=asked_rutland.pk                GET  302 200 200 200 200 200 403 403 403 403 403 404 403 403 404 403
schools:print_school_return  pk=asked_rutland.pk          GET  302 404 404 404 404 404 403 403 403 403 403 404 403 403 404 403
schools:excuse_school  pk=asked_own.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:excuse_school  pk=asked_own.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:excuse_school  pk=asked_rutland.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:ask_school_again  pk=asked_own.pk                 GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 409 403
schools:ask_school_again  pk=asked_excused.pk             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:ask_school_again  pk=asked_excused.pk             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:ask_school_again  pk=asked_rutland.pk             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:extend_school  pk=asked_own.pk                    GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:extend_school  pk=asked_own.pk                    POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:extend_school  pk=asked_rutland.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:ask_head  pk=asked_waiting.pk                     GET  302 200 200 403 403 403 403 403 403 403 403 404 403 403 200 403
schools:ask_head  pk=asked_waiting.pk                     POST 302 302 302 403 403 403 403 403 403 403 403 404 403 403 302 403
schools:ask_head  pk=asked_own.pk                         GET  302 200 200 403 403 403 403 403 403 403 403 200 403 403 200 403
schools:ask_head  pk=asked_own.pk                         POST 302 409 409 403 403 403 403 403 403 403 403 409 403 403 409 403
schools:reopen_school_return  pk=asked_own.pk             GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 409 403
schools:reopen_school_return  pk=asked_own.pk             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:reopen_school_return  pk=asked_rutland.pk         GET  302 409 409 403 403 403 403 403 403 403 403 403 403 403 404 403
schools:reopen_school_return  pk=asked_sent.pk            GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:answer_reopening  pk=asked_wish.pk                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:answer_reopening  pk=asked_wish.pk                POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403
schools:answer_reopening  pk=rutland_wish.pk              GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403

schools:priority_questions                                GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:add_priority_question                             GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:add_priority_question                             POST 302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:drop_priority_question  pk=asked_priority.pk      GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:drop_priority_question  pk=asked_priority.pk      POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:offer_priority_questions  pk=asked_version.pk     GET  302 200 200 403 403 403 403 403 403 403 403 403 403 403 403 403
schools:offer_priority_questions  pk=asked_version.pk     POST 302 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403

# by a link, for whoever holds it
sign_school_return  secret=asked_secret                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
sign_school_return  secret=asked_secret                   POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
sign_school_return  secret=none-such                      GET  410 410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
"""


def furnish(world):
    """A round in each authority: the cast's school has not begun, one of a trust waits for its head."""
    cast, today = world.cast, timezone.localdate()
    asks = made.four_questions(version=41)
    dates = {
        "about_from": date(today.year - 4, 9, 1), "about_until": date(today.year - 3, 8, 31),
        "opens_on": today - timedelta(10),
        "due_on": today + timedelta(20), "closes_on": today + timedelta(40),
    }  # fmt: skip
    sent = schools.school(cast, name="Alder Walk School")
    schools.contact(sent.organisation, Contact.Office.HEAD)
    excused = schools.school(cast, name="Birch Lane School")
    world.county_returns = made.open_round(cast, asks, **dates)
    world.rutland_returns = made.open_round(cast, asks, authority=cast.rutland, **dates)
    world.asked_own = made.asked(world.county_returns, world.own_school)
    world.asked_rutland = made.asked(world.rutland_returns, world.rutland_school)
    schools.contact(world.trust_school.organisation, Contact.Office.HEAD)
    world.asked_waiting = made.submitted(
        made.asked(world.county_returns, world.trust_school), cast.school_lead
    )
    world.asked_sent = made.submitted(made.asked(world.county_returns, sent), cast.school_lead)
    world.asked_excused = returns.excuse(
        made.asked(world.county_returns, excused), by=cast.officer, reason="It moves to another site."
    )
    world.asked_wish, world.rutland_wish = (
        Reopening.objects.create(
            assurance_return=one.school_return, asked_by=cast.school_lead, reason="A figure was wrong.",
            to_decide=open_fixed(
                "reopening", "Decide whether a return is reopened", today, by=cast.school_lead, rule="Asked",
                source="The business unit", reference=one.round.reference, path="/", owner=cast.officer,
            ),
        )
        for one in (world.asked_waiting, world.asked_rutland)
    )  # fmt: skip
    head = made.head_of(world.asked_waiting)
    world.asked_secret = links.make(signing.PURPOSE, head.pk, head.email)
    written = Questionnaire.objects.create(
        code=QUESTIONNAIRE, version=42, title="Safeguarding audit", offered_at=None
    )
    section = Section.objects.create(questionnaire=written, position=1, title="Priority: Safe on the way")
    world.asked_version = written
    world.asked_priority = Question.objects.create(
        section=section, position=1, code="on-the-way", text="What do you teach about the way?"
    )
