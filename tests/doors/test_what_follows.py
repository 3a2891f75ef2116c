"""After the deeds that matter most the banner says what happens next: who reads it, when, and where it is seen."""

import pytest
from django.urls import reverse

from partnership.access import Role
from tests.doors.table import all_doors

# deed, the thing it is done to, who does it, and what they read afterwards
FOLLOWS = [
    ("claim", "action.pk", Role.PARTNER_LEAD, "when they have verified it, or sent it back"),
    ("verify", "claimed.pk", Role.BOARD_OFFICER, "A later audit shows whether it stuck"),
    ("send_to_chair", "drafted.pk", Role.BOARD_OFFICER, "who finds them at home under “Your tasks”"),
    ("circulate_minutes", "agreed_meeting.pk", Role.BOARD_OFFICER, "confirmed at a later meeting"),
    ("endorse_edition", "forward_edition.pk", Role.SIGNATORY, "once every partner has endorsed it"),
    ("send_highlight", "begun_highlight.pk", Role.GROUP_CHAIR, "which reads it before it meets on"),
    ("reviews:decide", "recommended_case.pk", Role.INDEPENDENT_ADVISOR, "sends it to the Panel"),
    ("reviews:begin_review", "beginnable_case.pk", Role.BOARD_OFFICER, "Next: "),
    ("assurance:scrutinise", "sent_report.pk", Role.INDEPENDENT_ADVISOR, "asks every partner to endorse it"),
    ("assurance:endorse", "asked_report.pk", Role.SIGNATORY, "once every partner has"),
    ("assurance:publish_report", "rendered_report.pk", Role.BOARD_MANAGER, "Next: Send a copy"),
]


@pytest.mark.parametrize(("deed", "thing", "role", "words"), FOLLOWS)
def test_a_deed_says_what_happens_next(world, sign_in, deed, thing, role, words):
    door = next(
        one
        for one in all_doors()
        if one.name == deed and one.method == "POST" and ("pk", thing) in one.arguments and 302 in one.answers
    )
    client = sign_in(role)
    fields = {key: str(world.value(value)) for key, value in door.fields}

    done = client.post(reverse(deed, args=[world.value(thing)]), fields)
    banners = [str(one) for one in client.get(done.url).context["messages"]]

    assert len(banners) == 1
    assert words in banners[0]
