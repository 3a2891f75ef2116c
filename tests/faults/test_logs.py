"""What the shipped programs log holds no name, wherever somebody types one and whatever fails over it."""

import json
import re
import socket

import psycopg
import pytest
import requests
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from partnership.site.servers.environment import answers
from partnership.site.servers.processes import wait_until
from tests.factories import assurance
from tests.factories.browser import signed_in

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.django_db(transaction=True)]

NAME = "Ermintrude Canary"
FORGED = NAME + '\r\n{"event": "forged by somebody", "level": "info"}\r\n'


def browser_of(client, machine):
    """That person's session on the machine: a restore has ended all sessions."""
    key = client.session.session_key
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s", [key]
        )
        machine.sql("INSERT INTO django_session VALUES (%s, %s, %s)", *cursor.fetchone())
    browser = requests.Session()
    browser.cookies["session"] = key
    browser.headers["User-Agent"] = NAME
    browser.headers["Referer"] = f"http://127.0.0.1/{NAME}"
    return browser


def fill_in(browser, address):
    """Send a page's form with the name in every field that takes words; the status of the answer."""
    page = browser.get(address, timeout=30)
    fields = dict.fromkeys(re.findall(r'<(?:input|textarea)[^>]* name="([^"]+)"', page.text), FORGED)
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    token = {"csrfmiddlewaretoken": found[1]} if found else {}
    return browser.post(page.url, fields | token, timeout=30).status_code


@pytest.mark.shows("S-ERR")
def test_no_log_of_any_program_holds_a_name_that_somebody_typed(cast, machine, tmp_path):
    asked = assurance.open_round(cast)
    theirs = assurance.return_of(asked, cast.police)
    section = reverse("assurance:section", args=[theirs.pk, asked.questionnaire.sections.first().pk])
    officer, lead = signed_in(cast.officer), signed_in(cast.police_lead)
    call_command("back_up", str(tmp_path / "backups"), verbosity=0)
    machine.manage("restore", str(next((tmp_path / "backups").iterdir())), as_owner=True)
    machine.web(answers)
    machine.worker()
    officer, lead = browser_of(officer, machine), browser_of(lead, machine)
    at = machine.address

    # Where people type: a sign-in, searches, a case, an action, a return, an address that is none.
    assert fill_in(requests.Session(), f"{at}/account/login/") in (200, 429)
    assert officer.get(f"{at}/search/", params={"q": NAME}, timeout=30).status_code == 200
    assert officer.get(f"{at}/actions/", params={"q": FORGED}, timeout=30).status_code == 200
    assert fill_in(officer, f"{at}{reverse('reviews:refer')}") == 200
    assert fill_in(officer, f"{at}{reverse('open_on_log')}") == 200
    assert fill_in(lead, f"{at}{section}") in (200, 302)
    lead.get(f"{at}/no/such/{NAME}/", timeout=30)
    requests.post(f"{at}/account/login/", {"login": NAME}, timeout=30)  # without a token
    with socket.create_connection(("127.0.0.1", machine.port)) as line:
        line.sendall(f"GET /search/?q={NAME} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        line.recv(100)

    # What fails over what they typed: the database refuses a row, cannot read a value, and refuses whole pages.
    for statement in (
        "INSERT INTO django_session VALUES ('twice', %s, now()), ('twice', %s, now())",
        "SELECT %s::text || %s::bigint",
    ):
        with pytest.raises(psycopg.Error, match="|".join(("duplicate", "invalid"))):
            machine.sql(statement, NAME, NAME)
    machine.sql("REVOKE SELECT ON partnership_action FROM portal", as_owner=True)
    assert officer.get(f"{at}/actions/", params={"q": NAME}, timeout=30).status_code == 500
    machine.sql("REVOKE SELECT ON partnership_letter FROM portal", as_owner=True)
    machine.manage("shell", "-c", "from partnership.tasks import post_letters; post_letters.delay()")
    logs = {path.name: path for path in machine.logs.iterdir()}
    assert wait_until(lambda: "42501" in logs["worker.log"].read_text(), 60)

    said = {name: path.read_text() for name, path in logs.items()}
    assert [name for name, text in said.items() if "Ermintrude" in text or "forged by" in text] == []
    lines = [json.loads(line) for line in said["web.log"].splitlines()]
    failed = [line for line in lines if "42501" in line.get("exception", "")]
    assert failed
    ids = {line["request_id"] for line in failed}
    assert [line["status"] for line in lines if line["event"] == "request" and line["request_id"] in ids] == [
        500
    ]
    assert "A request that is none of HTTP" in {line["event"] for line in lines}
    assert "ERROR" not in said["postgres.log"]
