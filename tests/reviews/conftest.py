"""Cases as far as many tests need them, and what hangs on them, as the database has it: made by deeds, once."""

import pytest

from tests.factories.stage import CASES


def on_the_stage(name):
    @pytest.fixture(name=name)
    def thing(cast, stood_on):
        return stood_on.get(name) or CASES[name](cast)

    return thing


answered_case = on_the_stage("answered_case")
drafting_case = on_the_stage("drafting_case")
case_for_decision = on_the_stage("case_for_decision")
decided_case = on_the_stage("decided_case")
case_with_panel = on_the_stage("case_with_panel")
agreed_case = on_the_stage("agreed_case")
case_in_review = on_the_stage("case_in_review")
drafted_case = on_the_stage("drafted_case")
involved_request = on_the_stage("involved_request")
signing_artefact = on_the_stage("signing_artefact")
ready_artefact = on_the_stage("ready_artefact")
scheduled_artefact = on_the_stage("scheduled_artefact")
