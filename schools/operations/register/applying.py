"""Applying a report: entries, trusts, links and the organisations behind them, in one transaction."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused, Role
from partnership.models import Appointment, Organisation, Person
from partnership.operations.organisations import close, rename_organisation
from partnership.operations.people import appoint, end_appointment
from partnership.operations.record import record
from schools.models import RegisterFile, School, SchoolLink, Trust
from schools.operations.register import now
from schools.operations.register.reading import entries_by_urn, latest_applied
from schools.rules import register as law
from schools.rules.kinds import kind_of, run_of

State = RegisterFile.State
STORED = [name for name in now.PLAIN if name != "urn"]


@transaction.atomic
def apply_register(file, *, by):
    """Do what the report says, all of it or nothing. Pressing twice does no harm.

    Refused when the register is no longer what the report was compared with: then the report is made anew first.
    """
    # the whole register at once, always in this order: two files never apply side by side
    list(RegisterFile.objects.select_for_update(no_key=True).order_by("pk").only("pk"))
    file = RegisterFile.objects.get(pk=file.pk)
    if file.state == State.APPLIED:
        return file
    if file.state == State.DROPPED:
        raise Refused("This file was discarded. Import it again if you want to apply it.")
    schools = {
        one.urn: one for one in School.objects.select_for_update(no_key=True).order_by("pk")
    }  # fmt: skip
    today = timezone.localdate()
    applied = latest_applied()
    law.check_newer(file.dated_on, today=today, applied=applied and applied.dated_on)
    changes, known, links, joins, fingerprint = now.compared(entries_by_urn(file), file.links, today)
    if fingerprint != file.fingerprint:
        raise Refused(
            "The register has changed since this report was made. Run the report again, look at it, then apply it."
        )
    Applying(file, schools, changes, known, links, joins, by=by, today=today).carry_out()
    file.state, file.applied_at, file.applied_by = State.APPLIED, timezone.now(), by
    file.save(update_fields=["state", "applied_at", "applied_by"])
    record("applied", file, by=by, dated_on=str(file.dated_on), counts=file.counts)
    return file


class Applying:
    """One report on its way into the register. `schools` are all entries, locked, by URN."""

    def __init__(self, file, schools, changes, known, links, joins, *, by, today):
        self.file, self.schools, self.known, self.links = file, schools, known, links
        self.joins, self.by, self.today = joins, by, today
        self.changes = {one.urn: one for one in changes}
        self.facts = law.overlay(known, entries_by_urn(file))
        self.line = law.lineage(self.facts, links)
        self.families = self.line.families(self.facts)
        self.places = now.authorities()
        self.reason = f"National register of {file.dated_on:%-d %B %Y}"

    def carry_out(self):
        if not self.changes:
            return
        touched = [
            (last, members) for last, members in self.families.items()
            if any(urn in self.changes for urn in members)
        ]  # fmt: skip
        self.lock(touched)
        self.keep_trusts()
        self.place(touched)
        self.keep_schools()
        self.keep_links()
        self.follow(touched)

    # the organisations behind the entries ------------------------------------------------------------------

    def lock(self, touched):
        """Organisations and people first, before anything is recorded."""
        urns = {urn for last, members in touched for urn in members}
        urns |= {self.line.joined[urn] for urn in urns if urn in self.line.joined}
        urns |= {self.line.last(urn) for urn in urns}
        wanted = {self.known[urn].organisation for urn in urns if urn in self.known}
        wanted |= {one.pk for one in self.joins.values()}
        found = Organisation.objects.select_for_update(no_key=True).order_by("pk")
        self.organisations = {one.pk: one for one in found.filter(pk__in=wanted)}
        self.held = {}
        leads = Appointment.objects.still_held(self.today).filter(
            role=Role.SCHOOL_LEAD, organisation__in=wanted
        )
        people = Person.objects.select_for_update(no_key=True).order_by("pk")
        list(people.filter(pk__in=leads.order_by().values("person")).only("pk"))
        for one in leads.order_by("pk").select_related("person"):
            self.held.setdefault(one.organisation_id, []).append(one)

    def place(self, touched):
        """Which organisation each entry belongs to: a converted school stays what it was."""
        self.owner, self.beside, new = {}, [], []
        for last, members in touched:
            there = [urn for urn in members if urn in self.known]
            pks = list(dict.fromkeys(self.known[urn].organisation for urn in there))
            used = [
                pk for pk in pks if any(self.known[u].used for u in there if self.known[u].organisation == pk)
            ]
            if len(used) > 1:  # each keeps its own: people decide
                for urn in there:
                    self.owner[urn] = self.organisations[self.known[urn].organisation]
                fallback = self.owner.get(last) or self.owner[there[-1]]
                for urn in members:
                    self.owner.setdefault(urn, fallback)
                self.beside += [(self.owner[urn], self.owner[last]) for urn in there]
                continue
            if pks:
                keep = self.organisations[used[0] if used else pks[0]]
                self.beside += [(self.organisations[pk], keep) for pk in pks]
            elif joining := [self.joins[urn] for urn in members if urn in self.joins]:
                keep = self.organisations[joining[0].pk]
            else:
                keep = self.new_organisation(last, members)
                new.append(keep)
            self.owner |= dict.fromkeys(members, keep)
        Organisation.objects.bulk_create(new)
        self.new = {one.pk for one in new}

    def new_organisation(self, last, members):
        told = self.facts[last]
        opened = [self.facts[urn]["opened_on"] for urn in members]
        area = self.places[told["authority_code"]][0].area
        return Organisation(
            code=f"school-{last}", name=told["name"], kind=Organisation.Kind.SCHOOL, area=area, source=self.reason,
            starts_on=None if None in opened else date.fromisoformat(min(opened)),
        )  # fmt: skip

    def follow(self, touched):
        """Close, open again and rename the organisations as their entries stand; their leads go with what follows."""
        for before, after in self.beside:
            if before.pk != after.pk:
                self.end(before, after, self.file.dated_on)
        for last, members in touched:
            owner = self.owner[last]
            if any(self.facts[urn]["status_code"] != law.CLOSED for urn in members):
                self.open_again(owner)
                self.rename(owner, last)
                continue
            after = self.line.joined.get(last)
            after = after and self.owner_of(self.line.last(after))
            closed_on = [self.facts[urn]["closed_on"] for urn in members if self.facts[urn]["closed_on"]]
            self.end(owner, after, date.fromisoformat(max(closed_on)) if closed_on else self.file.dated_on)

    def owner_of(self, urn):
        return self.owner.get(urn) or self.organisations[self.known[urn].organisation]

    def end(self, organisation, successor, on):
        """It ends on that day, or when it began if that was later; whoever follows it is told."""
        if successor is not None and successor.pk == organisation.pk:
            successor = None
        why = f"Closed. {self.reason}"
        if organisation.pk in self.new:  # the record of the file tells of it: nobody ever knew it open
            organisation.ends_on = max(on, organisation.starts_on or on)
            organisation.successor, organisation.ended_because = successor, why
            organisation.save(update_fields=["ends_on", "successor", "ended_because"])
            return
        if organisation.ends_on is None:
            last = max(on, organisation.starts_on or on)
            close(organisation, by=self.by, on=last, reason=why, successor=successor)
        elif successor is not None and organisation.successor_id is None:
            organisation.successor = successor
            organisation.save(update_fields=["successor"])
            record("followed by", organisation, by=self.by, why=self.reason, followed_by=successor.code)
        else:
            return
        if successor is not None:
            self.carry_leads(organisation, successor)

    def carry_leads(self, organisation, successor):
        """Its safeguarding leads answer for what follows it, and no longer for what was."""
        for held in self.held.get(organisation.pk, []):
            there = successor.appointments.still_held(self.today).filter(
                person=held.person, role=Role.SCHOOL_LEAD
            )
            if not there.exists():
                appoint(
                    held.person, Role.SCHOOL_LEAD, by=self.by, starts_on=self.today, ends_on=held.ends_on,
                    organisation=successor, office=held.office,
                )  # fmt: skip
            yesterday = self.today - timedelta(1)
            if held.ends_on is None or held.ends_on > yesterday:
                end_appointment(held, by=self.by, on=yesterday, reason=self.reason)

    def open_again(self, organisation):
        if organisation.ends_on is None:
            return
        organisation.ends_on, organisation.successor, organisation.ended_because = None, None, ""
        organisation.save(update_fields=["ends_on", "successor", "ended_because"])
        record("opened again", organisation, by=self.by, why=self.reason)

    def rename(self, organisation, last):
        """A school's new name is its organisation's, from the day on which it took it."""
        change, told = self.changes.get(last), self.facts[last]
        if change is None or told["name"] == organisation.name:
            return
        carried_on = change.kind == "new" and change.follows
        if not carried_on and not any(label == law.LABELS["name"] for label, *_ in change.differences):
            return
        opened = told["opened_on"] and date.fromisoformat(told["opened_on"])
        on = opened if carried_on and opened and opened <= self.today else self.file.dated_on
        try:
            named = rename_organisation(
                organisation, by=self.by, name=told["name"], short_name="", on=on, reason=self.reason
            )
        except Refused:  # it had another name since: this one is put right without a day
            organisation.name, organisation.short_name = told["name"], ""
            organisation.save(update_fields=["name", "short_name"])
            record("amended", organisation, by=self.by, why=self.reason, now={"name": told["name"]})
        else:
            organisation.name, organisation.short_name = named.name, ""

    # the entries themselves --------------------------------------------------------------------------------

    def keep_trusts(self):
        """The trusts that the entries name, under the name of this file."""
        told = {one["trust_code"]: one["trust_name"] for one in self.facts.values() if one["trust_code"]}
        self.trusts = {one.code: one for one in Trust.objects.filter(code__in=told)}
        renamed = []
        for code, one in self.trusts.items():
            if told[code] and told[code] != one.name:
                one.name = told[code]
                renamed.append(one)
        Trust.objects.bulk_update(renamed, ["name"])
        new = [Trust(code=code, name=name or code) for code, name in told.items() if code not in self.trusts]
        self.trusts |= {one.code: one for one in Trust.objects.bulk_create(new)}

    def keep_schools(self):
        """New entries, and what changed of those that are there; one that is gone from the file keeps its facts."""
        new, changed = [], []
        for urn, change in self.changes.items():
            school = self.schools.get(urn)
            if school is None:
                school = self.schools[urn] = School(urn=urn)
                new.append(school)
            else:
                changed.append(school)
            self.put(school, self.facts[urn])
            school.missing_since = self.file.dated_on if change.kind == "missing" else None
        for urn, owner in self.owner.items():
            if self.schools[urn].organisation_id != owner.pk:
                self.schools[urn].organisation = owner
                if urn not in self.changes:
                    changed.append(self.schools[urn])
        School.objects.bulk_create(new, batch_size=500)
        fields = [*STORED, "authority", "ours", "kind", "run", "trust", "missing_since", "organisation"]
        School.objects.bulk_update(changed, fields, batch_size=200)

    def put(self, school, told):
        for name in STORED:
            if name in told:
                setattr(school, name, told[name])
        if told["authority_code"] in self.places:  # else nobody asks for that authority's rows any more
            area, school.authority = self.places[told["authority_code"]]
            school.ours = area.ours
        school.kind, school.run = kind_of(told["type_code"], told["phase_code"]), run_of(told["type_code"])
        school.trust = self.trusts.get(told["trust_code"])

    def keep_links(self):
        SchoolLink.objects.bulk_create(
            [
                SchoolLink(school=self.schools[urn], other_urn=other, kind=kind, linked_on=on)
                for urn, other, kind, on in self.file.links
                if urn in self.schools
            ],
            ignore_conflicts=True, batch_size=1000,
        )  # fmt: skip
