"""Evidence beside an answer: files and links, each with its date, added and taken away while the return is open."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Answer, Evidence
from partnership.operations.documents import keep
from partnership.operations.meanwhile import still_there
from partnership.operations.questionnaires.returns import lock, questions_of
from partnership.operations.record import record
from partnership.rules.questionnaires import applies, check_evidence, check_more_evidence


@transaction.atomic
def add_evidence(
    opened, question, *, by, title, dated_on, until=None, link="", content=None, filename=""
):  # fmt: skip
    """Add one file or one link to the answer of an evidence question. The file is looked into and kept privately."""
    opened = lock(opened)
    question = next((one for one in questions_of(opened) if one.pk == question.pk), None)
    if question is None or question.kind != "evidence":
        raise Refused("That question does not ask for evidence.")
    title, link = title.strip(), link.strip()
    check_evidence(
        title=title,
        link=link,
        has_file=bool(content),
        dated_on=dated_on,
        until=until,
        today=timezone.localdate(),
    )
    there = {answer.question_id: answer for answer in opened.answers.all()}
    if not applies(question, there):
        raise Refused("That question is not asked of you as things stand.")
    answer = there.get(question.pk) or Answer.objects.create(
        assurance_return=opened, question=question, revision=0, saved_by=by
    )
    check_more_evidence(number=answer.evidence.present().count())
    document = None
    if content:
        document = keep(
            content,
            by=by,
            title=title,
            filename=filename,
            download_name=f"{opened.round.reference}-evidence".lower(),
        )
    added = Evidence.objects.create(
        answer=answer,
        title=title,
        document=document,
        link=link,
        dated_on=dated_on,
        until=until,
        added_by=by,
    )
    tell_answer(answer, by)
    record("added evidence", opened, by=by, evidence=added.pk, question=question.code)
    return added


@transaction.atomic
def remove_evidence(evidence, *, by):
    """Take one piece away. What was ever submitted stays with that submission; anything else is gone, file and all."""
    opened = lock(evidence.answer.assurance_return)
    found = Evidence.objects.select_for_update(of=("self",), no_key=True)
    evidence = still_there(found.select_related("answer__question", "document"), evidence)
    if evidence.removed_at:
        return
    answer = evidence.answer
    evidence.removed_at = timezone.now()
    evidence.save(update_fields=["removed_at"])
    tell_answer(answer, by)
    number = evidence.pk
    if not was_ever_submitted(evidence, opened):
        document = evidence.document
        evidence.delete()
        if document and not Evidence.objects.filter(document=document).exists():
            forget(document)
    record("took evidence away", opened, by=by, evidence=number, question=answer.question.code)


def was_ever_submitted(evidence, opened):
    return any(
        evidence.row in one["rows"]
        for version in opened.versions.all()
        for one in version.answers
        if one["code"] == evidence.answer.question.code
    )


def forget(document):
    """A file that nobody ever submitted: its row, and what is stored once that is certain."""
    stored, name = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: stored.delete(name))


def tell_answer(answer, by):
    """The answer says what its evidence is: it is counted, proved and compared by that."""
    answer.rows = [one.row for one in answer.evidence.present().select_related("document")]
    answer.to_review = False
    answer.revision += 1
    answer.saved_by, answer.saved_at = by, timezone.now()
    answer.save(update_fields=["rows", "to_review", "revision", "saved_by", "saved_at"])
