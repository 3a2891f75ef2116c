"""`make bench`: each figure beside its limit, measured in the same run. No absolute time is a pass mark.

    make bench                          all of it; benchmarks/results.json and docs/speed.md are written anew
    make bench ARGS="sweep pages"       these parts; the others stay in both as they were
    make bench ARGS="pages --quick"     a look in a minute or two: nothing is written unless --out FILE says where

A part is a module with HEADING, a first sentence, `figures(say)` that gives Figures, and SAID where something is
to be said of them in docs/speed.md. It ends with 1 when a gate is missed.
"""

import argparse
import importlib
import json
import logging
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")

PARTS = (
    "pages",
    "page_queries",
    "search",
    "sweep",
    "letters",
    "record",
    "report",
    "register",
    "analysis",
)


def asked():
    reader = argparse.ArgumentParser(prog="make bench")
    reader.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar=f"PART ({', '.join(PARTS)})")
    reader.add_argument("--quick", action="store_true", help="less data and fewer rounds, for a first look")
    reader.add_argument("--out", type=Path, help="the JSON file, if another than benchmarks/results.json")
    return reader.parse_args()


def ready():
    """Django with a test database: data is emptied between measurements, which only such a one allows."""
    django.setup()
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c portal.flush_allowed=yes"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = True
    settings.LOGGING_CONFIG = None
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    return setup_databases(verbosity=0, interactive=False)


def measure(names, quick):
    """What each of these parts gives, by its name."""
    found = {}
    for name in names:
        module = importlib.import_module(f"benchmarks.{name}")
        module.QUICK = quick
        found[name] = module.figures(say)
    return found


def main():
    options = asked()
    databases = ready()
    from benchmarks import paper  # noqa: PLC0415 -- parts import models, once Django is ready

    try:
        found = measure(options.parts or PARTS, options.quick)
        ran = paper.machine()
    finally:
        connection.close()
        teardown_databases(databases, verbosity=0)

    every = [figure for figures in found.values() for figure in figures]
    print(paper.table(every))
    if not options.quick or options.out:
        out = (options.out or paper.RESULTS).resolve()
        held = paper.keep(found, {**ran, "quick": options.quick}, out)
        if out == paper.RESULTS:
            modules = {name: importlib.import_module(f"benchmarks.{name}") for name in PARTS}
            paper.PAGE.write_text(paper.page(held, modules))
        say(f"Written: {out}{' and docs/speed.md' if out == paper.RESULTS else ''}.")
    else:
        print(json.dumps(found))
    gates, missed = paper.judged(every)
    print(f"{gates - len(missed)} of {gates} gates are kept.")
    sys.exit(1 if missed else 0)


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
