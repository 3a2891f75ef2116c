"""Bring the register of schools up to a national file."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from partnership.access import Refused
from schools.models import RegisterChange
from schools.operations import register as operations


class Command(BaseCommand):
    help = (
        "Read a national file of schools (edubasealldata…, CSV or ZIP) and say what it would change. With --apply "
        "it is applied, all of it or nothing. Safe to repeat: nothing is ever deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--links", type=Path, help="the links file that comes with it")
        parser.add_argument(
            "--date", type=date.fromisoformat, help="of which day it is, if its name does not say"
        )
        parser.add_argument("--apply", action="store_true", help="apply what was reported")

    def handle(self, *args, file, links=None, date=None, apply=False, **options):
        try:
            with ExitStack() as files:
                report = operations.read_register(
                    files.enter_context(file.open("rb")), by=None, name=file.name, dated_on=date,
                    links=links and files.enter_context(links.open("rb")), links_name=links.name if links else "",
                    keep_empty=False,
                )  # fmt: skip
            if report.pk is None:
                self.say(report)
                return
            if apply:
                report = operations.apply_register(report, by=None)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.say(report)
        for one in report.changes.all():
            self.stdout.write(f"  {one.get_kind_display()}: {one.urn} {one.name}, {one.postcode}")
            for what, was, now in one.differences:
                self.stdout.write(f"      {what}: {was or '–'} → {now or '–'}")
            for words in filter(None, [one.note, one.decide and f"To decide: {one.decide}"]):
                self.stdout.write(f"      {words}")
        self.stdout.write("Applied." if apply else f"Nothing is changed yet. It waits as report {report.pk}.")

    def say(self, report):
        self.stdout.write(f"{report.name} of {report.dated_on}: {report.rows} rows, {report.kept} of ours.")
        for warning in report.warnings:
            self.stdout.write(f"  {warning}")
        told = [
            f"{label}: {report.counts[kind]}"
            for kind, label in RegisterChange.Kind.choices
            if kind in report.counts
        ]
        self.stdout.write(". ".join(told) or "The register now matches the file.")
