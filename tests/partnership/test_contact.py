"""How the partnership is reached: said by staff, read by anybody, and at the foot of letters."""

import pytest
from django.core import mail
from django.core.management import call_command

from partnership.access import Refused
from partnership.models import ConcernContact, ContactDetails, Event
from partnership.operations.contact import reach_us, set_contact
from partnership.operations.letters import post_letters, promise

pytestmark = pytest.mark.django_db
SAID = {
    "email": "unit@lrscp.example",
    "telephone": "0116 496 0123",
    "hours": "Monday to Friday, 9am to 5pm",
    "postal": "Business unit\r\nCounty Hall",
}


def test_what_the_administrator_says_is_read_by_anybody(cast, sign_in, client):
    assert "The address has not been entered yet" in client.get("/contact/").text

    answer = sign_in(cast.administrator).post("/partnership/contact/set/", SAID)

    assert answer.url == "/partnership/contact/"
    page = client.get("/contact/").text
    assert 'href="mailto:unit@lrscp.example"' in page
    assert 'href="tel:01164960123"' in page
    assert "Business unit<br>County Hall" in page
    assert cast.administrator.name not in page
    assert Event.objects.filter(verb="amended", noun="partnership.contactdetails").count() == 1


def test_it_stands_at_the_foot_of_letters(cast):
    assert reach_us().endswith("/contact/")
    set_contact(by=cast.manager, **SAID)
    promise("asked", "a key", to=cast.county_lead, subject="Something is asked of you")
    post_letters()

    line = "unit@lrscp.example · 0116 496 0123 (Monday to Friday, 9am to 5pm) · Business unit, County Hall"
    assert f"How to reach us: {line}" in mail.outbox[0].body
    assert "How to reach us: " in mail.outbox[0].alternatives[0].content


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "", "telephone": "", "postal": ""}, "Enter an email address, a telephone number or"),
        ({"telephone": "ring us"}, "Enter the telephone number in digits"),
        ({"telephone": "+44 (0)116 496 0000"}, "Enter the telephone number in digits"),
        ({"telephone": "99"}, "Enter the telephone number in digits"),
    ],
)
def test_what_nobody_could_use_is_sent_back(cast, sign_in, change, sentence):
    page = sign_in(cast.manager).post("/partnership/contact/set/", SAID | change)

    assert sentence in page.text
    assert "Monday to Friday, 9am to 5pm" in page.text  # nothing typed is lost
    assert not ContactDetails.objects.exists()


def test_the_same_again_says_nothing_new_and_older_details_stay(cast):
    set_contact(by=cast.manager, **SAID)
    with pytest.raises(Refused, match="That is what it already says"):
        set_contact(by=cast.manager, **SAID)
    set_contact(by=cast.administrator, **SAID | {"hours": ""})

    assert [one.hours for one in ContactDetails.objects.all()] == ["", "Monday to Friday, 9am to 5pm"]


def test_a_number_for_worries_reaches_the_first_page_and_outlives_the_files(cast, sign_in, client):
    call_command("load_arrangements", verbosity=0)
    service = ConcernContact.objects.get(name="First Response")
    address = f"/partnership/contact/services/{service.pk}/"
    given = {"telephone": "01632 960002", "out_of_hours": "", "address": service.address, "reason": ""}

    assert "This field is required" not in sign_in(cast.manager).post(address, given).text
    assert "01632 960002" not in client.get("/").text
    sign_in(cast.manager).post(address, given | {"reason": "The council's page, 3 March"})
    call_command("load_arrangements", verbosity=0)

    assert 'href="tel:01632960002"' in client.get("/").text
    assert 'href="tel:01632960002"' in client.get("/raise-a-concern/").text


def test_nobody_takes_away_the_last_way_to_tell_about_a_child(cast, sign_in):
    service = ConcernContact.objects.create(name="A service", telephone="01632 960001")
    address = f"/partnership/contact/services/{service.pk}/"
    page = sign_in(cast.manager).post(address, {"telephone": "", "reason": "It rang out"})

    assert "Leave one way at least to tell them about a child." in page.text
    service.refresh_from_db()
    assert service.telephone == "01632 960001"
