"""A statutory partner signs, or says why not; the Independent Advisor comments."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from partnership.access import Can, Role, requires
from partnership.models import Organisation
from partnership.views.deed import attempt
from reviews.forms.publication import CommentOnReportForm, RefuseToSignForm, SignForm
from reviews.models import Review, Stage
from reviews.operations import publication as operations
from reviews.views.deed import check_standing, find_artefact, find_case


def own_partners(person, artefact):
    """The statutory partners whose signatory this person is, that have not signed this file."""
    signed = artefact.sign_offs.filter(document=artefact.document_id).values("organisation")
    own = Organisation.objects.filter(pk__in=person.organisations(Role.SIGNATORY))
    return (own & operations.partners_of(artefact)).exclude(pk__in=signed)


@requires(Can.SIGN_OFF_REVIEWS)
def sign(request, pk):
    """Sign this very file off for one's own partner."""
    found = find_artefact(request, pk)
    open_to_sign = own_partners(request.user, found)
    form = SignForm(
        request.POST or None, initial={"seen": operations.mark_of(found)}, organisations=open_to_sign
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            operations.sign,
            found,
            by=request.user,
            organisation=form.cleaned_data["organisation"],
            seen=form.cleaned_data["seen"],
        )
    ):
        messages.success(
            request,
            "Your signature is recorded, for this file and no other. "
            "Once every partner has signed, it is decided how it is published.",
        )
        return redirect(found)
    form.look_again(operations.mark_of(found))
    return render(
        request,
        "reviews/sign.html",
        {"artefact": found, "form": form, "nothing_to_sign": not open_to_sign.exists()},
    )


@requires(Can.SIGN_OFF_REVIEWS)
def refuse_to_sign(request, pk):
    """Say why one's own partner does not agree to this very file."""
    found = find_artefact(request, pk)
    refused = found.refusals.filter(document=found.document_id).values("organisation")
    open_to_refuse = own_partners(request.user, found).exclude(pk__in=refused)
    form = RefuseToSignForm(
        request.POST or None, initial={"seen": operations.mark_of(found)}, organisations=open_to_refuse
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.refuse_to_sign, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Your reasons are recorded. The partners now need to resolve it.")
        return redirect(found)
    form.look_again(operations.mark_of(found))
    return render(
        request,
        "reviews/refuse_to_sign.html",
        {"artefact": found, "form": form, "nothing_to_refuse": not open_to_refuse.exists()},
    )


@requires(Can.COMMENT_ON_REVIEWS)
def comment_on_report(request, pk):
    """The Independent Advisor's comment, before it is decided how to publish."""
    case = find_case(request, pk)
    review = get_object_or_404(Review.objects.select_related("case"), case=case)
    check_standing(request, case, Stage.LCSPR_SIGNOFF, Stage.PUB_DECISION)
    form = CommentOnReportForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.comment_on_report, review, by=request.user, **form.cleaned_data)
    ):
        messages.success(
            request, "Your comment is recorded. It is read before it is decided how to publish the report."
        )
        return redirect(case)
    return render(
        request,
        "reviews/comment_on_report.html",
        {
            "case": case,
            "form": form,
            "files": review.artefacts.filter(kind="report").select_related("document"),
            "comments": review.comments.select_related("made_by"),
        },
    )
