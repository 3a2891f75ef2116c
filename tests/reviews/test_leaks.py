"""What is said in a case reaches nobody who may not know of it: by no page, no letter, no name of a page or file.

Everything that could leak is there first, each with a word of its own.
"""

import pytest
from django.core import mail
from django.urls import reverse
from django.urls.converters import IntConverter

from partnership.access import Role
from partnership.models import Deadline, Event, Letter
from partnership.operations.letters import post_letters
from tests.doors.test_doors import addresses
from tests.factories.browser import in_mid_session
from tests.factories.reviews import SAID

pytestmark = pytest.mark.django_db


def pages(case):
    """Every address of ours that holds no secret, about every thing of the case, as far as it takes one number."""
    numbers = {case.pk, *case.requests.values_list("pk", flat=True)}
    for name, pattern in addresses().items():
        taken = set(pattern.pattern.regex.groupindex)
        if name.startswith(("account_", "mfa_")) or taken - {"pk"}:
            continue
        if not isinstance(pattern.pattern.converters.get("pk", IntConverter()), IntConverter):
            continue
        if not taken:
            yield reverse(name)
        for number in sorted(numbers) if taken else ():
            yield reverse(name, kwargs={"pk": number})


MAY_READ = {  # who of those below has a right to which words
    "hospital_lead": {"scope"},
    "police_lead": {"account", "scope", "answer"},
    "signatory": set(),
    "outsider": set(),
    "observer": set(),
    "administrator": set(),
    "learning_officer": set(),
    "reviewer": set(),
    "school_lead": set(),
}


@pytest.mark.parametrize("who", MAY_READ)
@pytest.mark.shows("S-AC2")
def test_no_page_shows_what_was_said_to_whoever_may_not_know_of_it(cast, sign_in, canary, who, unlogged):
    person = cast.signatories[0] if who == "signatory" else getattr(cast, who)
    client = in_mid_session(sign_in(person))
    found = set()
    for address in pages(canary):
        response = client.get(address)
        text = (
            b"".join(response.streaming_content).decode(errors="ignore")
            if response.streaming
            else response.text
        )
        found |= {
            (name, address) for name, word in SAID.items() if word in text and name not in MAY_READ[who]
        }

    assert found == set()


def test_letters_and_names_hold_nothing_that_was_said(canary):
    post_letters()

    sent = [f"{m.subject} {m.body} {m.extra_headers}" for m in mail.outbox]
    assert len(sent) > 5
    kept = [f"{row}" for row in Letter.objects.values()] + [str(row) for row in Deadline.objects.values()]
    labels = [f"{e.label} {e.facts} {e.noun_id} {e.verb}" for e in Event.objects.all()]
    assert [text for text in (*sent, *kept, *labels) if "KANARIEN" in text] == []


def test_the_log_holds_nothing_that_was_said(cast, sign_in, canary, caplog):
    for role in Role:
        client = sign_in(role)
        for name in ("case", "decide", "answer"):
            client.get(reverse(f"reviews:{name}", args=[canary.pk]))
            client.post(reverse(f"reviews:{name}", args=[canary.pk]), {"grounds": "KANARIENTYPED"})

    assert "KANARIEN" not in caplog.text
