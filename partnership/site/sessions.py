"""Sessions as Django keeps them in the database, found by a statement that is written once."""

from datetime import UTC, datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from partnership.models.written import Written

NEVER = datetime(1, 1, 2, tzinfo=UTC)


class SessionStore(db.SessionStore):
    """Each request asks for its session anew: one that was ended elsewhere opens nothing from then on."""

    def _get_session_from_db(self):
        found = known_sessions(self.session_key, timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None


known_sessions = Written(
    lambda key, now: SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now),
    "session-key",
    NEVER,
    plan_once=True,
)
