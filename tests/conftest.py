"""The cast: one invented person for each role, known to every test by what they are."""

import gc
import logging
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import sync_playwright
from xdist.scheduler import LoadScopeScheduling

from partnership.access import Role
from partnership.models import Person
from tests.factories import reviews
from tests.factories.browser import signed_in
from tests.factories.cast import Cast
from tests.factories.stage import MAKES, Stage

# The same examples on every machine, however busy it is: a suite that is green stays green until code changes.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=True, max_examples=300)
hypothesis.settings.load_profile("portal")

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's own loop runs beside live_server


def pytest_addoption(parser):
    parser.addoption("--faults", action="store_true", help="run the long tests of faults too")


def pytest_configure(config):
    options = django_settings.DATABASES["default"]["OPTIONS"]
    options["options"] += (
        " -c portal.flush_allowed=yes"  # tests with real commits empty the record afterwards
    )


@pytest.fixture(scope="session", autouse=True)
def browser_before_database(request):
    """Where any test needs the browser it is started before the database is reached, and closed after it.

    Playwright's loop runs in this thread from then on, and Django keeps one connection for a thread with a loop and
    another for a thread without: the stage would stand on the one while tests looked at the other.
    """
    if any("chromium" in item.fixturenames for item in request.session.items):
        request.getfixturevalue("chromium")


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    """Where collected files would be: it exists and holds nothing, as servers take them from static/ itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "STATIC_ROOT", str(tmp_path_factory.mktemp("static")))
        yield


MANY = 80  # tables with rows, beyond which all are made anew at once
MIGRATED = {"django_content_type", "auth_permission"}  # whose rows Django would write again


@pytest.fixture(scope="session", autouse=True)
def emptied_by_rows():
    """After a test that commits what it wrote is deleted, and not every table made anew with all of its indexes.

    Tables are the tests' own, and their triggers, which let nobody delete what is frozen, rest meanwhile. Who asks for
    numbers to begin anew has other processes at the same tables, and gets these whole.
    """
    make_anew = connection.ops.sql_flush

    def flush(style, tables, *, reset_sequences=False, allow_cascade=False):
        filled = [connection.ops.quote_name(table) for table in with_rows(set(tables) - MIGRATED)]
        if reset_sequences or len(filled) > MANY:
            return make_anew(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        return [
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in filled),
            *(f"DELETE FROM {table}" for table in filled),  # noqa: S608 - names of our own tables
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in filled),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", flush)
        yield


def with_rows(tables):
    """Those of these tables that hold any row."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path):
    """Fast passwords, unhashed static files, a folder of its own for documents, and no broker."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DOCUMENT_ROOT = tmp_path / "documents"
    # A test's rows vanish without an entry of the record; tests/site/test_kept.py keeps pages.
    settings.PAGES_KEPT = 0
    settings.STORAGES = {
        "default": {
            **django_settings.STORAGES["default"],
            "OPTIONS": {**django_settings.STORAGES["default"]["OPTIONS"], "location": settings.DOCUMENT_ROOT},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def commits(node):
    """Whether that test makes real commits: here, where all is emptied after it, or in the portal of the faults."""
    marker = node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server", "portal"} & set(node.fixturenames)
    return bool(asked or (marker and marker.kwargs.get("transaction")))


def floors(node):
    """The floors of the stage that a test stands on, from the lowest."""
    return [] if commits(node) else [name for name in MAKES if name in node.fixturenames]


A_YEAR = "test_the_year_fills_every_page"


def pytest_collection_modifyitems(config, items):
    """Tests that stand on the same floors follow one another; the longest come first: they commit, or knock at doors.

    So does the one that lives a year. What is left for the end are short ones, so that processes end together.
    """
    if not config.getoption("faults"):
        long = [node for node in items if node.get_closest_marker("long")]
        config.hook.pytest_deselected(items=long)
        items[:] = [node for node in items if not node.get_closest_marker("long")]

    def place(node):
        early = commits(node) or node.originalname == A_YEAR
        return (not early, *(name not in node.fixturenames for name in (*MAKES, "db")))

    items.sort(key=place)


class Handout(LoadScopeScheduling):
    """Gives each process the next test, in that order; those behind the doors all to one.

    The world behind them takes thirty thousand statements to make, and so is made once; nor does who attacks it open
    twice what was opened for one attack. The two that walk with a browser make what they look at themselves, and are
    long enough for the other process.
    """

    BEHIND_THE_DOORS = ("tests/doors/", "tests/security/")
    WALKS = ("tests/doors/test_accessibility.py", "tests/doors/test_empty.py")

    def _split_scope(self, nodeid):
        together = nodeid.startswith(self.BEHIND_THE_DOORS) and not nodeid.startswith(self.WALKS)
        return "doors" if together else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Handout(config, log)


def pytest_collection_finish():
    """What is loaded by now stays to the end: the rubbish collector need not go through it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session")
def shared_stage(django_db_setup, django_db_blocker, tmp_path_factory):
    stage = Stage(tmp_path_factory.mktemp)
    yield stage
    with django_db_blocker.unblock():
        stage.stand_on([])


@pytest.fixture
def stood_on(request, shared_stage, django_db_blocker, plain_settings):
    """Fresh copies of what stands on the stage for this test, by name."""
    with django_db_blocker.unblock():
        return shared_stage.stand_on(floors(request.node))


@pytest.fixture
def _django_db_helper(stood_on, _django_db_helper):
    """The stage is set before a test's own transaction begins.

    Inside that transaction, which never commits, the record is chained entry by entry.
    """
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS chain IMMEDIATE")


@pytest.fixture
def cast(db, stood_on):
    """Everybody, as fresh instances: made here when this test commits, else long before it on the stage."""
    return stood_on.get("cast") or Cast()


@pytest.fixture
def canary(cast, stood_on):
    """A case in which whatever was said can be told by a word of its own."""
    return stood_on.get("canary") or reviews.canary(cast)


@pytest.fixture
def live(cast, stood_on):
    """A review that is live, as the database has it."""
    return stood_on.get("live") or reviews.live(cast)


@pytest.fixture
def sign_in(cast):
    """A browser in which that person, or whoever in the cast plays that role, has signed in."""

    def find_and_sign_in(who):
        return signed_in(who if isinstance(who, Person) else cast.who(Role(who)))

    return find_and_sign_in


@pytest.fixture
def unlogged():
    """For thousands of requests whose answers alone count: what they log of refusals is not even written."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No page stands long enough for its scripts to pay for being optimised, least of all axe's; what they throw away
    # fits into more room at first, and need not be looked through so often.
    "--js-flags=--no-opt --no-maglev --min-semi-space-size=16 --max-semi-space-size=64",
]
SHARED_MEMORY = Path("/dev/shm")
ROOM_FOR_CHROMIUM = 2**29  # bytes; a container may have less, and Chromium falls over where it runs out


def has_room(folder):
    return folder.is_dir() and shutil.disk_usage(folder).free > ROOM_FOR_CHROMIUM


@pytest.fixture(scope="session")
def chromium():
    """The machine's own browser, started once for every test that needs one: Playwright bears no second start.

    The one without a window where there is one: the other draws a window with all its parts around every page.
    Without either these tests fail: what nobody looked at is not known to be well. `make test` installs them.
    """
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program, "There is no chromium on this machine: make test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=CHROMIUM,
            # Playwright has every picture go through a new file on the disk instead.
            ignore_default_args=["--disable-dev-shm-usage"] if has_room(SHARED_MEMORY) else None,
        )
        yield browser
        browser.close()
