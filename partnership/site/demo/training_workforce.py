"""The invented workforce: people of many agencies, each of whom comes to a few courses of a year."""

from datetime import timedelta

from django.utils import timezone

from partnership.access import Role
from partnership.models import Organisation, Person
from partnership.operations.people import appoint

# job, organisation, what stands after the @ of their addresses, and where they work
TEAMS = (
    ("Social worker", "leicestershire-county-council", "county.example",
     ("Blaby", "Charnwood", "Harborough", "Hinckley", "Melton")),
    ("Children’s centre worker", "leicestershire-county-council", "county.example",
     ("Blaby", "Charnwood", "Harborough", "Hinckley", "Melton")),
    ("Social worker", "rutland-county-council", "rutland.example", ("Oakham", "Uppingham", "Ketton")),
    ("Early help worker", "rutland-county-council", "rutland.example", ("Oakham", "Uppingham")),
    ("Police constable", "leicestershire-police", "police.example",
     ("Blaby", "Charnwood", "Harborough", "Hinckley", "Melton", "Oakham")),
    ("Health visitor", "leicestershire-partnership-trust", "community-health.example",
     ("Blaby", "Charnwood", "Harborough", "Hinckley", "Melton", "Oakham")),
    ("School nurse", "leicestershire-partnership-trust", "community-health.example",
     ("Charnwood", "Hinckley", "Melton", "Oakham")),
    ("Midwife", "university-hospitals-of-leicester", "hospitals.example",
     ("Blaby", "Charnwood", "Harborough", "Hinckley", "Melton", "Oakham")),
    ("Teacher", "hawthorn-bank-school", "hawthornbank.example", ("reception", "year 2", "year 4", "year 6")),
    ("Youth worker", "voluntary-and-community-sector", "youth.example", ("Charnwood", "Hinckley", "Melton", "Oakham")),
    ("Housing officer", "blaby", "blaby.example", ("Blaby",)),
    ("Housing officer", "charnwood", "charnwood.example", ("Charnwood",)),
    ("Housing officer", "melton", "melton.example", ("Melton",)),
    ("Probation officer", "national-probation-service", "probation.example", ("Charnwood", "Melton")),
)  # fmt: skip
HAVE_BEEN_HERE = timedelta(days=30)


def everybody():
    """Name, address, job, organisation's code: all of them, in an order that mixes agencies."""
    by_team = [
        [(f"{job}, {where}", f"{job} {where}".lower(), job, code, domain) for where in places]
        for job, code, domain, places in TEAMS
    ]
    for turn in range(max(map(len, by_team))):
        for team in by_team:
            if turn < len(team):
                name, words, job, code, domain = team[turn]
                yield name, f"{words.replace('’', '').replace(' ', '.')}@{domain}", job, code


def workforce(people):
    """Everybody, in that order, with `job` and `agency`; brought in by whichever story needs them first."""
    addresses = {address: (name, job, code) for name, address, job, code in everybody()}
    found = {one.email: one for one in Person.objects.filter(email__in=addresses)}
    for address, (name, job, code) in addresses.items():
        if address not in found:
            found[address] = Person.objects.create_user(address, name=name, invented=True)
            appoint(
                found[address], Role.PRACTITIONER, by=None, organisation=people[code],
                starts_on=timezone.localdate() - HAVE_BEEN_HERE, office=job,
            )  # fmt: skip
    agencies = Organisation.objects.in_bulk([code for *_, code in addresses.values()], field_name="code")
    for address, (_, job, code) in addresses.items():
        found[address].job, found[address].agency = job, agencies[code]
    return [found[address] for address in addresses]
