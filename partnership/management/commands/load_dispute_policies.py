"""Load how disputes and escalations are resolved, as far as the published arrangements say."""

from django.core.management.base import BaseCommand

from partnership.operations.dispute_policies import load


class Command(BaseCommand):
    help = "Bring in the stages of disputes and escalations that are not there yet. Changes nothing that is."

    def handle(self, **options):
        for policy in load():
            self.stdout.write(f"Added: {policy}.")
