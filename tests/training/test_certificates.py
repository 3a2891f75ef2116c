"""Certificates: their paper, who may check them and what they learn, and letters before they run out."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.core import mail
from django.urls import reverse
from time_machine import travel

from partnership.models import Letter
from partnership.operations.letters import post_letters
from tests.factories import training as made
from tests.papers import words_of
from training.models import Certificate, CertificateElsewhere
from training.operations import attendance, certificates

LONDON = ZoneInfo("Europe/London")
DAY = datetime(2027, 3, 9, 9, 30, tzinfo=LONDON)


@pytest.fixture
def course(db):
    return made.course("Seeing bruises", lasts_months=36, hours=3)


def attended(cast, course, *, starts_at=DAY, guests=()):
    """The practitioner's certificate of a session of that course; guests are email addresses."""
    session = made.session(course, starts_at=starts_at)
    booking = made.booking(session, cast.practitioner, cast.hospital)
    with travel(starts_at + timedelta(hours=3), tick=False):
        for email in guests:
            attendance.add_guest(
                session, by=cast.trainer, name="Ash Larch", email=email, organisation="Larch Nursery"
            )
        attendance.mark_rest(session, by=cast.trainer)
        attendance.close_register(session, by=cast.trainer)
    return Certificate.objects.standing().get(booking=booking)


def test_the_paper_says_who_attended_what_and_where_its_code_is_checked(cast, course, sign_in):
    certificate = attended(cast, course)

    answer = sign_in("practitioner").get(reverse("training:certificate_pdf", args=[certificate.pk]))

    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="certificate-{certificate.number.lower()}.pdf"'
    )
    paper = words_of(answer.content)
    for words in (
        "Certificate of attendance", "Practitioner", cast.hospital.name, "Seeing bruises", "on 9 March 2027",
        "3 hours of learning", "Valid until 9 March 2030", certificate.number, certificate.shown_code,
        reverse("public:check_certificate"),
    ):  # fmt: skip
        assert words in paper
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert (len(pdf.pages), bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (1, True, "en-GB")


def test_a_guest_opens_their_own_certificate_by_the_link_of_their_letter(cast, course, client):
    attended(cast, course, guests=["ash@larch.test"])
    certificate = Certificate.objects.get(name="Ash Larch")
    with travel(DAY + timedelta(days=1), tick=False):
        letter = Letter.objects.get(key=f"certificate:{certificate.pk}")
        answer = client.get(letter.path)
        certificates.revoke(certificate, by=cast.officer, reason="Was somebody else.")
        gone = client.get(letter.path)

    assert (letter.address, letter.secret, gone.status_code) == ("ash@larch.test", True, 410)
    assert "Ash Larch Larch Nursery" in words_of(answer.content)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2027, 3, 10), "This certificate is valid"),
        (date(2030, 3, 9), "This certificate is valid"),  # its last day
        (date(2030, 3, 10), "This certificate has expired"),
    ],
)
def test_anybody_learns_from_a_code_whether_it_holds_and_no_name(cast, course, client, on, says):
    certificate = attended(cast, course)
    with travel(datetime(on.year, on.month, on.day, 12, tzinfo=UTC), tick=False):
        typed = certificate.shown_code.lower().replace("-", " ")
        answer = client.get(reverse("public:check_certificate"), {"code": typed}, follow=True)

    assert says in answer.text
    assert ("P." in answer.text, "Practitioner" in answer.text) == (True, False)
    assert cast.hospital.name not in answer.text


def test_a_code_of_nothing_and_one_taken_back_say_so(cast, course, client):
    certificate = attended(cast, course)
    new = certificates.reissue(
        certificate, by=cast.officer, reason="The name was misspelt.", name="P Ractitioner"
    )
    find = reverse("public:check_certificate")

    old = client.get(find, {"code": certificate.code}, follow=True)
    unknown = client.get(find, {"code": "O0I1"}, follow=True)

    assert (old.status_code, "no longer valid" in old.text, "misspelt" in old.text) == (200, True, False)
    assert (unknown.status_code, "No certificate has this code" in unknown.text) == (404, True)
    assert "P. R." in client.get(find, {"code": new.code}, follow=True).text


