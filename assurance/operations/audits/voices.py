"""Who was heard of a case, what they said, and what of it may no longer be kept."""

from django.db import transaction
from django.utils import timezone

from assurance.models import CaseVoice
from assurance.operations.audits.sample import check_standing, lock_case
from assurance.operations.audits.state import touch
from assurance.rules.audits import (
    Consent,
    Included,
    Stage,
    check_at,
    check_nameless,
    check_not_quoted,
    check_voice,
    quotes,
)
from partnership.access import Refused
from partnership.operations.meanwhile import still_there
from partnership.operations.record import record


@transaction.atomic
def record_voice(
    case, *, by, whose, included, consent, consent_on=None, said="", not_included_because="", organisation=None
):  # fmt: skip
    """What a practitioner, a parent or carer, or the child said, or why they were not included."""
    case = lock_case(case)
    check_at(case.audit.stage, Stage.AUDITING, Stage.DISCUSSING)
    check_standing(case)
    check_nameless(said, not_included_because)
    check_voice(
        whose=whose, included=included, consent=consent, consent_on=consent_on, said=said,
        because=not_included_because, today=timezone.localdate(),
    )  # fmt: skip
    given = {
        "whose": whose, "included": included, "consent": consent, "consent_on": consent_on, "said": said.strip(),
        "not_included_because": not_included_because.strip(), "organisation": organisation,
    }  # fmt: skip
    if case.voices.filter(**given).exists():
        raise Refused("This is already recorded.")
    voice = CaseVoice.objects.create(case=case, recorded_by=by, **given)
    record("recorded", voice, by=by, audit=case.audit.reference, whose=str(whose), included=str(included))
    return voice


DRAFTS = (
    "the summary",
    "the finding",
    "recommendation",
)  # of these, all can still be changed while it is written


def texts_of(audit):
    """(what it is called, its words) of everything that is written from the cases of an audit."""
    yield "the summary", audit.summary
    for line in audit.lines.all():
        yield f"the finding on line {line.number}", f"{line.finding}\n{line.change_words}"
    for one in audit.recommendations.all():
        yield f"recommendation {one.number}", one.text
    for link in audit.learning_links.select_related("point"):
        yield "a learning point", link.point.text
    for case in audit.cases.prefetch_related("grades"):
        for grade in case.grades.all():
            called = f"the {grade.get_kind_display().lower()} of case {case.reference}"
            yield called, f"{grade.reason}\n{grade.good_practice}"


def quoted_in(voice):
    """Where else in the audit a sentence of what they said stands word for word, once each."""
    texts = texts_of(voice.case.audit)
    return list(dict.fromkeys(called for called, words in texts if quotes(words, voice.said)))


@transaction.atomic
def take_out_voice(voice, *, by, withdrawn, reason):
    """What somebody said is no longer kept: it is gone, and the record says that it was there and why it went.

    `withdrawn`: they no longer agree. They then count as not included, and the page says why. Otherwise it was recorded
    by mistake, and nothing of it stays. Nothing that is still being written may go on quoting it.
    """
    audit = lock_case(voice.case).audit
    voice = still_there(CaseVoice.objects.select_related("case"), voice)
    voice.case.audit = audit
    if not reason.strip():
        raise Refused("Enter why you are taking it out.")
    if withdrawn and voice.included == Included.NO:
        raise Refused("They were not included, so there is nothing they said to take out.")
    check_nameless(reason)
    check_not_quoted(reason, voice.said)
    if withdrawn and audit.stage == Stage.WRITING:
        drafts = [one for one in quoted_in(voice) if one.startswith(DRAFTS)]
        if drafts:
            raise Refused(f"Their words also stand in {' and '.join(drafts)}. Take them out there first.")
    record(
        "took out what somebody said", voice.case, by=by, why=reason.strip(), audit=audit.reference,
        whose=str(voice.whose), withdrawn=withdrawn,
    )  # fmt: skip
    if withdrawn:
        voice.included, voice.said, voice.not_included_because = Included.NO, "", reason.strip()
        voice.consent, voice.consent_on = Consent.WITHDRAWN, None
        voice.save()
    else:
        voice.delete()
    touch(audit)
    return audit
