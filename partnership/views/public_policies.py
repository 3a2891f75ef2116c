"""The public's pages of policies: what is in force today, and what was. Never anything else."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.forms.policies import PolicyFilterForm
from partnership.models import Policy, PolicyVersion
from partnership.rules.differences import differences
from partnership.views.feeds import PublicFeed, tag
from partnership.views.files import send_public
from partnership.views.policies import narrow, threshold_first


@require_safe
def policies(request):
    """What is in force today, the threshold document first; filtered by words, kind and area."""
    today = timezone.localdate()
    form = PolicyFilterForm(request.GET or None)
    form.fields["words"].label = "Words to search for"
    asked = form.asked()
    standing = Policy.objects.standing(today).select_related("review_deadline")
    texts = PolicyVersion.objects.in_bulk(standing.values_list("current_id", flat=True))
    if asked.get("words"):
        said = [pk for pk, one in texts.items() if asked["words"].lower() in one.text.lower()]
        standing = standing.filter(
            Q(title__icontains=asked["words"]) | Q(summary__icontains=asked["words"]) | Q(current_id__in=said)
        )
    found = threshold_first(narrow(standing, asked | {"words": ""}))
    for one in found:
        one.current = texts[one.current_id]
        one.late = one.review_is_late(today)
    return render(
        request,
        "public/policies.html",
        {
            "policies": found,
            "choose": form,
            "chosen": any(asked.values()),
            "withdrawn": Policy.objects.withdrawn(today),
        },
    )


def find(slug, day):
    """The policy and every version of it that has come into force, the newest first."""
    policy = get_object_or_404(Policy.objects.select_related("group", "review_deadline"), slug=slug)
    versions = list(policy.versions.on(day).select_related("document"))
    if not versions:
        raise Http404
    return policy, versions


@require_safe
def policy(request, slug):
    """The version in force, what changed since the last one, and the earlier ones; a stub once it is withdrawn."""
    return show(request, slug)


@require_safe
def policy_earlier(request, slug, number):
    """A version as it was in force before."""
    return show(request, slug, number)


def show(request, slug, number=None):
    today = timezone.localdate()
    policy, versions = find(slug, today)
    if policy.withdrawn(today):
        return render(request, "public/policy_withdrawn.html", {"policy": policy}, status=410)
    shown = versions[0] if number is None else next((v for v in versions if v.number == number), None)
    if shown is None:
        raise Http404
    before = next((v for v in versions if v.number < shown.number), None)
    return render(
        request,
        "public/policy.html",
        {
            "policy": policy,
            "version": shown,
            "current": versions[0],
            "earlier": [v for v in versions if v is not versions[0]],
            "before": before,
            "pieces": differences(before.text, shown.text) if before and before.text != shown.text else [],
            "until": next((v.in_force_on for v in reversed(versions) if v.number > shown.number), None),
            "late": shown is versions[0] and policy.review_is_late(today),
        },
    )


@require_safe
def policy_file(request, slug, number):
    """The PDF of a version that is or was in force."""
    today = timezone.localdate()
    policy, versions = find(slug, today)
    shown = next((v for v in versions if v.number == number), None)
    if policy.withdrawn(today) or shown is None or shown.document is None:
        raise Http404
    name = f"{policy.slug}-version-{shown.number}.pdf"
    return send_public(request, shown.document, name, since=shown.published_at)


class PoliciesInForce(PublicFeed):
    """One entry for each version on the day on which it came into force, with what changed."""

    label = "Policies"
    link = reverse_lazy("public:policies")
    subtitle = "What came into force, and what changed."
    latest = 50

    def items(self):
        today = timezone.localdate()
        standing = Policy.objects.standing(today).values("pk")
        return (
            PolicyVersion.objects.on(today)
            .filter(policy__in=standing)
            .select_related("policy")[: self.latest]
        )

    def item_title(self, version):
        return f"{version.policy.title}, version {version.number}"

    def item_description(self, version):
        return version.what_changed or version.policy.summary

    def item_link(self, version):
        return version.policy.public_address

    def item_guid(self, version):
        return tag(version.in_force_on.isoformat(), f"{version.policy.public_address}{version.number}/")

    def item_pubdate(self, version):
        return version.published_at


@require_safe
def feed(request):
    return PoliciesInForce()(request)
