"""Referring an incident: one question a page, kept as one goes, checked, then sent as one case."""

import uuid

from django import forms
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, Refused, Role, may, requires
from partnership.models import ConcernContact, Organisation, Participation
from partnership.views.deed import attempt, note_reading
from reviews.forms.journey import UNFINISHED, Journey
from reviews.forms.referral import MOST_CHILDREN, BeginForm
from reviews.models import Case, ReferralDraft, Stage
from reviews.operations import referral as operations
from reviews.rules.identity import identifying_in

# What an agency may know of its own referral: no more than how far it is.
WAYS = (
    (("Received", "blue"), (Stage.REFERRED,)),
    (("Being considered", "yellow"), (Stage.SCREENING, Stage.SIN_DUE)),
    (("Considered: not notified to the Panel", "grey"), (Stage.NOT_NOTIFIED,)),
    (("Considered: the criteria were not met", "grey"), (Stage.CRITERIA_NOT_MET,)),
    (
        ("Notified to the Panel", "purple"),
        (
            Stage.NOTIFIED, Stage.RR_GATHERING, Stage.RR_DRAFTING, Stage.RR_DECISION, Stage.RR_DECIDED,
            Stage.AWAIT_PANEL, Stage.LCSPR_SETUP, Stage.LCSPR_ACTIVE, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION,
            Stage.DISPUTE, Stage.PUBLISHED, Stage.NATIONAL,
        ),
    ),
    (("Considered: being learnt from", "teal"), (Stage.LOCAL_REVIEW, Stage.LEARNING)),
    (("Led by another partnership", "teal"), (Stage.ELSEWHERE,)),
    (("Closed", "grey"), (Stage.CLOSED, Stage.CLOSED_NFA, Stage.CLOSED_RECORDED)),
)  # fmt: skip
STATUS = {stage: words for words, stages in WAYS for stage in stages}


def agencies_for(person):
    """For whom somebody refers: a partner lead for their own agencies, staff for any that takes part."""
    today = timezone.localdate()
    if may(person, Can.RUN_CASES):
        taking_part = Participation.objects.on(today).values("organisation")
        return Organisation.objects.on(today).filter(pk__in=taking_part)
    return Organisation.objects.filter(pk__in=person.organisations(Role.PARTNER_LEAD))


def own_referrals(person):
    """Reference, day and status of what this person's agencies referred; nothing of what became of it."""
    return [
        {
            "case": case,
            "status": STATUS[case.stage][0],
            "colour": STATUS[case.stage][1],
        }
        for case in Case.objects.referrals_of(person).select_related("referred_for").order_by("-referred_at")
    ]


