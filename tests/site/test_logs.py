"""What the portal logs holds nothing that somebody typed, whatever fails and however it is logged."""

import io
import json
import logging

import pytest
from django.db import DataError, connection, transaction
from gunicorn.config import Config

from partnership.site.logs import JsonFormatter, WithoutAddresses
from partnership.site.web_server_log import WebServerLog

NAME = "Canary Nightingale"


@pytest.fixture
def log():
    """A logger that writes as the portal's does, and what it wrote."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(WithoutAddresses())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.written = written
    return logger


def chained():
    try:
        try:
            int(NAME)
        except ValueError as first:
            raise KeyError(NAME) from first
    except KeyError:
        return {}[NAME]


def unanswered():
    raise ConnectionRefusedError(111, "Connection refused", NAME)


@pytest.mark.shows("S-ERR")
@pytest.mark.parametrize(
    ("fails", "says"),
    [
        (lambda: int(NAME), "ValueError"),
        (chained, "which led to"),
        (lambda: NAME.encode("ascii").decode("ascii") and f"{NAME} é".encode("ascii"), "UnicodeEncodeError"),
        (lambda: json.loads(f'{{"{NAME}'), "JSONDecodeError"),
        (unanswered, "Connection refused"),
        (lambda: None.name, "no attribute 'name'"),
    ],
)
def test_an_error_is_told_without_its_words_however_it_is_logged(log, fails, says):
    try:
        fails()
    except Exception as error:
        log.exception("It failed")
        log.error("It failed: %s", error)
        log.error("Task failed: %(exc)s", {"exc": repr(error)}, exc_info=error)  # as Celery does

    lines = log.written.getvalue().splitlines()
    assert len(lines) == 3
    assert NAME.split()[0] not in log.written.getvalue()
    assert says in json.loads(lines[0])["exception"]
    assert "test_logs.py" in json.loads(lines[0])["exception"]


def test_a_failing_statement_is_told_without_its_values(db, log):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::bigint", [NAME])
    except DataError:
        log.exception("It failed")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT no_such_column FROM partnership_person WHERE name = '{NAME}'")  # noqa: S608
    except Exception:
        log.exception("It failed")

    said = log.written.getvalue()
    assert NAME not in said
    assert "22P02" in said
    assert "no_such_column" in said


def test_one_entry_is_one_line_whatever_it_holds(log):
    log.error("Somebody said %s", 'a\r\n{"event": "forged", "level": "info"}\u2028\x1b[2J')

    (line,) = log.written.getvalue().splitlines()
    assert json.loads(line)["event"].startswith("Somebody said a\r\n")
    assert line.isascii()


def test_the_web_servers_own_lines_hold_no_address(capsys):
    log = WebServerLog(Config())
    log.warning(f"Invalid request from ip=10.0.0.1: Invalid HTTP request line: 'GET /search/?q={NAME}'")
    try:
        raise SystemExit(NAME)
    except SystemExit:
        log.exception("Error handling request %s", f"/search/?q={NAME}")

    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["event"] for line in lines] == [
        "A request that is none of HTTP",
        "Error handling a request",
    ]
    assert NAME not in "".join(lines)
