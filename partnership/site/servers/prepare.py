"""Everything the portal's database needs before it is used, in one process: Django starts only once.

`python -m … FILE` also writes into FILE whom one can be in the demo.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import CommandError, call_command

from .supervisor import say


def step(title, command, *arguments, **options):
    """One management command with a line before it, and one after it when it printed nothing itself."""
    say(f"{title} …")
    began = time.monotonic()
    call_command(command, *arguments, **options)
    say(f"  done in {time.monotonic() - began:.1f} s")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")
    django.setup()
    try:
        step("Laying out the database", "migrate", interactive=False, verbosity=0)
        step("Loading the published arrangements", "load_arrangements")
        step("Loading the questionnaires", "load_questionnaires")
        step("Loading how disputes are resolved", "load_dispute_policies")
        step("Looking to the invented year", "demo")
        step("Gathering static files", "collectstatic", interactive=False, verbosity=0)
        with Path(sys.argv[1]).open("w") as people:
            call_command("demo", people=True, stdout=people)
    except CommandError as error:
        sys.exit(f"  {error}")
    except OSError as error:
        if "pango" not in str(error):
            raise
        sys.exit(
            "  The invented year holds reports as PDF, and the library that draws their letters is missing: "
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
        )


if __name__ == "__main__":
    main()
