"""A course, from the need that asks for it to what it changed three months late, in a real browser."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories import needs
from tests.factories import programme as made
from tests.journeys.letters import link_in, newest
from tests.journeys.test_a_year_of_meetings import Days
from training.models import Booking, Certificate, Course, Evaluation, NeedsAnalysis, Session
from training.tasks import ask_what_changed

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MANAGER = "ward.manager@hospital.example"
TITLE = "Bruises on babies who do not move about"
STATEMENT = "refer a bruise on the same day"
HELD_ON = date(2027, 5, 11)
PHONE = {"width": 375, "height": 667}


def test_a_course_from_a_need_to_what_it_changed(cast, walk_as, sink):
    who = Days(walk_as)
    with who.on(date(2027, 1, 11), 10):
        need = agree_the_need(cast, who)
        course = plan_the_course(cast, who, need)
    with who.on(date(2027, 4, 12), 10):
        booking = book_a_place(cast, who, course, sink)
    with who.on(HELD_ON, 12, 45):
        write_the_register(cast, who, booking)
        check_the_certificate(cast, who, booking, sink)
        ask_what_changed()
        answer(
            who,
            newest(sink, cast.practitioner.email, "Tell us about your training"),
            "How was your training?",
        )
    with who.on(date(2027, 8, 9), 10):
        ask_what_changed()
        answer(
            who,
            newest(sink, cast.practitioner.email, "What did it change?"),
            "What did your training change?",
        )
        answer(
            who,
            newest(sink, MANAGER, "What did it change?"),
            f"What do you see in the work of {cast.practitioner.name}?",
        )
        read_what_changed(cast, who, course)


def agree_the_need(cast, who):
    """The group's chair agrees the analysis; the programme of the year is begun from it."""
    analysis = needs.with_group(cast, 2027)
    chair = who(needs.chair())
    chair.go(analysis.get_absolute_url()).follow("Agree")
    chair.fill(agreed_how="LDG-2027-1, decision 3").press("Agree", analysis.get_absolute_url())
    officer = who(cast.learning_officer)
    officer.go(analysis.get_absolute_url()).sees("Agreed by the Learning and Development Group")
    officer.press("Start the programme")
    return analysis.needs.get(decision="taken_up")


def plan_the_course(cast, who, need):
    """The learning officer adds the course and offers it, and opens a session of it: the catalogue shows both."""
    hall = made.hall(cast)
    officer = who(cast.learning_officer)
    officer.go(reverse("training:add_course")).fill(
        title=TITLE, summary="What a bruise on a small baby says.", aims=STATEMENT, level=2, delivery="face_to_face",
        audience="Whoever visits families with babies.", hours=3,
    )  # fmt: skip
    officer.press("Add the course").press("Offer this course")
    course = Course.objects.get(title=TITLE)
    officer.go(reverse("training:set_evaluation", args=[course.pk])).fill(statements=STATEMENT).press(
        "Save what people are asked"
    )
    officer.go(reverse("training:plan_need", args=[need.line.pk])).fill(
        courses=[course.pk], sessions=1, places=12, cost=300
    )
    officer.press("Save")
    officer.go(course.get_absolute_url()).follow("Plan a session")
    officer.fill(
        day=HELD_ON, begins="09:30", ends="12:30", venue=hall.pk, capacity=12, trainers=[cast.trainer.pk]
    )
    officer.press("Plan the session")
    nobody = who.walk_as().go(reverse("public:courses"))
    assert "11 May 2027" not in nobody.text()
    officer.press("Open for booking").sees("Open")
    nobody.go(reverse("public:courses")).sees(TITLE).follow(TITLE)
    nobody.sees("11 May 2027", "Hall with a ramp", "Level entrance, hearing loop.")
    assert cast.trainer.name not in nobody.text()
    return course


