"""The account that does the portal's work owns nothing, and can add to the record but neither change nor unguard it."""

import os

import psycopg
import pytest
from django.db import connection
from environ import Env
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from partnership.site import owner
from partnership.site.secrets import Environment

pytestmark = pytest.mark.django_db

NAME, PASSWORD = "portal_application", "of-tests-only"


def account():
    """Its name and password: of the servers that run the tests, else one made here, as these tests' account may."""
    if url := os.environ.get("APPLICATION_DATABASE_URL"):
        parts = Env.db_url_config(url)
        return parts["USER"], parts["PASSWORD"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME])
        if not cursor.fetchone():
            cursor.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
                .format(sql.Identifier(NAME), sql.Literal(PASSWORD))
                .as_string(cursor.cursor)
            )
    return NAME, PASSWORD


@pytest.fixture(scope="module")
def granted(django_db_setup, django_db_blocker):
    """The account, with its grants in the tests' database: they are committed, as another connection needs them."""
    with django_db_blocker.unblock():
        name, password = account()
        owner.grant(name)
        where = connection.settings_dict
        connection.close()
    return {
        "host": where["HOST"], "port": where["PORT"], "dbname": where["NAME"], "user": name, "password": password,
    }  # fmt: skip


@pytest.fixture
def application(granted):
    with psycopg.connect(**granted) as connection:
        yield connection
        connection.rollback()


ADD = """INSERT INTO partnership_event
    (at, actor_id, actor, verb, noun, noun_id, label, facts, why, previous_hash, hash)
    VALUES (now(), '', 'Board officer', 'tried', 'test', '1', 'A test', '{}', '', '', '') RETURNING id"""


def test_the_application_owns_nothing_and_is_no_more_than_itself(application):
    owns, is_more, belongs = application.execute("""
        SELECT (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
                   + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid),
               r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolbypassrls OR r.rolreplication,
               (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)
        FROM pg_roles r WHERE rolname = current_user""").fetchone()

    assert (owns, is_more, belongs) == (0, False, 0)


def test_what_the_application_adds_to_the_record_is_chained(application):
    (number,) = application.execute(ADD).fetchone()
    application.execute("SET CONSTRAINTS chain IMMEDIATE")

    position, chained = application.execute(
        "SELECT position, hash = event_hash(e) FROM partnership_event e WHERE id = %s", [number]
    ).fetchone()
    assert (position > 0, chained) == (True, True)


@pytest.mark.shows("S-AUD")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE partnership_event SET why = 'other'",
        "UPDATE partnership_event SET position = 1, hash = 'other'",
        "DELETE FROM partnership_event",
        "SET portal.flush_allowed = 'yes'; TRUNCATE partnership_event",
        "SELECT * FROM partnership_event FOR UPDATE",
        "ALTER TABLE partnership_event DISABLE TRIGGER ALL",
        "ALTER TABLE partnership_event DISABLE TRIGGER keep",
        "DROP TRIGGER keep ON partnership_event",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION keep_record() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "DROP FUNCTION keep_record() CASCADE",
        "DROP TABLE partnership_event CASCADE",
        "ALTER TABLE partnership_event OWNER TO CURRENT_USER",
        "ALTER TABLE partnership_answer DISABLE TRIGGER frozen",
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE mine (id int); CREATE TRIGGER t AFTER INSERT ON mine EXECUTE FUNCTION chain_event()",
        "COPY partnership_event TO PROGRAM 'cat'",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_can_neither_change_the_record_nor_unguard_anything(application, statement):
    with pytest.raises(InsufficientPrivilege):
        application.execute(statement)


def test_a_secret_may_lie_in_a_file(tmp_path, monkeypatch):
    """Docker and others hand secrets over so; an editor's line end at the end is no part of one."""
    (tmp_path / "key").write_text("from-a-file\n")
    monkeypatch.setenv("A_SECRET", "from-the-environment")
    monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("ANOTHER", "from-the-environment")

    assert (Environment().str("A_SECRET"), Environment().str("ANOTHER")) == (
        "from-a-file",
        "from-the-environment",
    )
