"""What was typed and no rule has looked at lies encrypted: it may name a child."""

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection

from partnership.models import KeptForm
from reviews.models import ReferralDraft

pytestmark = pytest.mark.django_db

NAME = "Canary Nightingale"


def lies_there(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {table}")  # noqa: S608 -- names of ours
        return cursor.fetchone()[0]


@pytest.mark.parametrize("model", ["kept", "draft"])
def test_it_is_read_whole_with_its_key_or_the_one_before_and_by_nobody_without(cast, settings, model):
    if model == "kept":
        typed = [["account", NAME]]
        made = KeptForm.objects.create(person=cast.officer, path="/cases/refer/", fields=typed)
        column = "fields"
    else:
        typed = {"account": {"words": NAME}}
        made = ReferralDraft.objects.create(owner=cast.officer, answers=typed)
        column = "answers"

    assert NAME not in lies_there(made._meta.db_table, column)
    assert getattr(type(made).objects.get(), column) == typed
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-next-key", [settings.SECRET_KEY]
    assert getattr(type(made).objects.get(), column) == typed
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        type(made).objects.get()
