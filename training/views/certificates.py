"""Certificates: one's own learning record, the papers, taking back and writing again; checking a code in public."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import carried_out
from partnership.views.files import handed_over
from partnership.views.limits import knocks_too_often
from partnership.views.listings import Column, Listing
from partnership.views.tables import table_file
from training.forms.attendance import CertifyForm, ReissueCertificateForm, RevokeCertificateForm
from training.models import Certificate
from training.operations import certificates as operations
from training.operations.certificate_paper import print_certificate
from training.operations.learning_record import learning_of
from training.operations.registers import is_closed
from training.rules.certificates import as_typed, initials
from training.views.attendance import find as find_session
from training.views.attendance import find_line

CHECKS_A_MINUTE = 20
MINE = (Can.SEE_TRAINING, Can.TEACH)


@requires(*MINE)
@require_safe
def my_learning(request):
    """Everything that this person learnt, here and elsewhere, with the hours and the certificates."""
    today = timezone.localdate()
    return render(
        request, "training/my_learning.html", {"learning": learning_of(request.user, today), "today": today}
    )


@requires(*MINE)
@require_safe
def my_learning_file(request, kind):
    if kind not in ("csv", "xlsx"):
        raise Http404
    learning = learning_of(request.user, timezone.localdate())
    return table_file(
        kind,
        "my-learning",
        ["Date", "Course", "Provider", "Hours", "How attended", "Agency on the day", "Certificate", "Valid until"],
        [
            [
                one.on, one.title, one.provider, one.hours, one.said, one.agency, one.number, one.expires_on,
            ]
            for one in learning.entries
        ],
    )  # fmt: skip


class FindCertificatesForm(forms.Form):
    words = forms.CharField(label="Name, number or code", required=False, max_length=100)
    show = forms.ChoiceField(
        label="Show",
        choices=[("", "All"), ("current", "In date"), ("expired", "Expired"), ("withdrawn", "Withdrawn")],
        required=False,
    )
    show_optional = False

    def narrow(self, certificates, today):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        if words := asked.get("words", "").strip():
            number = words.upper().rpartition("-")[2]
            same = Q(name__icontains=words) | Q(code=as_typed(words))
            if words.upper().startswith("TC-") and number.isascii() and number.isdigit() and len(number) < 10:
                same |= Q(pk=int(number))
            certificates = certificates.filter(same)
        match asked.get("show"):
            case "current":
                return certificates.current(today)
            case "expired":
                return certificates.standing().filter(expires_on__lt=today)
            case "withdrawn":
                return certificates.exclude(revoked_at=None)
        return certificates


def holds(certificate):
    """Until when it holds, in words where there is no day."""
    if certificate.revoked_at:
        return "Withdrawn"
    return certificate.expires_on or "No expiry date"


CERTIFICATES = Listing(
    "training:certificates",
    "Certificates",
    "certificate",
    [
        Column("Number", lambda one: one.number, by="pk", kind="number"),
        Column("Name", lambda one: one.name, by="name"),
        Column("Organisation", lambda one: one.organisation_name, by="organisation_name", under="Name"),
        Column("Course", lambda one: one.title, by="title"),
        Column("Attended", lambda one: one.attended_on, by="attended_on", kind="day"),
        Column("Valid until", holds, by="expires_on", kind="day"),
    ],
    form=FindCertificatesForm,
    order="newest first",
    first="-attended",
    filters="Find a certificate",
)


@requires(Can.RUN_TRAINING)
@require_safe
def certificates(request):
    """Every certificate issued."""
    form, today = FindCertificatesForm(request.GET or None), timezone.localdate()
    found = form.narrow(Certificate.objects.all(), today)
    shown = CERTIFICATES.shown(request, found, of=Certificate.objects.all(), form=form)
    if shown.file:
        return shown.file
    return render(request, "training/certificates.html", {"shown": shown, "page": shown.page, "today": today})


def find(request, pk):
    return get_object_or_404(
        Certificate.objects.visible_to(request.user).select_related(
            "course", "booking__session", "guest__session", "replaced_by", "replaces", "revoked_by", "issued_by"
        ),
        pk=pk,
    )  # fmt: skip


@requires(*MINE)
@require_safe
def certificate(request, pk):
    """One certificate: what it says, until when it holds, and what became of it."""
    today = timezone.localdate()
    found = find(request, pk)
    return render(
        request,
        "training/certificate.html",
        {
            "certificate": found,
            "today": today,
            "expired": found.expired(today),
            "staff": may(request.user, Can.RUN_TRAINING),
        },
    )


@requires(*MINE)
@require_safe
def certificate_pdf(request, pk):
    found = find(request, pk)
    if found.revoked_at:
        raise Http404
    return handed_over(print_certificate(found), f"certificate-{found.number.lower()}.pdf", "application/pdf")


def how_it_reaches(certificate):
    """What happens next with a certificate that was just written."""
    if certificate.is_emailed:
        return "We have written to them."
    return "They have no email address, so print it and give it to them."


@requires(Can.RUN_TRAINING)
def certify(request, pk, key):
    """Staff agree that what somebody attended in part counts, and the certificate is written."""
    session = find_session(request, pk)
    line = find_line(session, key)
    if not is_closed(session):
        return redirect("training:register", pk)
    form = CertifyForm(request.POST or None)
    made = carried_out(request, form, lambda **given: operations.certify(line.thing, **given))
    if made:
        messages.success(request, f"Certificate issued. {how_it_reaches(made)}")
        return redirect("training:register", pk)
    return render(request, "training/certify.html", {"form": form, "session": session, "line": line})


@requires(Can.RUN_TRAINING)
def revoke_certificate(request, pk):
    found = find(request, pk)
    form = RevokeCertificateForm(request.POST or None)
    if carried_out(request, form, lambda **given: operations.revoke(found, **given)):
        messages.success(request, "Certificate withdrawn.")
        return redirect(found)
    return render(request, "training/revoke_certificate.html", {"form": form, "certificate": found})


@requires(Can.RUN_TRAINING)
def reissue_certificate(request, pk):
    found = find(request, pk)
    form = ReissueCertificateForm(request.POST or None, initial={"name": found.name})
    new = carried_out(request, form, lambda **given: operations.reissue(found, **given))
    if new:
        messages.success(
            request,
            f"Certificate reissued as {new.number}. The old one is no longer valid. {how_it_reaches(new)}",
        )
        return redirect(new)
    return render(request, "training/reissue_certificate.html", {"form": form, "certificate": found})


# In public ----------------------------------------------------------------------------------------------------


class CheckCertificateForm(forms.Form):
    code = forms.CharField(
        label="What is the code on the certificate?",
        help_text="12 letters and numbers, for example ABCD-EFGH-JKLM.",
        max_length=40,
        error_messages={"required": "Enter the code on the certificate"},
    )
    looks = {"code": {"width": 20}}


@never_cache
@require_safe
def check_certificate(request):
    """Somebody has a certificate in hand and wants to know whether it holds."""
    form = CheckCertificateForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("public:checked_certificate", as_typed(form.cleaned_data["code"]) or "-")
    return render(request, "public/check_certificate.html", {"form": form})


@never_cache
@require_safe
def checked_certificate(request, code):
    """What a code is of. The name shows as initials alone: whoever has the paper compares, nobody else learns it."""
    if knocks_too_often(request, "certificate", a_minute=CHECKS_A_MINUTE):
        return render(request, "public/certificate_too_often.html", status=429)
    found = operations.find_by_code(code)
    today = timezone.localdate()
    context = {
        "certificate": found,
        "code": as_typed(code)[:12],
        "form": CheckCertificateForm(),
        "today": today,
    }
    if found is None:
        return render(request, "public/checked_certificate.html", context, status=404)
    state = "revoked" if found.revoked_at else "expired" if found.expired(today) else "valid"
    return render(
        request,
        "public/checked_certificate.html",
        context | {"state": state, "initials": initials(found.name)},
    )


@never_cache
@require_safe
def guest_certificate(request, secret):
    """The certificate of somebody without an account, from the link in their letter."""
    found = operations.behind_link(secret)
    if found is None:
        return render(request, "public/no_certificate.html", status=410)
    return handed_over(print_certificate(found), f"certificate-{found.number.lower()}.pdf", "application/pdf")
