"""A post office for the tests, which can be told to fail; see `Sink` for what it can be told."""

from contextlib import contextmanager

from django.test import override_settings

from partnership.site.servers.letters import Sink

__all__ = ["Sink", "posting_to"]


@contextmanager
def posting_to(sink, timeout=5):
    """Django posts to this sink by real SMTP, where tests otherwise keep letters in memory."""
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=sink.port,
        EMAIL_HOST_USER="",
        EMAIL_HOST_PASSWORD="",
        EMAIL_USE_TLS=False,
        EMAIL_USE_SSL=False,
        EMAIL_TIMEOUT=timeout,
    ):
        yield sink
