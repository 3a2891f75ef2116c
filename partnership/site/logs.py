"""Logs as JSON lines: what happened and where, never who a child is."""

import logging
import re

import structlog

# What PostgreSQL adds to an error: the row that failed, with all that somebody wrote in it.
DETAIL = re.compile(
    r"(?m)^\s*DETAIL:.*?(?=^\s*(?:HINT|CONTEXT):|^(?:The above exception|During handling)|\Z)", re.DOTALL
)


def without_rows(logger, name, entry):
    """An entry whose errors name what was broken, and never what was in it."""
    for key in ("event", "exception"):
        if isinstance(entry.get(key), str) and "DETAIL:" in entry[key]:
            entry[key] = DETAIL.sub("", entry[key]).rstrip()
    return entry


class WithoutAddresses(logging.Filter):
    """Django tells the address that was asked for, which may be a way in: the page's name stands there instead."""

    def filter(self, record):
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            told = path.encode("unicode_escape").decode("ascii")
            place = match.view_name if match else "no page of ours"
            record.args = tuple(place if arg in (path, told) else arg for arg in record.args)
        return True


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    """One JSON object a line, with the request id that `middleware.RequestLog` binds."""

    def __init__(self):
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_rows,
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
