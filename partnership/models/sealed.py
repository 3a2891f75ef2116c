"""Words that lie encrypted in the database, so that neither it nor a backup of it tells them without the keys."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


def box(purpose):
    """Locks with SECRET_KEY, and opens with the keys of before as well; each purpose has keys of its own."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(purpose.encode() + b"\0" + key.encode()).digest()))
        for key in keys
    )


class SealedJSONField(models.JSONField):
    """For what was typed and no rule has looked at: it may name a child. Nothing inside can be searched or constrained.

    The column holds one text; a value from before it was sealed is read as it stands.
    """

    PURPOSE = "typed words"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is not None and not prepared:
            value = box(self.PURPOSE).encrypt(json.dumps(value, cls=DjangoJSONEncoder).encode()).decode()
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        if isinstance(value, str):
            return json.loads(box(self.PURPOSE).decrypt(value.encode()))
        return value
