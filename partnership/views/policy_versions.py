"""One version of a policy: read beside the last one, written, approved and published."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.forms.policies import (
    ApprovePolicyForm,
    DropVersionForm,
    PublishPolicyForm,
    PutToGroupForm,
    TakeBackVersionForm,
    WriteVersionForm,
)
from partnership.models import Policy, PolicyVersion
from partnership.operations import policies as register
from partnership.operations import policy_versions as operations
from partnership.rules.differences import differences
from partnership.rules.policies import NEXT, WRITTEN_IN, check_move, check_written
from partnership.views.deed import carried_out, told
from partnership.views.files import send_file
from partnership.views.policies import COLOURS, READERS, chairs, find
from partnership.views.proof import asks_for_proof


def find_version(request, pk):
    return get_object_or_404(
        PolicyVersion.objects.visible_to(request.user).select_related(
            "policy__group", "policy__review_deadline", "document", "approval_deadline", "approved_by",
            "approved_in__group", "saved_by", "published_by",
        ),
        pk=pk,
    )  # fmt: skip


def version_before(version):
    """The published version that this one replaces, or None."""
    return (
        PolicyVersion.objects.published()
        .filter(policy=version.policy_id, number__lt=version.number)
        .select_related("document")
        .order_by("-number")
        .first()
    )


def compared(version):
    """What changed since the published version before, in reading order; nothing for a first version."""
    before = version_before(version)
    if before is None:
        return {"before": None, "pieces": []}
    return {
        "before": before,
        "pieces": differences(before.text, version.text) if before.text != version.text else [],
    }


def offered(person, version):
    """The deeds that the law offers this person now."""
    runs = may(person, Can.RUN_POLICIES)
    before_group = bool(version.approval_deadline and version.approval_deadline.outstanding)
    allowed = NEXT[version.state]
    deeds = set()
    if runs and version.state in WRITTEN_IN:
        deeds |= {"write_version", "drop_version"}
        deeds |= set() if before_group else {"put_to_group", "open_consultation"}
    if runs and version.state == "approved":
        deeds |= {"publish_policy", "take_back_version"}
    if "approved" in allowed and before_group and (runs or chairs(person, version.policy)):
        deeds.add("approve_policy")
    return deeds


@requires(*READERS)
@require_safe
def policy_version(request, pk):
    """What it says, what changed since the last, how it was consulted on and approved."""
    found = find_version(request, pk)
    today = timezone.localdate()
    current = register.current_version(found.policy, today)
    return render(
        request,
        "partnership/policy_version.html",
        {
            "version": found,
            "policy": found.policy,
            "status": found.stands(current, today),
            "colours": COLOURS,
            "consultations": found.consultations.all(),
            "deeds": offered(request.user, found),
            "waits": found.approval_deadline
            if found.approval_deadline and found.approval_deadline.outstanding
            else None,
        }
        | compared(found),
    )


@requires(*READERS)
@require_safe
def policy_version_file(request, pk):
    """Its PDF."""
    found = find_version(request, pk)
    if found.document is None:
        raise Http404
    return send_file(found.document, found.document.download_name)


@requires(Can.RUN_POLICIES)
@require_POST
def start_version(request, pk):
    """Begin the next version."""
    made = operations.start_version(find(request, pk), by=request.user)
    messages.success(request, f"Version {made.number} is started. Write its text, and what changes.")
    return redirect("write_version", made.pk)


@requires(Can.RUN_POLICIES)
def write_version(request, pk):
    """Write the text, add the file, say what changed."""
    found = find_version(request, pk)
    check_written(found.state)
    form = WriteVersionForm(
        request.POST or None,
        request.FILES or None,
        has_file=found.document is not None,
        first=found.number == 1,
        initial={"seen": found.revision, "text": found.text, "what_changed": found.what_changed},
    )
    newer = None
    if carried_out(request, form, operations.write_version, found):
        messages.success(request, "The version is saved.")
        return redirect(found)
    if request.method == "POST" and form.is_bound and form.non_field_errors():
        latest = find_version(request, pk)
        if latest.revision != form.cleaned_data.get("seen"):
            newer = latest
            form.look_again(latest.revision)
    return render(
        request,
        "partnership/write_version.html",
        {"form": form, "version": found, "policy": found.policy, "newer": newer},
    )


@requires(Can.RUN_POLICIES)
def drop_version(request, pk):
    found = find_version(request, pk)
    check_move(found.state, "dropped")
    form = DropVersionForm(request.POST or None)
    if carried_out(request, form, operations.drop_version, found):
        messages.success(request, "The version is dropped.")
        return redirect(found.policy)
    return render(
        request, "partnership/drop_version.html", {"form": form, "version": found, "policy": found.policy}
    )


@requires(Can.RUN_POLICIES)
def put_to_group(request, pk):
    """Ask its group to approve it."""
    found = find_version(request, pk)
    check_written(found.state)
    form = PutToGroupForm(
        request.POST or None, kind=found.policy.kind, consulted=found.consultations.exists()
    )
    if carried_out(request, form, operations.put_to_group, found):
        messages.success(request, "It has been sent to its group. We have written to the chair.")
        return redirect(found)
    return render(
        request, "partnership/put_to_group.html", {"form": form, "version": found, "policy": found.policy}
    )


@requires(Can.APPROVE_POLICIES, Can.RUN_POLICIES)
def approve_policy(request, pk):
    """The text as it is, beside the last one; the chair of its group approves just this."""
    found = find_version(request, pk)
    if not may(request.user, Can.RUN_POLICIES):
        get_object_or_404(Policy.objects.chaired_by(request.user), pk=found.policy_id)
    check_move(found.state, "approved")
    waits = found.approval_deadline
    form = ApprovePolicyForm(
        request.POST or None,
        group=found.policy.group,
        chairs=chairs(request.user, found.policy),
        due_on=waits.due_on if waits and waits.outstanding else None,
        initial={"seen": operations.seen_of(found)},
    )
    if carried_out(request, form, operations.approve_policy, found):
        messages.success(request, "The version is approved. It can now be published.")
        return redirect(found)
    found = find_version(request, pk)
    form.look_again(operations.seen_of(found))
    return render(
        request,
        "partnership/approve_policy.html",
        {"form": form, "version": found, "policy": found.policy} | compared(found),
    )


@requires(Can.RUN_POLICIES)
def take_back_version(request, pk):
    """What is approved has to change after all."""
    found = find_version(request, pk)
    check_move(found.state, "revised")
    form = TakeBackVersionForm(request.POST or None)
    if carried_out(request, form, operations.take_back_version, found):
        messages.success(request, "It can be revised. Its group decides again.")
        return redirect(found)
    return render(
        request,
        "partnership/take_back_version.html",
        {"form": form, "version": found, "policy": found.policy},
    )


@requires(Can.RUN_POLICIES)
@asks_for_proof
def publish_policy(request, pk):
    """From a day on the public reads it."""
    found = find_version(request, pk)
    check_move(found.state, "published")
    running = found.policy.review_deadline
    form = PublishPolicyForm(
        request.POST or None,
        due_on=running.due_on if running and running.outstanding else None,
        initial={"in_force_on": timezone.localdate()},
    )
    if carried_out(request, form, operations.publish_policy, found):
        told(
            request,
            "It is published. Its text can no longer change, and its next review is in the diary.",
            about=found.policy.reference,
        )
        return redirect(found)
    return render(
        request, "partnership/publish_policy.html", {"form": form, "version": found, "policy": found.policy}
    )
