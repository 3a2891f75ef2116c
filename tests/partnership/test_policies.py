"""Policies: written, approved as they were seen, in force by their date, and looked at again."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.access import Refused
from partnership.models import Deadline, Event, Letter, Policy, PolicyVersion
from partnership.operations.letters import promise_reminders
from partnership.operations.policies import change_policy, current_version, review_policy, withdraw_policy
from partnership.operations.policy_versions import (
    approve_policy,
    drop_version,
    publish_policy,
    put_to_group,
    seen_of,
    start_version,
    take_back_version,
    write_version,
)
from tests.factories import policies as made

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def travelled():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def go_to(clock, day):
    clock.move_to(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def day(name, when):
    return {f"{name}_day": when.day, f"{name}_month": when.month, f"{name}_year": when.year}


def reading(slug):
    return Client().get(reverse("public:policy", args=[slug]))


# Written --------------------------------------------------------------------------------------------------


def test_register_policy_takes_the_usual_review_period_and_an_address_of_its_own(cast, sign_in):
    officer = sign_in("board_officer")
    given = {"kind": "protocol", "area": "LLR", "group": cast.crg.pk, "summary": "Holding."}
    said = [
        officer.post(reverse("register_policy"), {"title": title} | given).status_code
        for title in ("Who may hold?", "Who may hold", "who may hold")
    ]

    assert said == [302, 302, 200]  # a title is in the register once
    assert list(Policy.objects.order_by("pk").values_list("slug", "review_months")) == [
        ("who-may-hold", 24),
        ("who-may-hold-2", 24),
    ]


def test_the_address_of_a_policy_follows_its_title_until_a_version_is_in_force(cast, travelled):
    def called(title):
        changed = change_policy(
            policy, by=cast.officer, title=title, kind=policy.kind, group=policy.group, area=policy.area,
            summary=policy.summary, review_months=policy.review_months,
        )  # fmt: skip
        return changed.slug

    policy = made.policy(cast, title="Bruises on Rowan")
    assert called("Bruises") == "bruises"
    made.published(cast, policy, in_force_on=TODAY + timedelta(7))
    assert called("Bruises on babies") == "bruises-on-babies"  # nobody can have been there yet
    go_to(travelled, TODAY + timedelta(7))
    assert called("Bruises and babies") == "bruises-on-babies"
    assert reading("bruises-on-babies").status_code == 200


def test_there_is_one_threshold_document_an_area(cast):
    made.policy(cast, title="Thresholds", kind="threshold")
    made.policy(cast, title="Thresholds across the three areas", kind="threshold", area="LLR")

    with pytest.raises(Refused, match="There is a threshold document for Leicestershire and Rutland already"):
        made.policy(cast, title="Thresholds again", kind="threshold")


def test_write_version_tells_of_somebody_who_saved_meanwhile_and_keeps_both(cast, sign_in):
    version = made.version(cast)
    address = reverse("write_version", args=[version.pk])
    seen = sign_in("board_officer").get(address).context["form"].initial["seen"]
    write_version(version, by=cast.second_officer, seen=seen, text="Theirs.", what_changed="Theirs.")

    page = sign_in("board_officer").post(address, {"seen": seen, "text": "Mine.", "what_changed": "Mine."})
    assert "Somebody has saved this version since you opened the page" in page.text
    assert "Theirs." in page.text
    assert "Mine." in page.text

    again = {"seen": page.context["form"]["seen"].value(), "text": "Both.", "what_changed": "Both."}
    sign_in("board_officer").post(address, again)
    version.refresh_from_db()
    assert (version.text, version.revision) == ("Both.", 4)


def test_a_pdf_is_kept_without_what_it_hides(cast, sign_in):
    version = made.version(cast)

    sign_in("board_officer").post(
        reverse("write_version", args=[version.pk]),
        {
            "seen": version.revision,
            "text": "",
            "what_changed": "As a PDF.",
            "file": made.upload("Jo Bloggs.pdf"),
        },
    )

    version.refresh_from_db()
    with version.document.file.open("rb") as file:
        assert b"A page" not in file.read()
    assert version.document.download_name == f"policy-{version.policy_id}-version-1.pdf"


def test_put_to_group_needs_a_text_and_what_changed(cast):
    version = made.version(cast, what_changed="")

    with pytest.raises(Refused, match="First say what changed since the last version, and why"):
        put_to_group(version, by=cast.officer, due_on=TODAY, not_consulted_because="Small.")


def test_put_to_group_without_a_consultation_says_why_and_never_for_the_threshold_document(cast, sign_in):
    version = made.version(cast)
    page = sign_in("board_officer").post(
        reverse("put_to_group", args=[version.pk]), day("due_on", TODAY + timedelta(7))
    )
    assert "Say why nobody was consulted, or open a consultation" in page.text

    threshold = made.version(cast, made.policy(cast, title="Thresholds", kind="threshold"))
    with pytest.raises(Refused, match="never approved without a consultation"):
        put_to_group(threshold, by=cast.officer, due_on=TODAY, not_consulted_because="In a hurry.")


def test_put_to_group_is_due_for_the_group_and_writes_to_its_chair(cast):
    version = made.waiting(cast)

    deadline = version.approval_deadline
    assert (deadline.group, deadline.due_on) == (cast.crg, date(2026, 3, 12))
    assert list(Letter.objects.values_list("recipient", "kind", "reference")) == [
        (cast.chair.pk, "asked", version.policy.reference)
    ]
    assert Deadline.objects.asked_of(cast.chair).get() == deadline


# Approved -------------------------------------------------------------------------------------------------


def test_approve_policy_refuses_a_text_that_changed_since_the_page_showed_it(cast, sign_in):
    version = made.waiting(cast)
    address = reverse("approve_policy", args=[version.pk])
    chair = sign_in("group_chair")
    seen = chair.get(address).context["form"]["seen"].value()
    write_version(
        version,
        by=cast.officer,
        seen=version.revision,
        text="Call tomorrow.",
        what_changed="It says who calls.",
    )

    page = chair.post(address, {"seen": seen, "decision": "Approved for publication."})
    version.refresh_from_db()
    assert version.state == "draft"
    assert "The text has changed since you opened this page" in page.text
    assert "Call tomorrow." in page.text
    assert "Approved for publication." in page.text

    chair.post(
        address, {"seen": page.context["form"]["seen"].value(), "decision": "Approved for publication."}
    )
    version.refresh_from_db()
    assert (version.state, version.approved_by, version.approved_on) == ("approved", cast.chair, TODAY)


def test_another_file_is_another_text(cast):
    version = made.waiting(cast)
    seen = seen_of(version)
    version = write_version(
        version, by=cast.officer, seen=version.revision, text=version.text, what_changed=version.what_changed,
        content=made.pdf("Another"), filename="a.pdf",
    )  # fmt: skip

    with pytest.raises(Refused, match="The text has changed"):
        approve_policy(version, by=cast.chair, seen=seen, decision="Approved.")


def test_staff_approve_nothing_but_write_down_a_meeting_of_that_very_group(cast):
    version = made.waiting(cast)
    seen = seen_of(version)
    elsewhere = made.meeting(cast, group=cast.audit)
    planned = made.meeting(cast, state="called")

    for meeting, sentence in (
        (None, "Choose the meeting at which the group approved it"),
        (elsewhere, "That meeting was of another group"),
        (planned, "That meeting has not been held yet"),
    ):
        with pytest.raises(Refused, match=sentence):
            approve_policy(version, by=cast.officer, seen=seen, decision="Approved.", meeting=meeting)

    held = made.meeting(cast, on=date(2026, 2, 26))
    version = approve_policy(version, by=cast.officer, seen=seen, decision="Approved.", meeting=held)
    assert (version.approved_in, version.approved_on) == (held, date(2026, 2, 26))


def test_a_chair_of_another_group_approves_nothing(cast):
    version = made.waiting(cast, made.policy(cast, group=cast.audit))

    with pytest.raises(Refused, match="Only the chair of the group that owns the policy"):
        approve_policy(version, by=cast.chair, seen=seen_of(version), decision="Approved.")


def test_what_is_approved_changes_only_after_it_was_taken_back(cast):
    version = made.approved(cast)

    with pytest.raises(Refused, match="its text stays as it is"):
        write_version(version, by=cast.officer, seen=version.revision, text="Other.", what_changed="Other.")
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(text="Other.")

    version = take_back_version(version, by=cast.officer, reason="The number was wrong.")
    assert (version.state, version.decision, version.approval_deadline) == ("revised", "", None)


def test_a_version_that_nobody_needs_is_dropped_for_a_reason(cast):
    version = drop_version(made.waiting(cast), by=cast.officer, reason="The law changed.")

    assert version.state == "dropped"
    assert not Deadline.objects.outstanding().exists()
    assert start_version(version.policy, by=cast.officer).number == 2


# In force -------------------------------------------------------------------------------------------------


def test_a_version_comes_into_force_by_its_date_and_supersedes_the_last(cast, travelled):
    first = made.published(cast)
    policy = first.policy
    second = made.published(
        cast, policy, in_force_on=date(2026, 4, 6), text="# First steps\n\nCall the duty team at once."
    )
    assert (second.number, second.text) == (2, "# First steps\n\nCall the duty team at once.")
    assert "duty team" not in reading(policy.slug).text

    go_to(travelled, date(2026, 4, 5))
    assert current_version(policy, date(2026, 4, 5)) == first
    assert "duty team" not in reading(policy.slug).text

    go_to(travelled, date(2026, 4, 6))  # a bank holiday: dates need nobody at work
    page = reading(policy.slug)
    assert current_version(policy, date(2026, 4, 6)) == second
    assert "duty team" in page.text
    assert "What changed since version 1, and why" in page.text
    assert "<ins" in page.text
    assert [v.stands(second, date(2026, 4, 6)) for v in policy.versions.order_by("number")] == [
        "Superseded", "In force",
    ]  # fmt: skip
    earlier = Client().get(reverse("public:policy_earlier", args=[policy.slug, 1]))
    assert "It is no longer in force" in earlier.text
    assert "until version 2 replaced it on 6 April 2026" in earlier.text


def test_publish_policy_is_not_before_its_approval_nor_before_the_last_version(cast):
    version = made.approved(cast)
    with pytest.raises(Refused, match="It was approved on 2 March 2026"):
        publish_policy(version, by=cast.officer, in_force_on=date(2026, 3, 1))

    published = publish_policy(version, by=cast.officer, in_force_on=date(2026, 5, 1))
    second = made.approved(cast, published.policy)
    with pytest.raises(Refused, match="The version before it is in force from 1 May 2026"):
        publish_policy(second, by=cast.officer, in_force_on=date(2026, 4, 30))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE partnership_policyversion SET text = 'Other' WHERE id = %s",
        "UPDATE partnership_policyversion SET in_force_on = '2020-01-01' WHERE id = %s",
        "UPDATE partnership_policyversion SET state = 'draft' WHERE id = %s",
        "DELETE FROM partnership_policyversion WHERE id = %s",
    ],
)
def test_what_is_published_is_frozen_even_for_whoever_writes_sql(cast, change):
    version = made.published(cast)

    with (
        pytest.raises(DatabaseError, match="A published policy is frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [version.pk])


# What the public sees -------------------------------------------------------------------------------------


def test_the_public_sees_no_draft_and_nothing_that_waits_for_its_day(cast, client):
    policy = made.published(cast, text="What is in force.").policy
    consulted = made.consultation(
        cast, made.version(cast, policy, text="A secret draft.", what_changed="Secretly.")
    )
    made.comment(cast.police_lead, consulted, cast.police, text="A secret remark.")
    made.version(cast, made.policy(cast, title="Never seen", summary="Unseen."), text="Another secret.")
    coming = made.published(
        cast, made.policy(cast, title="Not yet there", summary="Unseen."), in_force_on=date(2026, 3, 3)
    )

    seen = client.get("/policies/").text + client.get("/").text + reading(policy.slug).text
    assert "What is in force." in seen
    for secret in (
        "secret",
        "Secret",
        "Never seen",
        "Not yet there",
        "Unseen",
        "portal.test",
        "Board officer",
    ):
        assert secret not in seen
    assert client.get("/policies/", {"words": "secret"}).context["policies"] == []
    assert reading("never-seen").status_code == 404
    assert reading(coming.policy.slug).status_code == 404
    assert client.get(reverse("public:policy_earlier", args=[policy.slug, 2])).status_code == 404
    assert client.get(reverse("public:policy_file", args=[policy.slug, 2])).status_code == 404


def test_the_public_finds_the_threshold_document_first_and_searches_the_text(cast, client):
    made.published(cast, made.policy(cast, title="A first one"), text="About dogs.")
    threshold = made.policy(cast, title="Thresholds", kind="threshold")
    consulted = made.consultation(cast, made.version(cast, threshold, text="About cats."), days=1)
    with time_machine.travel(datetime(2026, 3, 9, 9, tzinfo=UTC), tick=False):
        made.consultations.settle_consultation(consulted, by=cast.officer)
        put = put_to_group(consulted.version, by=cast.officer, due_on=date(2026, 3, 20))
        ready = approve_policy(put, by=cast.chair, seen=seen_of(put), decision="Approved.")
        publish_policy(ready, by=cast.officer, in_force_on=date(2026, 3, 9))

        def listed(**asked):
            return [one.title for one in client.get("/policies/", asked).context["policies"]]

        assert listed() == ["Thresholds", "A first one"]
        assert listed(words="DOGS") == ["A first one"]
        assert listed(kind="threshold") == ["Thresholds"]
        assert listed(area="LLR") == []


def test_the_public_reads_the_pdf_of_what_is_in_force(cast, client):
    version = made.published(cast, text="", content=made.pdf(), filename="a.pdf")

    address = reverse("public:policy_file", args=[version.policy.slug, 1])
    answer = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Cache-Control"] == "no-cache"  # kept, and asked about each time
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert answer["Content-Disposition"] == 'attachment; filename="bruises-on-babies-version-1.pdf"'


def test_withdraw_policy_leaves_a_stub_with_the_reason(cast, client, travelled):
    version = made.published(cast, text="Old words.", content=made.pdf(), filename="a.pdf")
    policy = withdraw_policy(
        version.policy, by=cast.officer, withdrawn_on=date(2026, 3, 5), reason="Use the regional one."
    )
    assert reading(policy.slug).status_code == 200
    assert not Deadline.objects.outstanding().exists()

    go_to(travelled, date(2026, 3, 5))
    page = reading(policy.slug)
    assert page.status_code == 410
    assert "Use the regional one." in page.text
    assert "Old words." not in page.text
    assert client.get(reverse("public:policy_file", args=[policy.slug, 1])).status_code == 404
    assert "Withdrawn" in client.get("/policies/").text


# Looked at again ------------------------------------------------------------------------------------------


def test_a_review_is_due_after_its_months_and_chases(cast, travelled, client, sign_in):
    policy = made.published(cast, made.policy(cast, review_months=12), in_force_on=date(2026, 3, 31)).policy
    policy.refresh_from_db()
    deadline = policy.review_deadline
    assert (deadline.due_on, deadline.group) == (date(2027, 3, 31), cast.crg)

    go_to(travelled, date(2027, 4, 2))
    assert not policy.review_is_late(date(2027, 3, 31))
    assert "This document is under review." in reading(policy.slug).text
    assert "Review late" in sign_in("board_officer").get(reverse("policies")).text
    promise_reminders()
    assert cast.chair in [one.recipient for one in Letter.objects.filter(deadline=deadline)]

    chair = sign_in(cast.chair)
    address = reverse("review_policy", args=[policy.pk])
    page = chair.post(address, {"found": "It works."})
    assert "It was due by 31 March 2027. Say why it is late" in page.text
    chair.post(address, {"found": "It works.", "late_reason": "The meeting moved."})
    policy.refresh_from_db()
    deadline.refresh_from_db()
    assert (deadline.late, deadline.late_reason) == (True, "The meeting moved.")
    assert policy.review_deadline.due_on == date(2028, 4, 2)
    assert Event.objects.about(policy).filter(verb="reviewed").get().why == "It works."
    assert "under review" not in reading(policy.slug).text


def test_a_new_version_is_a_review_and_counts_from_its_own_day(cast):
    policy = made.published(cast).policy
    policy.refresh_from_db()
    first = policy.review_deadline
    made.published(cast, policy, in_force_on=date(2026, 6, 30))

    policy.refresh_from_db()
    first.refresh_from_db()
    assert (first.done_on, first.late) == (TODAY, False)
    assert policy.review_deadline.due_on == date(2028, 6, 30)


def test_a_policy_that_goes_to_another_group_takes_its_review_along(cast):
    policy = made.published(cast).policy
    policy.refresh_from_db()
    due_on = policy.review_deadline.due_on

    policy = change_policy(
        policy, by=cast.officer, title=policy.title, kind=policy.kind, group=cast.audit, area="LLR",
        summary=policy.summary, review_months=6,
    )  # fmt: skip

    (running,) = Deadline.objects.outstanding()
    assert (running, running.group, running.due_on) == (policy.review_deadline, cast.audit, due_on)


def test_what_is_not_published_is_not_reviewed(cast):
    with pytest.raises(Refused, match="No review of this policy is due"):
        review_policy(made.policy(cast), by=cast.officer, found="Fine.")


# Who sees what inside -------------------------------------------------------------------------------------


def test_drafts_are_for_staff_and_the_group_that_owns_them(cast, sign_in):
    version = made.version(cast, text="A secret draft.")

    assert sign_in(cast.member).get(version.get_absolute_url()).status_code == 200
    for person in (cast.outsider, cast.police_lead, cast.signatories[0], cast.advisor):
        assert sign_in(person).get(version.get_absolute_url()).status_code == 404
        assert sign_in(person).get(version.policy.get_absolute_url()).status_code == 404
        assert version.policy.title not in sign_in(person).get(reverse("policies")).text
    assert sign_in(cast.observer).get(version.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("who", ["board_officer", "group_chair", "partner_lead"])
def test_the_register_takes_as_many_queries_for_three_as_for_one(cast, sign_in, who):
    client = sign_in(who)

    def queries(path):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    paths = ["/policies/", reverse("policies")]
    made.published(cast)
    policy = made.published(cast, made.policy(cast, title="Second")).policy
    few = [queries(path) for path in [*paths, policy.get_absolute_url(), policy.public_address]]
    for title in ("Third", "Fourth"):
        made.published(cast, made.policy(cast, title=title), in_force_on=date(2026, 3, 2))
        with time_machine.travel(datetime(2026, 3, 4, 9, tzinfo=UTC), tick=False):
            made.published(cast, policy, in_force_on=date(2026, 3, 4 + len(title)))
    assert [queries(path) for path in [*paths, policy.get_absolute_url(), policy.public_address]] == few
