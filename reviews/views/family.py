"""The family of a case: who they are by role, what they have been told, and what they said."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.views.deed import attempt, carried_out, note_reading
from reviews.forms.family import AddFamilyMemberForm, ChangeFamilyMemberForm, LogContactForm, PutOffForm
from reviews.forms.notification import TakeOutForm
from reviews.models import FamilyContact, FamilyMember, Stage
from reviews.models.case import OVER
from reviews.models.family import read_with_their_family
from reviews.operations import family as operations
from reviews.rules.identity import identifying
from reviews.views.deed import check_standing, find_case

COLOURS = {
    "not_yet": "yellow",
    "informed": "blue",
    "contributing": "green",
    "declined": "grey",
    "report_seen": "teal",
}


def find_member(request, pk):
    """A member of a family whose log this person may read; for everybody else there is none."""
    return get_object_or_404(
        FamilyMember.objects.visible_to(request.user).select_related("case", "deadline"), pk=pk
    )


@requires(Can.READ_FAMILIES)
@require_safe
def family(request, pk):
    """Everybody of the family who is to be told, and every contact with them. Reading it is recorded."""
    contacts = FamilyContact.objects.select_related("recorded_by")
    members = FamilyMember.objects.select_related("deadline").prefetch_related(Prefetch("contacts", contacts))
    case = get_object_or_404(
        read_with_their_family(request.user).prefetch_related(Prefetch("family", members)), pk=pk
    )
    note_reading(request, case)
    rows = [{"member": member, "colour": COLOURS[member.state]} for member in case.family.all()]
    return render(request, "reviews/family.html", {"case": case, "rows": rows})


@requires(Can.RUN_CASES)
def add_family_member(request, pk):
    """Record somebody of the family, whom nobody has told yet."""
    case = find_case(request, pk)
    form = AddFamilyMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member = attempt(form, operations.add_member, case, by=request.user, **form.cleaned_data)
        if member:
            messages.success(request, f"{member.role} is recorded. The review date is in the diary.")
            return redirect(member)
    return render(
        request, "reviews/add_family_member.html", {"case": case, "form": form, "warnings": warned(form)}
    )


@requires(Can.RUN_CASES)
def change_family_member(request, pk):
    """Put right who somebody of the family is, or which office stays in touch with them."""
    member = find_member(request, pk)
    note_reading(request, member.case)
    seen = operations.mark_of(member)
    form = ChangeFamilyMemberForm(
        request.POST or None,
        initial={"role": member.role, "contact_office": member.contact_office, "seen": seen},
    )
    if carried_out(request, form, operations.change_member, member):
        messages.success(request, "What is recorded about them is changed.")
        return redirect(member)
    form.look_again(seen)
    return render(
        request,
        "reviews/change_family_member.html",
        {"member": member, "case": member.case, "form": form, "warnings": warned(form)},
    )


@requires(Can.RUN_CASES)
def take_out_family_member(request, pk):
    """Somebody was entered by mistake: nothing waits for them any more, and what passed with them stays."""
    member = find_member(request, pk)
    check_standing(request, member.case, *(stage for stage in Stage if stage not in OVER))
    note_reading(request, member.case)
    seen = operations.mark_of(member)
    form = TakeOutForm(request.POST or None, initial={"seen": seen})
    if carried_out(request, form, operations.take_out_member, member):
        messages.success(request, "They are taken out. What passed with them stays readable.")
        return redirect("reviews:family", member.case_id)
    form.look_again(seen)
    return render(
        request, "reviews/take_out_family_member.html", {"member": member, "case": member.case, "form": form}
    )


@requires(Can.RUN_CASES)
def log_contact(request, pk):
    """Record one contact with somebody of the family."""
    member = find_member(request, pk)
    note_reading(request, member.case)
    form = LogContactForm(request.POST or None, member=member)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.log_contact, member, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The contact is recorded.")
        return redirect(member)
    return render(
        request, "reviews/log_contact.html",
        {"member": member, "case": member.case, "form": form, "warnings": warned(form)},
    )  # fmt: skip


@requires(Can.RUN_CASES)
def put_off(request, pk):
    """Record that somebody is still not told, and when to look again."""
    member = find_member(request, pk)
    note_reading(request, member.case)
    waiting = operations.outstanding(member.deadline)
    form = PutOffForm(request.POST or None, due_on=waiting and waiting.due_on)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.put_off, member, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "It is recorded that they have not been told yet, with the review date.")
        return redirect(member)
    return render(request, "reviews/put_off.html", {"member": member, "case": member.case, "form": form})


def warned(form):
    """What in a form that came back could say who somebody is."""
    if not form.is_bound:
        return []
    return [sentence for name in form.fields for sentence in identifying(form.data.get(name, ""))]