@requires(Can.REFER_CASES)
def refer(request):
    """Say that this is no report of a child at risk, and begin; or go on with what was begun."""
    form = BeginForm(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        draft = attempt(form, operations.begin_referral, by=request.user, key=form.cleaned_data["key"])
        if draft:
            return redirect(way_on(Journey(draft, agencies_for(request.user))))
    return render(
        request,
        "reviews/refer.html",
        {
            "form": form,
            "contacts": ConcernContact.objects.all(),
            "begun": ReferralDraft.objects.visible_to(request.user),
            "referrals": own_referrals(request.user),
        },
    )


def way_on(journey):
    """Where a referral goes on: its first unanswered page, or the check of all answers."""
    if journey.unanswered:
        return redirect("reviews:refer_page", journey.draft.key, journey.unanswered).url
    return redirect("reviews:refer_check", journey.draft.key).url


def find_draft(request, key):
    """The writer's own draft; None where it has been sent. Anybody else's does not exist."""
    draft = ReferralDraft.objects.visible_to(request.user).filter(key=key).first()
    if draft is None and operations.made_of(key, request.user) is None:
        raise Http404
    return draft


def sent(request, key):
    return redirect("reviews:referred", operations.made_of(key, request.user).pk)


@requires(Can.REFER_CASES)
def refer_page(request, key, page):
    """One question of a referral. What is answered is kept before the next is asked."""
    draft = find_draft(request, key)
    if draft is None and request.method != "POST":
        return sent(request, key)
    journey = Journey(draft or ReferralDraft(key=key), agencies_for(request.user))
    if draft and not journey.has(page):
        raise Http404
    if request.headers.get("X-Requested-With") == "fetch":
        return keep_while_typing(request, journey, page)
    if request.method == "POST" and "remove" in request.POST:
        return take_out(request, journey)
    form = journey.form(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if page == "children" and form.cleaned_data["another"] == "yes":
            return redirect("reviews:refer_page", key, journey.next_child or "children")
        draft = attempt(
            form, operations.save_page, journey.draft, by=request.user, page=page, answers=form.typed
        )
        if draft:
            return redirect(way_on(Journey(draft, journey.agencies)))
    return render(request, "reviews/refer_page.html", drawn(journey, page, form))


def drawn(journey, page, form):
    """What one page shows: its question, the way back, and what its text might give away."""
    key = journey.draft.key
    before = "check" if journey.draft.pk and not journey.unanswered else journey.before(page)
    back = redirect("reviews:refer_page", key, before).url if before else redirect("reviews:refer").url
    headed = any(look.get("heading") for look in getattr(form, "looks", {}).values())
    context = {
        "form": form,
        "page": page,
        "key": key,
        "back": back,
        "headed": headed,
        "warnings": identifying_in(text for texts in form.typed.values() for text in texts)
        if form.is_bound
        else [],
    }
    if page == "children":
        context |= {
            "children": [
                {"page": child, "number": number, "told": told_shortly(journey.kept(child))}
                for number, child in enumerate(journey.children, 1)
            ],
            "full": journey.next_child is None,
            "most": MOST_CHILDREN,
        }
    return context


def told_shortly(form):
    """A child in the list: age and what happened."""
    if not form.is_valid():
        return "Not all answered"
    answers = dict(form.answers)
    age = answers[form.fields["age"].label]
    return (
        f"{'Age not known' if age == 'Not known' else f'Aged {age}'.replace('Aged Under', 'Under')}, "
        + str(answers[form.fields["outcome"].label]).lower()
    )


def keep_while_typing(request, journey, page):
    """Keep what is typed so far, finished or not; the page's script asks for it."""
    form = journey.form(page, request.POST)
    try:
        draft = operations.save_page(
            journey.draft, by=request.user, page=page, answers=form.typed | {UNFINISHED: ["yes"]}
        )
    except Refused as refused:
        return JsonResponse({"message": f"Not saved. {refused}"}, status=409)
    return JsonResponse({"message": f"Saved at {timezone.localtime(draft.saved_at):%H:%M}"})


def take_out(request, journey):
    page = request.POST["remove"]
    if page in journey.children:
        operations.remove_page(journey.draft, by=request.user, page=page)
    return redirect("reviews:refer_page", journey.draft.key, "children")


@requires(Can.REFER_CASES)
def refer_check(request, key):
    """Every answer, each with a way to change it; sent from here, once."""
    draft = find_draft(request, key)
    if draft is None:
        return sent(request, key)  # the same button pressed twice
    journey = Journey(draft, agencies_for(request.user))
    if journey.unanswered:
        return redirect("reviews:refer_page", key, journey.unanswered)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        case = attempt(form, operations.send_referral, draft, by=request.user, **journey.facts)
        if case:
            return redirect("reviews:referred", case.pk)
        if operations.made_of(key, request.user):
            return sent(request, key)
    return render(
        request,
        "reviews/refer_check.html",
        {
            "form": form,
            "draft": draft,
            "agency": journey.only_agency,
            "rows": rows(journey, [page for page in journey.pages if not page.startswith("child")]),
            "children": [
                {"number": number, "rows": rows(journey, [page])}
                for number, page in enumerate(journey.children, 1)
            ],
            "warnings": journey.warnings,
        },
    )


def rows(journey, pages):
    """(question, answer, page, whose) of each answer, in the order of the pages."""
    return [
        {"question": question, "answer": answer, "page": page}
        for page in pages
        for question, answer in journey.answers(page)
    ]


@requires(Can.REFER_CASES)
def refer_discard(request, key):
    """Throw a referral away that was begun and not sent."""
    draft = get_object_or_404(ReferralDraft.objects.visible_to(request.user), key=key)
    if request.method == "POST":
        operations.discard_referral(draft, by=request.user)
        return redirect("reviews:refer")
    return render(request, "reviews/refer_discard.html", {"draft": draft})


@requires(Can.REFER_CASES)
@require_safe
def referred(request, pk):
    """The reference of a referral, and what happens next."""
    case = get_object_or_404(Case.objects.referrals_of(request.user), pk=pk)
    note_reading(request, case)
    return render(
        request,
        "reviews/referred.html",
        {"case": case, "may_read": Case.objects.visible_to(request.user).filter(pk=pk).exists()},
    )
