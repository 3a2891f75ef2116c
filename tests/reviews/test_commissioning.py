"""Commissioning a review: the register, candidates, cost, approval, the first day, and a reviewer replaced."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Deadline, Edition, Event
from partnership.operations.letters import post_letters
from reviews.models import Approval, Candidate, CostShare, Reviewer, ReviewerAppointment, Stage, Terms
from reviews.operations import commissioning as operations
from reviews.operations import register
from reviews.operations.panel import hear_from_panel
from reviews.operations.review import begin_review, remove_reviewer, tell_who_reviews
from tests.factories import commissioning as commission
from tests.factories import reviews as made


def address(name, thing):
    return reverse(f"reviews:{name}", args=[thing.pk])


def offices(cast):
    return dict.fromkeys(cast.partners, "Chief executive")


def remove(cast, case, **changes):
    given = {"reason": "The work stopped.", "agreed_on": timezone.localdate(), "offices": offices(cast)}
    return remove_reviewer(case.review, by=cast.manager, **given | changes)


# The register ---------------------------------------------------------------------------------------------


def test_add_reviewer_puts_them_on_the_register_and_nothing_else(cast, sign_in):
    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")

    answer = sign_in(cast.officer).post(
        reverse("reviews:add_reviewer"),
        {"name": "Another reviewer", "office": "Consultant", "email": "new@portal.test", "experience": "Years",
         "since_on_day": 29, "since_on_month": 2, "since_on_year": 2024, "person": newcomer.pk},
    )  # fmt: skip

    entry = Reviewer.objects.get()
    assert answer.url == address("reviewer", entry)
    assert (entry.since_on, entry.person, entry.added_by) == (date(2024, 2, 29), newcomer, cast.officer)
    assert not Appointment.objects.filter(person=newcomer).exists()


def test_add_reviewer_offers_and_takes_nobody_who_holds_another_role(cast, sign_in):
    form = sign_in(cast.officer).get(reverse("reviews:add_reviewer")).context["form"]

    assert list(form.fields["person"].queryset) == [cast.reviewer]
    with pytest.raises(Refused, match="holds another role"):
        commission.on_register(cast, cast.police_lead)


def test_change_reviewer_tells_of_two_people_at_once(cast, sign_in):
    entry = commission.on_register(cast)
    page = sign_in(cast.officer).get(address("change_reviewer", entry))
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    typed |= {"person": entry.person_id, "since_on_day": 29, "since_on_month": 2, "since_on_year": 2024}

    first = sign_in(cast.officer).post(address("change_reviewer", entry), typed | {"methods": "Systems"})
    second = sign_in(cast.manager).post(
        address("change_reviewer", entry), typed | {"methods": "Typed beside"}
    )

    assert first.status_code == 302
    assert "Somebody changed this entry" in second.text
    assert "Typed beside" in second.text
    entry.refresh_from_db()
    assert (entry.methods, entry.revision) == ("Systems", 2)


def test_take_off_register_keeps_the_entry_with_its_reason_and_offers_it_no_more(cast, sign_in):
    entry = commission.on_register(cast)
    with pytest.raises(Refused, match="Say why"):
        register.take_off_register(entry, by=cast.officer, reason=" ")

    sign_in(cast.officer).post(address("take_off_register", entry), {"reason": "Retired"})

    entry.refresh_from_db()
    assert (entry.off_reason, entry.off_by) == ("Retired", cast.officer)
    with pytest.raises(Refused, match="no longer on the register"):
        operations.consider(made.agreed(cast).review, by=cast.officer, reviewer=entry)
    with pytest.raises(Refused, match="left the register"):
        register.change_reviewer(entry, by=cast.officer, seen=1, methods="x")


def test_the_register_asks_the_database_the_same_for_one_reviewer_and_three(
    cast, sign_in, django_assert_num_queries
):
    client = sign_in(cast.officer)
    commission.on_register(cast)
    client.get(reverse("reviews:register"))
    with django_assert_num_queries(6):
        client.get(reverse("reviews:register"))
    for number in range(2):
        commission.on_register(
            cast, type(cast.reviewer).objects.create_user(f"n{number}@portal.test", name="New")
        )
    with django_assert_num_queries(6):
        page = client.get(reverse("reviews:register"))

    assert len(page.context["page"]) == 3


# Terms ----------------------------------------------------------------------------------------------------


def test_set_terms_again_makes_a_version_that_says_why_and_the_first_stays(cast, agreed_case):
    review = agreed_case.review
    first = commission.set_terms(cast, review)

    with pytest.raises(Refused, match="why the terms of reference change"):
        commission.set_terms(cast, review, questions="Other")
    with pytest.raises(Refused, match="Somebody set new terms"):
        commission.set_terms(cast, review, questions="Other", why="New facts", seen=0)
    second = commission.set_terms(cast, review, questions="Other", why="New facts", seen=1)

    assert review.terms == second
    first.refresh_from_db()
    assert (first.questions, second.version) == (commission.QUESTIONS, 2)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Terms.objects.update(questions="Edited")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"questions": " "}, "Give the questions"),
        ({"methodology": ""}, "Give the questions of the review, and how"),
        ({"period_to": None}, "first and the last day"),
        ({"period_to": date(2024, 2, 28)}, "ends before it begins"),
    ],
)
def test_set_terms_says_what_is_missing(cast, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        commission.set_terms(cast, made.agreed(cast).review, **changes)


# Candidates -----------------------------------------------------------------------------------------------


def test_a_candidate_is_seen_through_page_by_page(cast, agreed_case, sign_in):
    case = agreed_case
    client, today = sign_in(cast.officer), timezone.localdate()
    day = {"day": today.day, "month": today.month, "year": today.year}
    client.post(address("consider", case), {"reviewer": commission.on_register(cast).pk})
    found = Candidate.objects.get()

    for name, typed in (
        ("shortlist", {"shortlisted": "yes", "reason": "Experience"}),
        ("ask_conflict", {"conflict": "declared", "what": "Worked here in 2012", "dealt_with": "Long past"}),
        ("assess_work", {"assessed": "Two reports"}),
        ("take_reference", {"from_office": "Manager", "said": "Good"} | {f"taken_on_{k}": v for k, v in day.items()}),
        ("interview", {"for_partnership": "Manager", "for_group": "Chair", "notes": "Clear"}
         | {f"held_on_{k}": v for k, v in day.items()}),
        ("choose", {"chosen": "yes", "reason": "The best"}),
    ):  # fmt: skip
        assert client.post(address(name, found), typed).url == address("candidate", found), name

    found.refresh_from_db()
    assert (found.shortlisted, found.chosen, found.conflict_open, found.interviewed_on) == (
        True,
        True,
        False,
        today,
    )
    assert found.references.get().from_office == "Manager"
    page = client.get(address("candidate", found)).text
    for words in ("Worked here in 2012", "Long past", "Two reports", "Clear", "The best"):
        assert words in page


def test_choose_takes_only_the_shortlist_and_one_at_a_time(cast, agreed_case):
    review = agreed_case.review
    other = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")
    first = commission.candidate(cast, review)
    second = operations.consider(review, by=cast.officer, reviewer=commission.on_register(cast, other))

    with pytest.raises(Refused, match="Only somebody on the shortlist"):
        operations.choose(second, by=cast.officer, chosen=True, reason="x")
    operations.shortlist(second, by=cast.officer, shortlisted=True, reason="x")
    with pytest.raises(Refused, match="Another candidate is chosen"):
        operations.choose(second, by=cast.officer, chosen=True, reason="x")
    operations.choose(first, by=cast.officer, chosen=False, reason="Withdrew")
    operations.choose(second, by=cast.officer, chosen=True, reason="Next best")

    assert operations.chosen_for(review) == second


# Cost -----------------------------------------------------------------------------------------------------


def test_set_cost_takes_shares_that_sum_to_the_cost_to_the_penny(cast, agreed_case, sign_in):
    case = agreed_case
    client = sign_in(cast.officer)
    typed = {"amount": "100.00", f"share_{cast.county.pk}": "33.33", f"share_{cast.police.pk}": "66.66",
             "reason": "Days", "seen": 0}  # fmt: skip

    refused = client.post(address("set_cost", case), typed)
    taken = client.post(address("set_cost", case), typed | {f"share_{cast.police.pk}": "66.67"})

    assert "The shares come to £99.99, and the review costs £100.00" in refused.text
    assert taken.status_code == 302
    assert dict(CostShare.objects.values_list("organisation__code", "amount")) == {
        cast.county.code: Decimal("33.33"), cast.police.code: Decimal("66.67"),
    }  # fmt: skip
    with pytest.raises(Refused, match="The shares come to"):
        operations.set_cost(
            case.review,
            by=cast.officer,
            amount=Decimal("1"),
            shares={cast.county: Decimal("0.99")},
            reason="x",
        )


def test_agree_cost_is_for_the_partners_own_signatory_alone_and_shows_nothing_of_the_case(cast, sign_in):
    case = made.agreed(cast, account="KANARIEN")
    share = commission.set_cost(cast, case.review, agreed=False).shares.get(organisation=cast.partners[0])

    page = sign_in(cast.signatories[0]).get(address("agree_cost", share))
    assert "KANARIEN" not in page.text
    assert sign_in(cast.signatories[1]).get(address("agree_cost", share)).status_code == 404
    assert (
        sign_in(cast.signatories[2]).post(address("agree_cost", share), {"agreed": "on"}).status_code == 404
    )
    assert (
        sign_in(cast.signatories[0]).post(address("agree_cost", share), {"agreed": "on"}).status_code == 302
    )

    share.refresh_from_db()
    assert (share.agreed_on, share.recorded_by) == (timezone.localdate(), cast.signatories[0])
    other = share.cost.shares.get(organisation=cast.partners[1])
    with pytest.raises(Refused, match="own signatory"):
        operations.agree_cost(other, by=cast.signatories[0])


def test_record_agreement_is_marked_as_staffs_and_says_where_it_is_found(cast, agreed_case, sign_in):
    case = agreed_case
    share = commission.set_cost(cast, case.review, agreed=False).shares.first()

    for changes in ({"evidence": " "}, {"office": ""}, {"agreed_on": timezone.localdate() + timedelta(1)}):
        given = {"office": "Director", "agreed_on": timezone.localdate(), "evidence": "Email"} | changes
        with pytest.raises(Refused):
            operations.record_agreement(share, by=cast.officer, **given)
    operations.record_agreement(
        share, by=cast.officer, office="Director", agreed_on=timezone.localdate(), evidence="Email"
    )

    page = sign_in(cast.manager).get(address("commissioning", case)).text
    assert "Recorded by Board officer" in page
    assert "Email" in page


def test_a_changed_cost_is_agreed_anew_and_what_it_was_stays(cast, agreed_case):
    review = agreed_case.review
    before = commission.set_cost(cast, review).shares.first()
    now = commission.set_cost(cast, review, amount=Decimal("12000.00"), agreed=False)

    assert review.cost == now
    assert not now.agreed
    with pytest.raises(Refused, match="The cost has changed"):
        operations.agree_cost(before, by=cast.signatories[0])
    before.refresh_from_db()
    assert before.agreed_on is not None


# Approval and the first day -------------------------------------------------------------------------------


def test_begin_review_is_refused_saying_everything_that_is_missing_at_once(cast, agreed_case, sign_in):
    case = agreed_case
    review = case.review

    assert operations.missing_to_begin(review) == [
        "The terms of reference are not set.",
        "No candidate is chosen.",
        "The cost is not set.",
        "The appointment, as it stands now, is not approved by the Independent Advisor.",
    ]
    commission.set_terms(cast, review)
    found = operations.consider(
        review, by=cast.officer,
        reviewer=register.add_reviewer(by=cast.officer, name="New", office="x", email="n@portal.test",
                                       experience="x", since_on=date(2024, 2, 29)),
    )  # fmt: skip
    operations.shortlist(found, by=cast.officer, shortlisted=True, reason="x")
    operations.choose(found, by=cast.officer, chosen=True, reason="x")
    operations.ask_conflict(found, by=cast.officer, conflict="declared", what="A sister works there")
    commission.set_cost(cast, review, agreed=False)

    with pytest.raises(Refused) as refused:
        begin_review(case, by=cast.manager)

    still = [
        "The chosen candidate has not been interviewed.",
        "No reference has been taken for the chosen candidate.",
        "The chosen candidate’s earlier work has not been assessed.",
        "The chosen candidate’s conflict of interest has not been dealt with.",
        "The cost is not agreed by: Leicestershire County Council, Rutland County Council.",
        "The appointment, as it stands now, is not approved by the Independent Advisor.",
        "The chosen candidate has no account here: invite them, and link it on the register.",
    ]
    assert str(refused.value) == " ".join(still)
    page = sign_in(cast.officer).get(address("begin_review", case)).text
    assert all(sentence in page for sentence in still)
    assert not ReviewerAppointment.objects.exists()
    assert made.again(case).stage == Stage.LCSPR_SETUP


def test_mistake_11_approve_appointment_is_the_deciders_and_nobody_elses(cast, agreed_case, sign_in):
    case = agreed_case
    commission.ready_to_approve(cast, case)
    typed = {"approved": "yes", "reasons": "Fits."}

    assert sign_in(cast.manager).post(address("approve_appointment", case), typed).status_code == 403
    assert sign_in(cast.signatories[0]).post(address("approve_appointment", case), typed).status_code == 404
    with pytest.raises(Refused, match="the decision is for: Independent Advisor"):
        operations.approve_appointment(case.review, by=cast.manager, approved=True, reasons="x")
    assert not Approval.objects.exists()
    assert sign_in(cast.advisor).post(address("approve_appointment", case), typed).status_code == 302

    approval = Approval.objects.get()
    assert (approval.decided_by, approval.office) == (cast.advisor, Role.INDEPENDENT_ADVISOR)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Approval.objects.update(reasons="Edited")


def test_mistake_7_where_the_arrangements_name_the_partners_they_approve(cast, agreed_case, sign_in):
    case = agreed_case
    case.edition = Edition.objects.create(
        code="partners", title="Partners decide", guidance="2023", published_on=date(2019, 1, 1),
        starts_on=date(2019, 1, 1), ends_on=date(2019, 1, 2), decides_reviews=Role.SIGNATORY,
        chairs_partnership=Role.SIGNATORY,
    )  # fmt: skip
    case.save(update_fields=["edition"])
    commission.ready_to_approve(cast, made.again(case))
    typed = {"approved": "yes", "reasons": "Fits."}

    assert sign_in(cast.advisor).post(address("approve_appointment", case), typed).status_code == 404
    assert sign_in(cast.signatories[2]).get(address("commissioning", case)).status_code == 200
    assert sign_in(cast.signatories[2]).post(address("approve_appointment", case), typed).status_code == 302


def test_approve_appointment_covers_what_was_read_and_nothing_that_changed_after(cast, agreed_case, sign_in):
    case = agreed_case
    review = commission.ready_to_approve(cast, case)
    read = sign_in(cast.advisor).get(address("approve_appointment", case)).context["form"].initial["seen"]
    operations.ask_conflict(
        operations.chosen_for(review), by=cast.officer, conflict="declared", what="New", dealt_with="So"
    )

    with pytest.raises(Refused, match="What you approve has changed"):
        operations.approve_appointment(review, by=cast.advisor, approved=True, reasons="x", seen=read)
    operations.approve_appointment(review, by=cast.advisor, approved=True, reasons="x")
    commission.set_cost(cast, review, amount=Decimal("15000.00"))

    with pytest.raises(Refused, match="as it stands now, is not approved"):
        begin_review(case, by=cast.manager)


def test_approve_appointment_may_say_no(cast, agreed_case):
    case = agreed_case
    review = commission.ready_to_approve(cast, case)
    operations.approve_appointment(review, by=cast.advisor, approved=False, reasons="Too little experience.")

    with pytest.raises(Refused, match="is not approved"):
        begin_review(case, by=cast.manager)


def test_begin_review_counts_six_months_from_the_decision_and_not_from_the_appointment(cast):
    with time_machine.travel("2025-08-31 10:00Z", tick=False):
        case = made.awaiting_panel(cast)
    with time_machine.travel("2025-11-20 10:00Z", tick=False):
        hear_from_panel(case, by=cast.officer, kind="agrees", received_on=date(2025, 11, 20), summary="")
        commission.begun(cast, made.again(case))

    due = {
        d.duty: d for d in Deadline.objects.filter(duty__in=["publish", "progress_check", "tell_who_reviews"])
    }
    publish = due["publish"]
    assert (publish.starts_on, publish.due_on, publish.target_on) == (
        date(2025, 8, 31), date(2026, 2, 28), date(2026, 2, 27)
    )  # fmt: skip
    assert due["progress_check"].due_on == date(2025, 12, 20)
    assert (due["tell_who_reviews"].due_on, due["tell_who_reviews"].confirmed) == (date(2025, 11, 27), False)


def test_begin_review_gives_somebody_without_a_role_the_reviewers_role_until_their_last_day(
    cast, agreed_case, sign_in
):
    case = agreed_case
    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")
    commission.ready_to_begin(cast, case, reviewer=commission.on_register(cast, newcomer))
    last = timezone.localdate() + timedelta(90)

    answer = sign_in(cast.manager).post(
        address("begin_review", case),
        {"ends_on_day": last.day, "ends_on_month": last.month, "ends_on_year": last.year},
    )

    assert answer.status_code == 302
    assert made.again(case).stage == Stage.LCSPR_ACTIVE
    held = Appointment.objects.get(person=newcomer)
    assert (held.role, held.ends_on) == (Role.EXTERNAL_REVIEWER, last)


@pytest.mark.parametrize("make", [made.decided, made.in_review])
def test_begin_review_only_where_a_review_is_being_commissioned(cast, make):
    case = make(cast)
    before = ReviewerAppointment.objects.count()

    with pytest.raises(Refused, match="No review is being commissioned"):
        begin_review(case, by=cast.officer)

    assert ReviewerAppointment.objects.count() == before


def test_tell_who_reviews_is_recorded_with_whether_it_was_in_time(cast):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.in_review(cast)
    with time_machine.travel("2026-01-20 10:00Z", tick=False):
        with pytest.raises(Refused, match="not appointed yet"):
            tell_who_reviews(case.review, by=cast.officer, told_on=date(2026, 1, 4))
        with pytest.raises(Refused, match="Say why it was late"):
            tell_who_reviews(case.review, by=cast.officer, told_on=date(2026, 1, 13))
        tell_who_reviews(
            case.review, by=cast.officer, told_on=date(2026, 1, 13), late_reason="The mailbox was full."
        )
        with pytest.raises(Refused, match="already"):
            tell_who_reviews(case.review, by=cast.officer, told_on=date(2026, 1, 13))

    told = Deadline.objects.get(duty="tell_who_reviews")
    assert (told.due_on, told.late, told.done_on) == (date(2026, 1, 12), True, date(2026, 1, 13))


# Replacing a reviewer -------------------------------------------------------------------------------------


def test_remove_reviewer_ends_it_at_once_and_leaves_the_time_limit_as_it_was(cast, sign_in):
    with time_machine.travel("2026-01-05 10:00Z", tick=False):
        case = made.in_review(cast)
        publish = Deadline.objects.get(duty="publish")
    newcomer = type(cast.reviewer).objects.create_user("new@portal.test", name="Another reviewer")
    with time_machine.travel("2026-02-02 10:00Z", tick=False):
        client = sign_in(cast.reviewer)
        assert commission.QUESTIONS in client.get(reverse("reviews:my_review")).text
        typed = {f"office_{partner.pk}": "Chief executive" for partner in cast.partners}
        typed |= {
            "reason": "The work stopped.",
            "agreed_on_day": 30,
            "agreed_on_month": 1,
            "agreed_on_year": 2026,
        }
        answer = sign_in(cast.manager).post(address("remove_reviewer", case), typed)

        assert answer.status_code == 302
        assert client.get(reverse("reviews:my_review")).url.startswith(reverse("account_login"))
        assert made.again(case).stage == Stage.LCSPR_SETUP
        removed = ReviewerAppointment.objects.get()
        assert (removed.ends_on, removed.removed_by) == (date(2026, 2, 2), cast.manager)
        assert removed.removal_agreements.count() == len(cast.partners)
        commission.begun(cast, made.again(case), reviewer=commission.on_register(cast, newcomer))

    assert list(
        Deadline.objects.filter(duty="publish").values_list("pk", "due_on", "done_on", "ended_on")
    ) == [(publish.pk, publish.due_on, None, None)]
    checks = Deadline.objects.filter(duty="progress_check").order_by("pk")
    assert [(d.due_on, d.ended_on) for d in checks] == [
        (date(2026, 2, 4), date(2026, 2, 2)), (date(2026, 3, 4), None)
    ]  # fmt: skip


def test_remove_reviewer_needs_every_partner_and_a_reason(cast, case_in_review):
    case = case_in_review

    with pytest.raises(Refused, match="Say why"):
        remove(cast, case, reason=" ")
    with pytest.raises(Refused, match="Say which office agreed for: Leicestershire Police"):
        remove(cast, case, offices=offices(cast) | {cast.police: ""})

    assert ReviewerAppointment.objects.get().removed_on is None
    assert made.again(case).stage == Stage.LCSPR_ACTIVE


def test_remove_reviewer_leaves_the_role_to_whoever_reviews_another_case(cast, case_in_review):
    remove(cast, made.in_review(cast))

    held = Appointment.objects.on(timezone.localdate()).filter(person=cast.reviewer)
    assert [one.role for one in held] == [Role.EXTERNAL_REVIEWER]


# What is said stays where it belongs ----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["chair", "member", "police_lead", "reviewer", "outsider", "observer"])
def test_what_is_said_of_candidates_is_read_by_staff_and_the_decider_alone(cast, agreed_case, sign_in, who):
    case = agreed_case
    found = commission.candidate(cast, case.review)
    client = sign_in(getattr(cast, who))

    for name, thing in (("candidate", found), ("commissioning", case), ("reviewer", found.reviewer)):
        assert client.get(address(name, thing)).status_code in (403, 404), name


def test_no_letter_and_no_record_holds_what_was_said(cast, agreed_case):
    case = agreed_case
    review = case.review
    commission.set_terms(cast, review, questions="KANARIEN", methodology="KANARIEN")
    found = commission.candidate(cast, review)
    operations.ask_conflict(
        found, by=cast.officer, conflict="declared", what="KANARIEN", dealt_with="KANARIEN"
    )
    commission.set_cost(cast, review)
    operations.ask_for_approval(review, by=cast.officer)
    operations.approve_appointment(review, by=cast.advisor, approved=True, reasons="KANARIEN")
    post_letters()

    sent = [f"{m.subject} {m.body}" for m in mail.outbox]
    assert any("A reviewer for your approval" in one for one in sent)
    kept = [f"{e.label} {e.facts} {e.why}" for e in Event.objects.all()]
    assert [text for text in (*sent, *kept) if "KANARIEN" in text] == []


def test_the_commissioning_page_asks_the_database_the_same_for_one_candidate_and_three(
    cast, sign_in, django_assert_max_num_queries
):
    case = made.agreed(cast)
    commission.ready_to_begin(cast, case)
    client = sign_in(cast.officer)
    client.get(address("commissioning", case))
    with django_assert_max_num_queries(60) as one:
        client.get(address("commissioning", case))
    for number in range(2):
        person = type(cast.reviewer).objects.create_user(f"n{number}@portal.test", name="New")
        commission.candidate(cast, case.review, commission.on_register(cast, person), chosen=False)

    with django_assert_max_num_queries(len(one)):
        page = client.get(address("commissioning", case))

    assert len(page.context["review"].candidates.all()) == 3


def test_the_publication_clock_begins_once(cast, case_in_review):
    assert Deadline.objects.filter(duty="publish").count() == 1
