"""Keeping indicators: added, changed, defined anew, retired."""

from django.db import transaction
from django.utils import timezone

from assurance.models import Definition, Figure, Indicator
from assurance.rules.indicators.entries import check_code, check_definition, check_shape
from assurance.rules.indicators.periods import begins_a_period, period_of
from partnership.access import Refused
from partnership.models import Area
from partnership.operations.record import record

# What an indicator is: fixed once a figure stands, because every figure would mean something else.
SHAPE = (
    "unit",
    "frequency",
    "counted",
    "geography",
    "of_children",
    "breakdown",
    "categories",
    "asked_from",
)
WORDS = (
    "name",
    "source",
    "rutland_source",
    "unit_word",
    "polarity",
    "kind",
    "comparators",
    "target",
    "target_words",
    "challenge_question",
    "owner_office",
    "source_words",
    "confirmed",
)


@transaction.atomic
def add_indicator(
    *, by, code, definition, numerator="", denominator="", priorities=(), confirmed=True, source_words="", **fields
):  # fmt: skip
    """A new indicator, with the first version of its definition."""
    code = code.strip().upper()
    check_code(code)
    check(fields)
    fields["asked_from"] = period_of(fields.get("frequency", "quarter"), fields["asked_from"]).starts_on
    if Indicator.objects.filter(code=code).exists():
        raise Refused(f"There is already an indicator {code}. Choose another code.")
    if not definition.strip():
        raise Refused("Enter what is counted.")
    made = Indicator.objects.create(
        code=code, made_by=by, confirmed=confirmed, source_words=source_words, **fields
    )
    made.priorities.set(priorities)
    Definition.objects.create(
        indicator=made, text=definition.strip(), numerator=numerator, denominator=denominator,
        source_words=source_words, confirmed=confirmed, made_by=by,
    )  # fmt: skip
    record("added", made, by=by)
    return made


def check(fields):
    check_shape(
        unit=fields["unit"],
        geography=fields.get("geography", "each"),
        source=fields.get("source"),
        rutland_source=fields.get("rutland_source"),
        categories=fields.get("categories", []),
        breakdown=fields.get("breakdown", ""),
        comparators=fields.get("comparators", []),
    )


def lock(indicator):
    found = Indicator.objects.select_for_update(no_key=True, of=("self",)).get(pk=indicator.pk)
    if found.retired_on and found.retired_on <= timezone.localdate():
        raise Refused(f"It was retired on {found.retired_on:%-d %B %Y}, so it cannot be changed.")
    return found


def has_figures(indicator):
    return Figure.objects.filter(period__indicator=indicator).exists()


@transaction.atomic
def change_indicator(indicator, *, by, seen, priorities=None, **fields):
    """Other words, source or target. What it is stays, once a figure stands."""
    found = lock(indicator)
    if found.revision != int(seen or 0):
        raise Refused(
            "Someone else changed this while you were editing. Check their changes, then save yours again."
        )
    unknown = set(fields) - {*SHAPE, *WORDS}
    if unknown:
        raise TypeError(f"An indicator has no {', '.join(unknown)}.")
    changed = sorted(name for name, value in fields.items() if getattr(found, name) != value)
    if set(changed) & set(SHAPE) and has_figures(found):
        raise Refused(
            "There are already figures, and this would change their meaning. Add a new indicator and retire this one."
        )
    for name in changed:
        setattr(found, name, fields[name])
    check({name: getattr(found, name) for name in (*SHAPE, *WORDS)})
    if set(found.comparators) - {Area.LEICESTER, Area.REGION, Area.ENGLAND}:
        raise Refused("Comparison figures must be from outside Leicestershire and Rutland.")
    if priorities is not None and set(priorities) != set(found.priorities.all()):
        found.priorities.set(priorities)
        changed.append("priorities")
    if changed:
        found.revision += 1
        found.save(update_fields=["revision", *(name for name in changed if name != "priorities")])
        record("changed", found, by=by, what=changed)
    return found


@transaction.atomic
def define_anew(
    indicator, *, by, valid_from, text, numerator="", denominator="", comparable=True, break_because="", source_words=""
):  # fmt: skip
    """A further version of what is counted, from a period on. Not comparable, it begins a new series."""
    found = lock(indicator)
    before = found.definitions.last()
    last = Figure.objects.filter(period__indicator=found).order_by("-period__starts_on").first()
    check_definition(
        text=text,
        comparable=comparable,
        break_because=break_because,
        valid_from=valid_from,
        frequency_begins=begins_a_period(found.frequency, valid_from),
        last_figure=last.period.starts_on if last else None,
        after=before.valid_from or found.asked_from,
    )
    made = Definition.objects.create(
        indicator=found, version=before.version + 1, valid_from=valid_from, text=text.strip(), numerator=numerator,
        denominator=denominator, comparable=comparable, break_because="" if comparable else break_because.strip(),
        source_words=source_words, made_by=by,
    )  # fmt: skip
    record(
        "defined anew", found, by=by, version=made.version, comparable=comparable, valid_from=str(valid_from)
    )
    return made


@transaction.atomic
def retire_indicator(indicator, *, by, retired_on, because):
    """It is no longer asked for from a day on. Its figures stay."""
    found = lock(indicator)
    if not because.strip():
        raise Refused("Enter why you are retiring it.")
    if found.retired_on:
        raise Refused(f"It is already retired from {found.retired_on:%-d %B %Y}.")
    found.retired_on, found.retired_because = retired_on, because.strip()
    found.revision += 1
    found.save(update_fields=["retired_on", "retired_because", "revision"])
    record("retired", found, by=by, why=found.retired_because, retired_on=str(retired_on))
    return found
