"""What somebody hostile tries on rounds, returns and the yearly report."""

import pytest
import time_machine
from django.urls import reverse

from partnership.models import Answer
from tests.factories.assurance import TODAY, open_round, return_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("version", ["1:" + "9" * 5000, "9" * 5000 + ":1", "²:1", "1:１", ":", ",,,", "\x00"])
def test_a_version_that_nobody_can_read_was_not_seen(cast, sign_in, version):
    with time_machine.travel(TODAY, tick=False):
        opened = return_of(open_round(cast), cast.police)
        part = opened.round.questionnaire.sections.first()
        question = part.questions.first()
        typed = {"version": version, f"q{question.pk}": "What we say."}
        client = sign_in(cast.police_lead)

        saved = client.post(reverse("assurance:autosave", args=[opened.pk, part.pk]), typed)
        again = client.post(reverse("assurance:section", args=[opened.pk, part.pk]), typed)

    assert saved.status_code == 200
    assert again.status_code == 302
    assert Answer.objects.get().text == "What we say."


def test_an_agency_learns_nothing_of_anothers_return_from_how_it_is_refused(cast, sign_in):
    """One that is there, one that is submitted and one that never was are refused in the same words."""
    with time_machine.travel(TODAY, tick=False):
        theirs = return_of(open_round(cast), cast.county)
        part = theirs.round.questionnaire.sections.first()
        client = sign_in(cast.police_lead)

        def told(pk):
            addresses = [
                *(
                    reverse(f"assurance:{n}", args=[pk])
                    for n in ("return", "check_answers", "submit", "receipt")
                ),
                *(reverse(f"assurance:{n}", args=[pk, part.pk]) for n in ("section", "autosave")),
            ]
            answers = [client.get(a) for a in addresses] + [
                client.post(a, {"version": "1:1"}) for a in addresses
            ]
            return [(r.status_code, r.text.replace(f"/{pk}/", "/")) for r in answers]

        there, nowhere = told(theirs.pk), told(theirs.pk + 1_000_000)

    assert without_tokens(there) == without_tokens(nowhere)
    assert {status for status, _ in there} <= {404, 405}


def without_tokens(answers):
    return [(status, len(text)) for status, text in answers]
