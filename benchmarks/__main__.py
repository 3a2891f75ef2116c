"""`make bench`: each figure beside its limit, measured in the same run. No absolute time is a pass mark."""

import json
import os
import sys

import django
from django.db import connection
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")


def main():
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- once Django is set up

    # As in the tests: data is emptied between measurements, which only a test database allows.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c portal.flush_allowed=yes"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = True
    settings.LOGGING_CONFIG = None
    import logging  # noqa: PLC0415 -- only to silence request lines while measuring

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from benchmarks import (  # noqa: PLC0415 -- they import models
            cases,
            catalogue,
            pages,
            register,
            report,
            rounds,
            schools_round,
            sweep,
        )

        known = {
            "sweep": sweep,
            "pages": pages,
            "cases": cases,
            "report": report,
            "rounds": rounds,
            "register": register,
            "schools_round": schools_round,
            "catalogue": catalogue,
        }
        chosen = sys.argv[1:] or list(known)
        figures = []
        for name in chosen:
            figures += known[name].figures(say)
        table(figures)
    finally:
        connection.close()
        teardown_databases(databases, verbosity=0)


def say(text):
    print(text, file=sys.stderr, flush=True)


def table(figures):
    """Print every figure, its limit and their ratio, and the same as one line of JSON."""
    print(f"\n{'what':58} {'measured':>12} {'limit':>12} {'ratio':>8} {'queries':>8}")
    for figure in figures:
        ratio = f"{figure['measured'] / figure['limit']:.2f}" if figure.get("limit") else ""
        print(
            f"{figure['what']:58} {figure['measured']:>9.2f} {figure['unit']:2} "
            f"{figure.get('limit', 0) or 0:>9.2f} {figure['unit']:2} {ratio:>8} {figure.get('queries', ''):>8}"
        )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
