"""Learners' accounts: asked for by anybody, given by a confirmed domain or by staff. No answer tells who is known."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Person
from partnership.operations.letters import promise
from partnership.operations.meanwhile import still_there
from partnership.operations.names import lock_name
from partnership.operations.people import appoint, bring_in, invite
from partnership.operations.record import record
from training.models import AccountRequest, EmailDomain
from training.rules.accounts import check_domain, check_waiting, domain_of, tidy_domain
from training.rules.booking import check_reason
from training.rules.terms import is_free_mail, timings

State = AccountRequest.State
INVITED_AGAIN_AFTER = timedelta(days=1)


def is_confirmed(email, organisation):
    """Whether that address says by itself that somebody works there."""
    domain = domain_of(email)
    return (
        organisation is not None
        and not is_free_mail(domain)
        and EmailDomain.objects.filter(organisation=organisation, domain=domain).exists()
    )


@transaction.atomic
def ask_for_account(*, name, email, job, organisation=None, employer=""):
    """Somebody asks for an account. Whoever is known, and whatever follows, the asker reads the same.

    At a confirmed domain the invitation goes at once; whoever has an account is told so by letter; everything else
    waits for staff. The same address asked for again changes nothing. Gives nothing back.
    """
    email = Person.objects.normalize_email(email).strip().lower()
    lock_name(f"account {email}")  # a double click asks twice at the same moment
    person = Person.objects.select_for_update(no_key=True).filter(email=email).first()
    if person is not None and person.roles:
        tell_known(person)
        return
    if AccountRequest.objects.waiting().filter(email=email).exists():
        return
    facts = {"name": name.strip(), "email": email, "job": job.strip()}
    if person is None and is_confirmed(email, organisation):
        person = bring_in(
            by=None, email=email, name=facts["name"], role=Role.PRACTITIONER, organisation=organisation
        )
        request = AccountRequest.objects.create(
            **facts, organisation=organisation, state=State.APPROVED, decided_at=timezone.now(), person=person
        )
        record("gave an account by a confirmed domain", request, by=None, organisation=organisation.code)
        return
    if AccountRequest.objects.waiting().count() >= timings().most_waiting_requests:
        return
    request, new = AccountRequest.objects.get_or_create(
        email=email,
        state=State.WAITING,
        defaults=facts | {"organisation": organisation, "employer": "" if organisation else employer.strip()},
    )
    if new:
        record("asked for an account", request, by=None)


def tell_known(person):
    """They have an account: the way in once more, at most once a day, to the address and to nobody who asked."""
    if person.has_usable_password():
        today = timezone.localdate()
        promise(
            "account_known",
            f"account:known:{person.pk}:{today}",
            to=person,
            subject="You already have an account",
        )
    elif not person.invitations.filter(invited_at__gt=timezone.now() - INVITED_AGAIN_AFTER).exists():
        invite(person, by=None)


def lock(request):
    requests = AccountRequest.objects.select_for_update(of=("self",), no_key=True)
    return still_there(requests.select_related("organisation"), request)


@transaction.atomic
def approve_account(request, *, by, organisation, confirm_domain=False):
    """Staff say that this person works there: the ordinary invitation goes. Twice is once."""
    request = lock(request)
    if request.state == State.APPROVED:
        return request
    check_waiting(request.state)
    person = Person.objects.filter(email=request.email).first()
    if person is None:
        person = bring_in(
            by=by, email=request.email, name=request.name, role=Role.PRACTITIONER, organisation=organisation
        )
    elif not person.is_active:
        raise Refused("That person can no longer sign in. Ask the board manager to change this.")
    else:
        if organisation.pk not in person.organisations(Role.PRACTITIONER):
            appoint(person, Role.PRACTITIONER, by=by, organisation=organisation)
        if not person.has_usable_password():
            invite(person, by=by)
    if confirm_domain:
        add_domain(organisation=organisation, domain=request.domain, by=by)
    decide(request, State.APPROVED, by=by, person=person, organisation=organisation)
    return request


@transaction.atomic
def refuse_account(request, *, by, reason):
    """No account, and why; kept for a while so that the next one who looks knows. The asker gets no letter."""
    check_reason(reason, "Enter a reason. The person who looks at the next request will read it.")
    request = lock(request)
    if request.state == State.REFUSED:
        return request
    check_waiting(request.state)
    decide(request, State.REFUSED, by=by, reason=reason.strip())
    return request


def decide(request, to, *, by, **changes):
    changes |= {"state": to, "decided_by": by, "decided_at": timezone.now()}
    for field, value in changes.items():
        setattr(request, field, value)
    request.save(update_fields=list(changes))
    record("answered a request for an account", request, by=by, why=changes.get("reason", ""), state=str(to))


@transaction.atomic
def add_domain(*, organisation, domain, by):
    """From now on whoever has an address there gets an account for that organisation. Twice is once."""
    domain = tidy_domain(domain)
    check_domain(domain)
    kept, new = EmailDomain.objects.get_or_create(
        organisation=organisation, domain=domain, defaults={"confirmed_by": by}
    )
    if new:
        record("confirmed a domain", kept, by=by, organisation=organisation.code)
    return kept


@transaction.atomic
def remove_domain(kept, *, by):
    """Addresses there no longer say where somebody works. Accounts that exist stay."""
    record("removed a domain", kept, by=by, organisation=kept.organisation.code)
    kept.delete()
