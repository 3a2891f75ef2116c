"""A backup, restored on an empty machine: everything is there, works, and nobody is written to twice."""

import hashlib
import re
from datetime import timedelta

import pytest
import requests
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from partnership.models import Deadline, Document, Letter
from partnership.operations.letters import post_letters, promise, promise_reminders
from partnership.site import backups
from partnership.site.servers.environment import answers
from tests.factories import reviews

pytestmark = [pytest.mark.fault, pytest.mark.long, pytest.mark.django_db(transaction=True)]

NUMBER = 300
PASSWORD = "a long sentence that nobody guesses"


def count_of(table):
    return f'SELECT count(*) FROM "{table}"'  # noqa: S608 -- a name from the catalogue


def rows_of(cursor):
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    counts = {}
    for (table,) in cursor.fetchall():
        cursor.execute(count_of(table))
        counts[table] = cursor.fetchone()[0]
    return counts


def sign_in_at(address, email):
    """Where the sign-in page leads this person with their password."""
    browser = requests.Session()
    page = browser.get(f"{address}/account/login/", timeout=20)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
    return browser, browser.post(
        page.url, {"csrfmiddlewaretoken": token, "login": email, "password": PASSWORD}, timeout=20,
    )  # fmt: skip


@pytest.mark.shows("F16")
def test_a_backup_restored_on_an_empty_machine_is_whole_and_sends_nothing_again(
    cast, sink, machine, tmp_path
):
    cast.police_lead.password = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
    cast.police_lead.save(update_fields=["password"])
    reviews.live(cast)
    Deadline.objects.bulk_create(
        Deadline(
            duty="return", label="Answer", reference=f"X-{number:03}", path="/home/", rule="agreed",
            source="test", due_on=timezone.localdate() - timedelta(1), organisation=cast.police,
        )
        for number in range(NUMBER)
    )  # fmt: skip
    promise_reminders()
    post_letters()
    sent = {message["Message-ID"] for message in sink.messages}
    assert sum(message["Subject"].rsplit(" ", 1)[-1].startswith("X-") for message in sink.messages) == NUMBER
    waits = promise("asked", "waits", to=cast.police_lead, subject="It waited")
    with connection.cursor() as cursor:
        before = rows_of(cursor)

    call_command("back_up", str(tmp_path / "backups"), verbosity=0)
    (backup,) = (tmp_path / "backups").iterdir()
    machine.manage("restore", str(backup), as_owner=True)
    machine.manage("migrate", "--no-input", as_owner=True)

    after = {table: machine.sql(count_of(table))[0][0] for table in before}
    assert after == before
    kept = dict(Document.objects.values_list("file", "checksum"))
    assert kept
    assert {
        str(path.relative_to(machine.documents)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in machine.documents.rglob("*") if path.is_file()
    } == kept  # fmt: skip
    assert "whole" in machine.manage("verify_record")

    seen = len(sink.messages)
    machine.manage("sweep")
    new = sink.messages[seen:]
    assert not sent & {message["Message-ID"] for message in new}
    assert not [message for message in new if message["Subject"].rsplit(" ", 1)[-1].startswith("X-")]
    assert [message["Message-ID"] for message in new if "It waited" in message["Subject"]] == [
        waits.message_id
    ]
    ((number,),) = machine.sql("SELECT nextval(pg_get_serial_sequence('partnership_letter', 'id'))")
    assert number > Letter.objects.latest("pk").pk + backups.LETTERS_APART // 2

    machine.web(answers)
    browser, came_to = sign_in_at(machine.address, cast.police_lead.email)
    assert came_to.history[0].status_code == 302
    assert came_to.url == f"{machine.address}/account/second-factor/"
    assert browser.cookies["session"]
    _, refused = sign_in_at(machine.address, "nobody@portal.test")
    assert refused.history == []
