"""Seeking assurance from settings: asked by a letter with a link, chased, answered once, judged."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Refused
from partnership.models import Letter
from partnership.operations import documents, links
from partnership.operations.deadlines import end, meet, open_fixed
from partnership.operations.letters import cancel_waiting, promise
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from schools.models import AssuranceRequest, Setting
from schools.rules.settings import ANSWER, CHASED, check_request

PURPOSE = "answer for a setting"


# Asking ---------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_assurance(*, by, settings, question, due_on, because=""):
    """Ask each of these settings the same, by one day. Staff ask those themselves that have no address."""
    today = timezone.localdate()
    check_words(question, because)
    locked = (
        Setting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .filter(pk__in=[one.pk for one in settings])
        .order_by("pk")
    )
    asked = []
    for setting in locked:
        check_request(question=question, due_on=due_on, today=today, is_open=setting.is_open(today))
        same = setting.requests.filter(
            question=question.strip(), answered_on=None, stopped_because=""
        ).first()
        asked.append(
            same or ask(setting, by=by, question=question, due_on=due_on, because=because, today=today)
        )
    if not asked:
        raise Refused("Select at least one setting.")
    return asked


def ask(setting, *, by, question, due_on, because, today):
    reference = f"SA-{setting.pk}-{setting.requests.count() + 1}"
    deadline = open_fixed(
        ANSWER.duty, ANSWER.label, due_on, by=by, rule="The date asked for", source=ANSWER.source,
        reference=reference, path="", organisation=setting.organisation, starts_on=today,
    )  # fmt: skip
    request = AssuranceRequest.objects.create(
        setting=setting, reference=reference, question=question.strip(), because=because.strip(),
        deadline=deadline, sent_to=setting.email, asked_by=by,
    )  # fmt: skip
    deadline.path = request.get_absolute_url()
    deadline.save(update_fields=["path"])
    write(request, "asked", "Please give us your assurance", due_on)
    record("asked for assurance", setting, by=by, request=request.reference, due_on=str(due_on))
    return request


def key_of(request, stage):
    return f"setting:{request.pk}:{stage}"


def write(request, stage, subject, due_on):
    """One letter of this stage to the setting's address, with its link; nothing where it has no address."""
    if not request.sent_to:
        return None
    return promise(
        "asked", key_of(request, stage), to=request.sent_to, subject=f"{subject}: {request.reference}",
        reference=request.reference, label="Written assurance about safeguarding", due_on=due_on, secret=True,
        path=reverse("answer_setting", args=[links.make(PURPOSE, request.pk, request.sent_to)]),
    )  # fmt: skip


def lock(request):
    request = (
        AssuranceRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("setting__organisation", "setting__authority", "deadline")
        .get(pk=request.pk)
    )
    return request


def check_waits(request):
    if request.answered_on:
        raise Refused(f"This was answered on {request.answered_on:%-d %B %Y}.")
    if request.stopped_because:
        raise Refused(f"This is no longer needed: {request.stopped_because}")


def address_changed(setting):
    """What waits is asked of the new address, with a link of its own; the old one’s opens nothing any more."""
    for request in setting.requests.filter(answered_on=None, stopped_because="").select_related("deadline"):
        request.sent_to = setting.email
        request.save(update_fields=["sent_to"])
        cancel_waiting(key_of(request, ""), "The address it was sent to is no longer in use")
        stage = f"asked:{setting.revision}"
        write(request, stage, "Please give us your assurance", request.deadline.due_on)


def stop_requests(setting, *, by):
    """The setting closed, so nothing is waited for any more."""
    for request in setting.requests.filter(answered_on=None, stopped_because="").select_related("deadline"):
        request.stopped_because = "The setting closed."
        request.save(update_fields=["stopped_because"])
        end(request.deadline, by=by, reason="The setting closed.")


def stop_on_closing_day(today=None):
    """What was asked of a setting goes on until the day on which it closes, and then ends. Safe to repeat; how many."""
    today = today or timezone.localdate()
    closed = Setting.objects.filter(
        closed_on__lte=today, requests__answered_on=None, requests__stopped_because="", requests__isnull=False
    )
    stopped = list(closed.order_by("pk").values_list("pk", flat=True).distinct())
    for pk in stopped:
        with transaction.atomic():
            setting = Setting.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
            if setting.closed_on and setting.closed_on <= today:
                stop_requests(setting, by=None)
    return len(stopped)


@transaction.atomic
def chase_request(request, *, by):
    """Write to the setting once more, today at most once."""
    request = lock(request)
    check_waits(request)
    stage = f"chased:{timezone.localdate()}"
    if Letter.objects.filter(key=key_of(request, stage)).exists():
        return request
    if not request.setting.email:
        raise Refused("There is no email address for this setting. Add one, or phone them.")
    request.chased += 1
    request.sent_to = request.setting.email
    request.save(update_fields=["chased", "sent_to"])
    write(request, stage, "We are waiting for your assurance", request.deadline.due_on)
    record("chased", request.setting, by=by, request=request.reference)
    return request


