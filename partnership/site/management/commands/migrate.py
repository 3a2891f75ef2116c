"""Migrate as the account that owns the tables, and give the application's account its grants afterwards."""

from django.core.management.commands import migrate

from partnership.site import owner


class Command(migrate.Command):
    def handle(self, *args, **options):
        with owner.as_owner() as application:
            super().handle(*args, **options)
            if application and not (options["plan"] or options["check_unapplied"]):
                owner.grant(application)
