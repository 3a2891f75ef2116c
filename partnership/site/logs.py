"""Logs as JSON lines: what happened and where, never who a child is."""

import logging
import sys
import traceback

import psycopg
import structlog
from celery.exceptions import SoftTimeLimitExceeded, TimeLimitExceeded
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from django.template import TemplateDoesNotExist

# Errors whose words name code and never what somebody typed. Of all others only the kind is told, and where it was.
SPEAKS_OF_CODE = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    MemoryError,
    NameError,
    RecursionError,
    SoftTimeLimitExceeded,
    TemplateDoesNotExist,
    TimeLimitExceeded,
    TypeError,
)
QUOTES_VALUES = ("22", "42601")  # of PostgreSQL: data that does not fit, and a statement that cannot be read


def told(error):
    """An error without the words of anybody who typed: its kind, and what of its words is ours or the database's."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    said = ""
    if isinstance(error, (DatabaseError, psycopg.Error)):
        said = told_by_database(error if isinstance(error, psycopg.Error) else error.__cause__)
    elif isinstance(error, SPEAKS_OF_CODE):
        said = str(error)
    elif isinstance(error, OSError):
        said = error.strerror or ""
    return f"{kind}: {said}" if said else kind


def told_by_database(error):
    """What was broken, never the row that broke it nor the statement; where nobody answered, all that is known."""
    if not isinstance(error, psycopg.Error):
        return ""
    if error.sqlstate is None:
        return str(error) if isinstance(error, psycopg.OperationalError) else ""
    about = error.diag
    quotes = error.sqlstate.startswith(QUOTES_VALUES)
    parts = (error.sqlstate, "" if quotes else about.message_primary, about.table_name, about.constraint_name)
    return " ".join(part for part in parts if part)


def chain(error):
    """The error and those that led to it, the last first."""
    errors = []
    while error is not None and error not in errors:
        errors.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return errors


def error_of(exc_info):
    """The error itself, in whatever form a logger was given it."""
    if exc_info is True:
        exc_info = sys.exc_info()
    return exc_info[1] if isinstance(exc_info, tuple) else exc_info or None


def without_words(logger, name, entry):
    """An entry whose errors say where they happened and what they are, and never what was typed."""
    error = error_of(entry.pop("exc_info", None))
    if isinstance(error, BaseException):
        errors = chain(error)
        entry["exception"] = "\n\nwhich led to\n\n".join(
            "".join(traceback.format_tb(one.__traceback__)) + told(one) for one in reversed(errors)
        )
        for one in errors:  # some loggers write the error's words into their own
            for words in {repr(one), str(one)} - {""}:
                entry["event"] = str(entry["event"]).replace(words, told(one))
    return entry


class WithoutAddresses(logging.Filter):
    """Django tells the address that was asked for, which may be a way in: the page's name stands there instead.

    An error given as a word of the line is told without what somebody typed.
    """

    def filter(self, record):
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            escaped = path.encode("unicode_escape").decode("ascii")
            place = match.view_name if match else "no page of ours"
            record.args = tuple(place if arg in (path, escaped) else arg for arg in record.args)
        if isinstance(record.args, tuple):
            record.args = tuple(told(arg) if isinstance(arg, BaseException) else arg for arg in record.args)
        return True


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """One JSON object a line, with the request id that `middleware.RequestLog` binds."""

    def __init__(self):
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_words,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        )


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    cache_logger_on_first_use=True,
)