def chase_settings(today=None):
    """Write each waiting setting the most urgent letter that its date asks for, once. Safe to repeat; how many."""
    today = today or timezone.localdate()
    first = min(days for _, days, _ in CHASED)
    waiting = AssuranceRequest.objects.filter(
        answered_on=None, stopped_because="", deadline__due_on__lte=today - timedelta(first)
    ).exclude(sent_to="")
    written = 0
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            request = lock(AssuranceRequest(pk=pk))
            if request.waits:
                written += chase_by_date(request, today)
    return written


def chase_by_date(request, today):
    due_on = request.deadline.due_on
    reached = [one for one in CHASED if today >= due_on + timedelta(one[1])]
    asked_on = timezone.localdate(request.asked_at)
    stage, days, subject = reached[-1]
    if due_on + timedelta(days) <= asked_on:  # asked with little time: the first letter said all
        return 0
    if Letter.objects.filter(key=key_of(request, stage)).exists():
        return 0
    write(request, stage, subject, due_on)
    return 1


def next_letter(request, today):
    """The day of the next letter that goes by itself, or None."""
    if not (request.waits and request.sent_to):
        return None
    asked_on, due_on = timezone.localdate(request.asked_at), request.deadline.due_on
    ahead = [due_on + timedelta(days) for _, days, _ in CHASED]
    return next((day for day in ahead if day > max(today, asked_on)), None)


# Answering ------------------------------------------------------------------------------------------------


def find_by_link(secret):
    """(the request behind a secret, whether it may still be answered); (None, False) where there is none."""
    link = links.read(PURPOSE, secret)
    if link is None:
        return None, False
    request = (
        AssuranceRequest.objects.select_related("setting__organisation", "deadline")
        .filter(pk=link.about)
        .first()
    )
    if request is None or link.to != request.sent_to.lower():
        return None, False
    return request, request.waits


@transaction.atomic
def answer_setting(request, *, office, answer, content=None, filename=""):
    """The setting's own answer, by the link that it was sent. It stands from now on."""
    request = lock(request)
    check_waits(request)
    return take(
        request, by=None, how=AssuranceRequest.How.LINK, office=office, answer=answer, content=content,
        filename=filename, answered_on=timezone.localdate(), late_reason="It came late, by the link.",
    )  # fmt: skip


@transaction.atomic
def record_answer(
    request, *, by, how, office, answered_on, answer, content=None, filename="", late_reason=""
):
    """An answer that came otherwise, as staff take it down."""
    request = lock(request)
    check_waits(request)
    return take(
        request, by=by, how=how, office=office, answer=answer, content=content, filename=filename,
        answered_on=answered_on, late_reason=late_reason or "It came late.",
    )  # fmt: skip


def take(request, *, by, how, office, answer, content, filename, answered_on, late_reason):
    if not answer.strip():
        raise Refused("Enter the answer, or a sentence saying what the file covers.")
    if not office.strip():
        raise Refused("Enter the office of the person answering, such as registered manager.")
    check_words(office, answer)
    document = None
    if content:
        document = documents.keep(
            content, by=by, title=f"Answer {request.reference}", filename=filename,
            download_name=f"answer-{request.reference.lower()}",
        )  # fmt: skip
    meet(request.deadline, by=by, done_on=answered_on, late_reason=late_reason)
    request.answered_on, request.answered_how = answered_on, how
    request.answered_office, request.answer = office.strip(), answer.strip()
    request.document, request.taken_down_by = document, by
    request.save(
        update_fields=[
            "answered_on", "answered_how", "answered_office", "answer", "document", "taken_down_by",
        ]
    )  # fmt: skip
    record("answered", request.setting, by=by, request=request.reference, how=str(how))
    return request


@transaction.atomic
def judge_answer(request, *, by, judged, judged_why):
    """What whoever asked makes of the answer."""
    request = lock(request)
    if request.answered_on is None:
        raise Refused("There is no answer yet to judge.")
    if judged != AssuranceRequest.Judged.ASSURED and not judged_why.strip():
        raise Refused("Enter what is missing and what happens next.")
    check_words(judged_why)
    request.judged, request.judged_why = judged, judged_why.strip()
    request.judged_by, request.judged_on = by, timezone.localdate()
    request.save(update_fields=["judged", "judged_why", "judged_by", "judged_on"])
    record("judged", request.setting, by=by, request=request.reference, judged=str(judged))
    return request


@transaction.atomic
def stop_request(request, *, by, reason):
    """Request stopped."""
    request = lock(request)
    check_waits(request)
    if not reason.strip():
        raise Refused("Enter why it is no longer needed.")
    check_words(reason)
    request.stopped_because = reason.strip()
    request.save(update_fields=["stopped_because"])
    end(request.deadline, by=by, reason=reason.strip())
    record("stopped asking", request.setting, by=by, why=reason.strip(), request=request.reference)
    return request