def refreshers():
    return list(
        Letter.objects.filter(kind="refresher").order_by("key").values_list("recipient__name", "due_on")
    )


@pytest.mark.parametrize(
    ("today", "letters"),
    [
        (date(2029, 12, 8), 0),  # 91 days before
        (date(2029, 12, 9), 1),
        (date(2030, 2, 6), 1),
        (date(2030, 3, 9), 1),  # after lost days of the worker: the more urgent letter alone
        (date(2030, 3, 10), 0),
    ],
)
def test_a_letter_goes_before_a_certificate_runs_out_also_after_lost_days(cast, course, today, letters):
    attended(cast, course)
    assert certificates.write_of_refreshers(today) == letters
    assert certificates.write_of_refreshers(today) == 0
    assert refreshers() == [("Practitioner", date(2030, 3, 9))] * letters


def test_two_letters_in_all_and_none_to_whoever_refreshed_it_or_left(cast, course):
    certificate = attended(cast, course)
    for day in range(120):
        certificates.write_of_refreshers(date(2029, 12, 1) + timedelta(day))
    assert list(Letter.objects.filter(kind="refresher").order_by("pk").values_list("key", flat=True)) == [
        f"refresher:{certificate.pk}:90", f"refresher:{certificate.pk}:30",
    ]  # fmt: skip
    Letter.objects.all().delete()

    CertificateElsewhere.objects.create(
        learner=cast.practitioner, title="Bruises", provider="The trust", attended_on=date(2029, 5, 1),
        counts_as=course, confirmed_by=cast.officer, confirmed_at=DAY,
    )  # fmt: skip
    assert certificates.write_of_refreshers(date(2030, 2, 20)) == 0
    CertificateElsewhere.objects.all().delete()
    cast.practitioner.is_active = False
    cast.practitioner.save()
    assert certificates.write_of_refreshers(date(2030, 2, 20)) == 0


def test_a_newer_certificate_ends_the_letters_about_the_old_one(cast, course):
    attended(cast, course)
    attended(cast, course, starts_at=datetime(2029, 10, 2, 9, 30, tzinfo=LONDON))
    assert certificates.write_of_refreshers(date(2030, 2, 20)) == 0


def test_the_letter_leads_to_the_course_and_says_until_when_it_holds(cast, course):
    certificate = attended(cast, course)
    with travel(datetime(2030, 2, 20, 9, tzinfo=UTC), tick=False):
        Letter.objects.all().delete()
        certificates.write_of_refreshers(date(2030, 2, 20))
        post_letters()
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (
        [cast.practitioner.email], "LRSCP: Your certificate expires soon",
    )  # fmt: skip
    assert f"Your certificate {certificate.number} expires on 9 March 2030." in sent.body
    assert course.get_absolute_url() in sent.body
    assert "Seeing bruises" not in sent.body


def test_a_guests_letter_does_not_tell_them_to_sign_in(cast, course):
    attended(cast, course, guests=["ash@larch.test"])
    with travel(DAY + timedelta(hours=4), tick=False):
        post_letters()
    [guests], [learners] = ([one for one in mail.outbox if one.to == [to]] for to in
                            ("ash@larch.test", cast.practitioner.email))  # fmt: skip
    assert ("Sign in" in guests.body, "works for 60 days" in guests.body) == (False, True)
    assert ("Sign in" in learners.body, "My learning" in learners.body) == (True, True)


def test_training_elsewhere_that_came_without_a_file_has_none_to_hand_out(cast, sign_in):
    elsewhere = CertificateElsewhere.objects.create(
        learner=cast.practitioner, title="Bruises", provider="The trust", attended_on=DAY.date()
    )
    file = reverse("training:elsewhere_file", args=[elsewhere.pk])
    assert sign_in("practitioner").get(file).status_code == 404