def book_a_place(cast, who, course, sink):
    """A learner asks, the manager agrees by a link, and the place comes with its entry for the calendar."""
    session = Session.objects.get(course=course)
    learner = who(cast.practitioner)
    learner.go(reverse("public:course", args=[course.slug])).follow("Book a place")
    learner.fill(job="Nurse", manager_name="Ward manager", manager_email=MANAGER)
    learner.press("Ask for a place")
    booking = Booking.objects.get(session=session)
    manager = who.walk_as()
    asked = link_in(newest(sink, MANAGER))
    assert manager.page.goto(asked).status == 200
    manager.sees(cast.practitioner.name, TITLE).fill(answer="yes").press("Send my answer")
    assert manager.page.goto(asked).status == 410
    letter = newest(sink, cast.practitioner.email, "Your place is booked")
    (invitation,) = [part for part in letter.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(invitation.get_payload(decode=True)).walk("VEVENT")
    assert event["DTSTART"].dt == session.starts_at
    assert str(event["SUMMARY"]) == f"Training: {TITLE}"
    learner.go(booking.get_absolute_url()).sees("Booked")
    return booking


def write_the_register(cast, who, booking):
    """The trainer marks whoever came on a phone, and closes the register."""
    trainer = who(cast.trainer)
    trainer.page.set_viewport_size(PHONE)
    trainer.go(reverse("training:registers")).follow(TITLE)
    wide = trainer.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], f"The register is {wide} pixels wide on a phone"
    row = trainer.page.locator(f"#booking-{booking.pk}")
    row.locator("[name=outcome][value=present]").check()
    with trainer.page.expect_navigation():
        row.get_by_role("button", name="Save").click()
    trainer.sees("everyone is marked").follow("Close the register")
    trainer.press("Close the register").sees("1 of 1 came")


def check_the_certificate(cast, who, booking, sink):
    """The learner has a certificate, and whoever is shown its code sees that it holds."""
    certificate = Certificate.objects.get(booking=booking)
    assert (
        certificate.get_absolute_url()
        in newest(sink, cast.practitioner.email, "certificate").get_body(("plain",)).get_content()
    )
    who(cast.practitioner).go(certificate.get_absolute_url()).sees(certificate.shown_code)
    stranger = who.walk_as().go(reverse("public:check_certificate"))
    stranger.fill(code=certificate.shown_code).press("Check certificate")
    stranger.sees("This certificate is valid", TITLE, "11 May 2027")
    assert cast.practitioner.name not in stranger.text()


def answer(who, letter, heading):
    """Whoever has the link answers all that is asked, once."""
    walker, link = who.walk_as(), link_in(letter)
    assert walker.page.goto(link).status == 200
    assert heading in walker.heading()
    for group in walker.page.locator("main fieldset:has(input[type=radio])").all():
        group.locator("input[value='4']").check()
    for words in walker.page.locator("main textarea").all():
        words.fill("I refer on the same day now.")
    walker.press("Send my answers").sees("Thank you")
    assert walker.page.goto(link).status == 410


def read_what_changed(cast, who, course):
    """Everybody answered, and no mean is told of one person; next year's analysis takes it as evidence."""
    assert not Evaluation.objects.filter(answered_on=None).exists()
    officer = who(cast.learning_officer)
    officer.go(reverse("training:course_evaluation", args=[course.pk]))
    officer.sees(
        "Straight after\t1\t1\t100%", "Later\t1\t1\t100%", "Later, manager’s view\t1\t1\t100%", STATEMENT
    )
    officer.sees("fewer than 5", "Not shown")
    assert "I refer on the same day now." not in officer.text()
    officer.go(reverse("training:start_needs")).fill(year=2028).press("Start the analysis")
    analysis = NeedsAnalysis.objects.get(year=2028)
    said = "All who came answered three months later."
    officer.go(analysis.get_absolute_url()).follow("Add evidence").fill(
        kind="evaluation", words=said, source=f"Evaluation of {TITLE}", known_on=date(2027, 8, 9)
    )
    officer.press("Add the evidence")
    officer.go(analysis.get_absolute_url()).sees(said, f"Evaluation of {TITLE}")
