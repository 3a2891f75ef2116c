"""Every text that the database holds, with an attack in it and a mark that says which text of which row it is."""

import re

from django.apps import apps
from django.db import connection, models

OURS = ("partnership", "reviews", "assurance", "training", "schools")
SHORT = "=zq{column}x%sz'\"><img src=/zq>"
LONG = "=zq{column}x%sz\x0b'\"></title></textarea></style><img src=/zq onerror=alert(1)>"
MARK = re.compile(r"zq(\d+)x(\w+?)z")
LEAST, AMPLE = 60, 110  # characters that a column must hold for the short and the long attack
# Texts that are no words of people: the portal finds, compares or computes by them.
KEPT = {
    *(
        "code",
        "reference",
        "checksum",
        "key",
        "hash",
        "previous_hash",
        "secret_hash",
        "path",
        "file",
        "purpose",
    ),
    *("password", "fingerprint", "html", "content_type", "download_name"),
}
NO_WORDS = (models.SlugField, models.EmailField, models.URLField, models.FileField)


def kept_apart(model):
    """Names of fields that some constraint makes unique together."""
    found = {name for names in model._meta.unique_together for name in names}
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint):
            found |= set(one.fields)
    return found


def columns():
    """(model, field) of every text that people write, in an order that stays."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            apart = kept_apart(model)
            for field in model._meta.concrete_fields:
                if isinstance(field, models.JSONField) or (
                    isinstance(field, (models.CharField, models.TextField))
                    and not isinstance(field, NO_WORDS)
                    and not (field.choices or field.unique or field.primary_key)
                    and field.name not in KEPT | apart
                    and (field.max_length or AMPLE) >= LEAST
                ):
                    yield model, field


COLUMNS = list(columns())


def plant():
    """Put the attack before whatever stands in each of those columns, past the triggers that freeze some of them."""
    tables = sorted({model._meta.db_table for model, _ in COLUMNS})
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for number, (model, field) in enumerate(COLUMNS):
            table, column, key = model._meta.db_table, field.column, model._meta.pk.column
            if isinstance(field, models.JSONField):
                plant_within(model, field, number)
                continue
            most = field.max_length or 10**6
            attack = (LONG if most >= AMPLE else SHORT).format(column=number)
            cursor.execute(  # names of our own tables
                f'UPDATE "{table}" SET "{column}" = left(replace(%s, \'%%s\', "{key}"::text) || "{column}", %s) '  # noqa: S608
                f"WHERE \"{column}\" <> ''",
                [attack, most],
            )
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def plant_within(model, field, number):
    """The same for whatever has more than one word within a JSON column."""
    for key, held in model._base_manager.values_list("pk", field.name):
        attack = SHORT.format(column=number) % key
        changed = with_attack(held, attack)
        if changed != held:
            model._base_manager.filter(pk=key).update(**{field.name: changed})


def with_attack(held, attack):
    if isinstance(held, str):
        return attack + held if " " in held else held
    if isinstance(held, list):
        return [with_attack(one, attack) for one in held]
    return {name: with_attack(one, attack) for name, one in held.items()} if isinstance(held, dict) else held


def marks(text):
    """(model label, field name, key) of every planted text of which a mark stands in that."""
    return {
        (COLUMNS[int(number)][0]._meta.label, COLUMNS[int(number)][1].name, key)
        for number, key in MARK.findall(text)
        if int(number) < len(COLUMNS)
    }
