"""Taking something down in an emergency: two steps, at once, on the record, and never back up."""

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Event, Letter
from reviews.models import Artefact
from reviews.operations import publication as operations
from tests.factories import reviews as made
from tests.reviews.test_publication import together

S = Artefact.State


def address(artefact):
    return reverse("reviews:withdraw", args=[artefact.pk])


def test_withdraw_asks_why_and_then_whether_one_is_sure(cast, live, sign_in):
    manager = sign_in(cast.manager)

    why = manager.post(address(live), {"reason": ""})
    sure = manager.post(address(live), {"reason": "A brother can be recognised."})
    assert made.fresh(live).state == S.LIVE
    done = manager.post(address(live), {"reason": "A brother can be recognised.", "sure": "yes"})

    assert "Answer ‘Why are you taking it down?’" in why.content.decode()
    assert "Are you sure you want to take it down?" in sure.content.decode()
    assert done.status_code == 302
    live = made.fresh(live)
    assert (live.state, live.withdrawn_by, live.withdrawn_reason) == (
        S.WITHDRAWN,
        cast.manager,
        "A brother can be recognised.",
    )


def test_withdraw_keeps_the_reason_when_one_goes_back_to_change_it(cast, live, sign_in):
    page = sign_in(cast.manager).post(address(live), {"reason": "A first reason.", "change": "yes"})

    assert page.context["form"]["reason"].value() == "A first reason."
    assert "Are you sure" not in page.content.decode()
    assert made.fresh(live).state == S.LIVE


def test_withdraw_needs_its_reason_in_the_second_step_too(cast, live, sign_in):
    sign_in(cast.manager).post(address(live), {"reason": " ", "sure": "yes"})

    assert made.fresh(live).state == S.LIVE


@pytest.mark.parametrize("who", ["officer", "advisor", "chair", "reviewer", "police_lead"])
def test_withdraw_is_the_board_managers_alone(cast, live, sign_in, who):
    answer = sign_in(getattr(cast, who)).post(address(live), {"reason": "Emergency", "sure": "yes"})

    assert answer.status_code == 403
    assert made.fresh(live).state == S.LIVE


def test_withdraw_takes_it_off_every_public_page_at_once(cast, live):
    anybody = Client()
    before = anybody.get(live.public_address())
    assert b"".join(before.streaming_content).startswith(b"%PDF")

    operations.withdraw(live, by=cast.manager, reason="Somebody was named")

    file = anybody.get(live.public_address())
    again = anybody.get(live.public_address(), headers={"if-none-match": before["ETag"]})
    since = anybody.get(live.public_address(), headers={"if-modified-since": before["Last-Modified"]})
    page = anybody.get(live.review.get_absolute_url())
    assert [one.status_code for one in (file, again, since, page)] == [410, 410, 410, 410]
    for answer in (file, page, anybody.get(reverse("public:reviews"))):
        assert live.title not in answer.content.decode()
        assert live.review.public_title not in answer.content.decode()
        assert "Somebody was named" not in answer.content.decode()
    assert anybody.get(reverse("public:reviews"), {"q": live.title}).context["page"].paginator.count == 0


def test_withdraw_of_one_leaves_the_other_artefact_of_the_review_where_it_is(cast, live):
    statement = made.artefact(cast, S.LIVE, case=made.again(live.review.case), kind="improvements")

    operations.withdraw(live, by=cast.manager, reason="Emergency")

    page = Client().get(live.review.get_absolute_url())
    assert page.status_code == 200
    assert [one.pk for one in page.context["review"].live] == [statement.pk]
    assert live.public_address() not in page.content.decode()
    assert Client().get(live.public_address()).status_code == 410


@pytest.mark.parametrize("state", [state for state in S.values if state != S.LIVE])
def test_withdraw_is_only_for_what_is_live(cast, case_in_review, state):
    artefact = made.artefact(cast, state, case=case_in_review)

    with pytest.raises(Refused, match="cannot be done with the file as it is now"):
        operations.withdraw(artefact, by=cast.manager, reason="Emergency")


def test_withdraw_is_for_good(cast, case_in_review):
    """Nothing brings it back, not even its hour coming round again."""
    artefact = made.artefact(cast, S.WITHDRAWN, case=case_in_review)

    with time_machine.travel(artefact.publish_at, tick=False):
        assert operations.publish_due() == []
    with pytest.raises(Refused, match="What has been published is not replaced"):
        operations.replace_file(artefact, by=cast.manager, content=made.pdf(), filename="x.pdf")

    assert made.fresh(artefact).state == S.WITHDRAWN


def test_withdraw_tells_the_business_unit_without_the_reason(cast, live):
    operations.withdraw(live, by=cast.manager, reason="An unmistakable reason.")

    told = Letter.objects.filter(label="Withdrawn from the public site")
    assert {letter.recipient for letter in told} == {cast.manager, cast.officer, cast.second_officer}
    assert all(letter.urgent for letter in told)
    assert all("unmistakable" not in f"{letter.subject}{letter.label}" for letter in told)


def test_mistake_19_nothing_is_taken_down_by_itself_after_a_year(live):
    """A year is the least, not the most."""

    with time_machine.travel(live.live_at.replace(year=live.live_at.year + 2), tick=False):
        operations.publish_due()
        answer = Client().get(live.public_address())

    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_withdraw_by_two_at_once_happens_once(transactional_db, cast):
    artefact = made.artefact(cast, S.LIVE)

    given = together(
        lambda: operations.withdraw(artefact, by=cast.manager, reason="First"),
        lambda: operations.withdraw(artefact, by=cast.manager, reason="Second"),
    )

    assert sorted(type(one).__name__ for one in given) == ["Artefact", "Refused"]
    assert Event.objects.about(artefact).filter(verb="moved", facts__new="withdrawn").count() == 1
    assert Letter.objects.filter(recipient=cast.manager, label="Withdrawn from the public site").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("F14")
def test_withdraw_while_a_worker_publishes_waits_for_it_and_then_takes_it_down(transactional_db, cast):
    artefact = made.artefact(cast, S.SCHEDULED)
    given = []

    with time_machine.travel(artefact.publish_at, tick=False):
        with transaction.atomic():
            operations.publish_due()  # live, and not committed yet: the public does not see it
            given += together(lambda: Client().get(artefact.public_address()).status_code)
        operations.withdraw(artefact, by=cast.manager, reason="Emergency")

    assert given == [404]
    assert made.fresh(artefact).state == S.WITHDRAWN
