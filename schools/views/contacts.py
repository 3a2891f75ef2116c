"""Contacts of schools: one school's on one page, what is wanting of all of them, and inviting a safeguarding lead."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnership.access import Can, requires
from partnership.models import Organisation
from partnership.views.deed import attempt, carried_out, note_taking_out
from partnership.views.listings import Column, Listing
from partnership.views.tables import table_file
from schools.forms.contacts import ContactsFilterForm, InviteLeadForm, KeepContactsForm
from schools.models import School
from schools.operations import contacts as operations
from schools.rules import contacts as law
from schools.views.school_parts import wanting

KINDS = ("missing", "unconfirmed", "untrained", "out_of_date")
SAID = {
    "missing": "have a vacant office",
    "unconfirmed": "have not been confirmed within a year",
    "untrained": "have no training date for their lead or deputies",
    "out_of_date": "have training more than 2 years old",
}


@requires(Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS, Can.KEEP_OWN_SCHOOL)
def keep_contacts(request, urn):
    """Check, change and confirm who keeps children safe in one school, all on one page."""
    school = get_object_or_404(
        School.objects.visible_to(request.user).select_related("organisation"), urn=urn, ours=True
    )
    if not school.is_open or not operations.may_keep(request.user, school.organisation):
        raise Http404
    held = operations.current(school.organisation)
    seen = operations.shown(held)
    form = KeepContactsForm(request.POST or None, held=held, initial={"seen": seen})
    if request.method == "POST" and form.is_valid():
        confirmed = request.POST.get("deed") == "confirm"
        kept = attempt(
            form, operations.keep_contacts, school.organisation, by=request.user, told=form.told,
            seen=form.cleaned_data["seen"], confirmed=confirmed,
        )  # fmt: skip
        if kept is not None:
            words = (
                f"Contacts confirmed today. We ask you again in {law.CONFIRMED_MONTHS} months."
                if confirmed
                else "Contacts saved. Confirm them once all of them are right."
            )
            messages.success(request, words)
            return redirect(school)
        form.look_again(seen)
    return render(
        request,
        "schools/keep_contacts.html",
        {
            "school": school,
            "form": form,
            "own": school.organisation_id in request.user.answers_for,
            "wanting": wanting(held, timezone.localdate()),
            "source": law.TRAINING_SOURCE,
        },
    )


@requires(Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
def invite_lead(request, urn):
    """Invite the safeguarding lead of a school to sign in."""
    school = get_object_or_404(
        School.objects.kept_by(request.user).select_related("organisation"), urn=urn, ours=True
    )
    lead = next((one for one in operations.current(school.organisation) if one.office == "lead"), None)
    known = {"name": lead.name, "email": lead.email, "telephone": lead.telephone} if lead else {}
    form = InviteLeadForm(request.POST or None, initial=known)
    person = carried_out(request, form, operations.invite_lead, school)
    if person:
        messages.success(
            request, f"{person.name} is now the safeguarding lead for {school.name}. We have emailed them."
        )
        return redirect(school)
    return render(request, "schools/invite_lead.html", {"school": school, "form": form})


def kept_schools(person):
    """The open schools whose contacts this person looks after."""
    return School.objects.kept_by(person).in_scope().select_related("organisation", "authority")


def standings(schools, today):
    """Each school with its contacts and how they stand, in one query for all."""
    schools = list(schools)
    held = operations.current_of([one.organisation_id for one in schools])
    for one in schools:
        people = held.get(one.organisation_id, [])
        standing = law.standing([law.Held(c.office, c.trained_on, c.confirmed_on) for c in people], today)
        yield one, people, standing


def found_schools(request):
    """The schools of the list under its filters, and the form: [(school, contacts, standing)]."""
    schools = kept_schools(request.user)
    authorities = Organisation.objects.filter(pk__in=schools.order_by().values("authority"))
    form = ContactsFilterForm(request.GET or None, authorities=authorities)
    asked = form.asked
    if asked.get("authority"):
        schools = schools.filter(authority=asked["authority"])
    if words := asked.get("q", "").strip():
        number = Q(urn=int(words)) if words.isascii() and words.isdigit() and len(words) < 9 else Q(pk=None)
        schools = schools.filter(Q(name__icontains=words) | number)
    rows = list(standings(schools, timezone.localdate()))
    return form, rows, asked.get("show", "")


def narrowed(rows, show):
    if show == "all":
        return rows
    if show in KINDS:
        return [row for row in rows if getattr(row[2], show)]
    return [row for row in rows if not row[2].whole]


CONTACTS = Listing(
    "schools:contacts",
    "Schools",
    "school",
    [
        Column("School", lambda row: row[0].name, by=lambda row: row[0].name),
        Column("URN", lambda row: row[0].urn, by=lambda row: row[0].urn, kind="number"),
        Column("Authority", lambda row: row[0].authority.name, by=lambda row: row[0].authority.name),
        Column("What is missing", lambda row: " ".join(wanting(row[1], timezone.localdate())) or "Complete"),
    ],
    form=ContactsFilterForm,
    always=("show",),
    detail="schools:contacts_export",
)


@requires(Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
@require_safe
def contacts(request):
    """What is missing of the contacts of schools, authority by authority, and where."""
    form, rows, show = found_schools(request)
    today = timezone.localdate()
    shown = CONTACTS.shown(request, narrowed(rows, show), of=rows, form=form)
    if shown.file:
        return shown.file
    by_authority = {}
    for school, _, standing in rows:
        told = by_authority.setdefault(school.authority, dict.fromkeys(("all", "whole", *KINDS), 0))
        told["all"] += 1
        told["whole"] += standing.whole
        for kind in KINDS:
            told[kind] += bool(getattr(standing, kind))
    return render(
        request,
        "schools/contacts.html",
        {
            "shown": shown,
            "page": shown.page,
            "rows": [(school, wanting(people, today)) for school, people, _ in shown.page],
            "authorities": [
                [one.name, *told.values()]
                for one, told in sorted(by_authority.items(), key=lambda found: found[0].name)
            ],
            "source": law.TRAINING_SOURCE,
        },
    )


HEADINGS = [
    "URN", "School", "Authority", "Office", "Name", "Email address", "Telephone", "Last safeguarding training",
    "Training out of date", "Confirmed",
]  # fmt: skip


@requires(Can.RUN_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS)
@require_safe
def contacts_export(request, kind):
    """The contacts of the schools of the list as a file; an office that nobody holds has a row without a name."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    _, rows, show = found_schools(request)
    today = timezone.localdate()

    note_taking_out(request, "Contacts of schools", kind=kind)

    def lines():
        for school, people, standing in CONTACTS.in_order(request, narrowed(rows, show)):
            start = [school.urn, school.name, school.authority.name]
            for one in people:
                yield [
                    *start, one.get_office_display(), one.name, one.email, one.telephone, one.trained_on,
                    "Yes" if law.is_out_of_date(one.office, one.trained_on, today) else "", one.confirmed_on,
                ]  # fmt: skip
            for office in standing.missing:
                yield [*start, operations.Contact.Office(office).label, "", "", "", None, "", None]

    return table_file(kind, f"school-contacts-{today:%Y-%m-%d}", HEADINGS, lines())
