"""Keeping the register of settings that are no schools, and what inspections of them raised."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.operations import actions
from partnership.operations.deadlines import meet, open_deadline
from partnership.operations.organisations import add_organisation
from partnership.operations.record import record
from partnership.rules.childs_detail import check_words
from partnership.rules.plan import check_revision
from schools.models import Setting, SettingFollowUp, SettingIssue, SettingsCount
from schools.operations.engagement import check_keeps
from schools.operations.settings_assurance import address_changed, stop_requests
from schools.rules.settings import FOLLOW_UP, ORGANISATIONS, check_setting

FIELDS = ("urn", "provider", "places", "area", "email", "opened_on")


def lock(setting):
    return (
        Setting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation", "authority")
        .get(pk=setting.pk)
    )


@transaction.atomic
def add_setting(*, by, authority, kind, name, placed_from=(), **given):
    """Bring a setting in, as an organisation of its kind that an authority looks after."""
    check_keeps(by, authority)
    type(authority).objects.select_for_update(no_key=True).get(
        pk=authority.pk
    )  # two who add the same at once
    today = timezone.localdate()
    given = tidy(given)
    check_setting(
        kind=kind, urn=given.get("urn", ""), opened_on=given.get("opened_on"), closed_on=None, today=today
    )
    check_urn(given.get("urn", ""))
    organisation = add_organisation(by=by, name=name, kind=ORGANISATIONS[kind], area="")
    setting = Setting.objects.create(
        organisation=organisation, kind=kind, authority=authority, placed_checked_on=today, **given
    )
    setting.placed_from.set(placed_from)
    record("added", setting, by=by, kind=str(kind), authority=authority.code)
    return setting


def tidy(given):
    kept = {name: given[name] for name in FIELDS if name in given}
    return {name: value.strip() if isinstance(value, str) else value for name, value in kept.items()} | (
        {"urn": given["urn"].replace(" ", "").upper()} if "urn" in given else {}
    )


def check_urn(urn, besides=None):
    if urn and Setting.objects.filter(urn=urn).exclude(pk=besides).exists():
        raise Refused(f"There is already a setting with the Ofsted reference {urn}.")


@transaction.atomic
def change_setting(setting, *, by, seen, placed_from=(), **given):
    """Put right or bring up to date what is known of it; where children are placed counts as looked at today."""
    setting = lock(setting)
    check_revision(seen=str(seen), now=str(setting.revision))
    given, today = tidy(given), timezone.localdate()
    check_setting(
        kind=setting.kind, urn=given.get("urn", ""), opened_on=given.get("opened_on"),
        closed_on=setting.closed_on, today=today,
    )  # fmt: skip
    check_urn(given.get("urn", ""), besides=setting.pk)
    moved = given.get("email", setting.email) != setting.email
    for name, value in given.items():
        setattr(setting, name, value)
    setting.placed_checked_on = today
    setting.revision += 1
    setting.save(update_fields=[*given, "placed_checked_on", "revision"])
    setting.placed_from.set(placed_from)
    if moved:
        address_changed(setting)
    record("changed", setting, by=by)
    return setting


@transaction.atomic
def close_setting(setting, *, by, closed_on, reason):
    """It closes on a day: from then on nothing is asked of it, and what was asked until then ends on that day."""
    setting, today = lock(setting), timezone.localdate()
    if setting.closed_on:
        raise Refused(f"It is already recorded as closed on {setting.closed_on:%-d %B %Y}.")
    if not reason.strip():
        raise Refused("Enter how you know, or why it is closing.")
    check_words(reason)
    check_setting(
        kind=setting.kind, urn=setting.urn, opened_on=setting.opened_on, closed_on=closed_on,
        today=today,
    )  # fmt: skip
    setting.closed_on = closed_on
    setting.revision += 1
    setting.save(update_fields=["closed_on", "revision"])
    if closed_on <= today:
        stop_requests(setting, by=by)
    record("closed", setting, by=by, why=reason.strip(), closed_on=str(closed_on))
    return setting


@transaction.atomic
def reopen_setting(setting, *, by, reason):
    """It does not close after all, or was closed here by mistake: it is asked again. What was stopped stays stopped."""
    setting = lock(setting)
    check_closed(setting)
    if not reason.strip():
        raise Refused("Enter why it is open.")
    check_words(reason)
    closed_on, setting.closed_on = setting.closed_on, None
    setting.revision += 1
    setting.save(update_fields=["closed_on", "revision"])
    record("opened again", setting, by=by, why=reason.strip(), closed_on=str(closed_on))
    return setting


def check_closed(setting):
    if setting.closed_on is None:
        raise Refused("This setting is not recorded as closed or closing.")


# Inspections ----------------------------------------------------------------------------------------------


@transaction.atomic
def record_issue(setting, *, by, inspected_on, outcome, raised, concern):
    """What an inspection raised. Where children looked after are placed, a concern is followed up by a date."""
    setting = lock(setting)
    today = timezone.localdate()
    if inspected_on > today:
        raise Refused("The date must be today or in the past. Enter the date of the inspection.")
    if not raised.strip():
        raise Refused("Enter what the report raised.")
    check_words(outcome, raised)
    there = setting.issues.filter(inspected_on=inspected_on, raised=raised.strip()).first()
    if there:
        return there
    children = setting.placed_from.exists()
    deadline = None
    if children and concern:
        deadline = open_deadline(
            FOLLOW_UP, today, by=by, reference=f"Setting {setting.pk}", path=setting.get_absolute_url(),
            organisation=setting.authority,
        )  # fmt: skip
    issue = SettingIssue.objects.create(
        setting=setting, inspected_on=inspected_on, outcome=outcome.strip(), raised=raised.strip(), concern=concern,
        children_there=children, deadline=deadline, recorded_by=by,
    )  # fmt: skip
    record("recorded an inspection", setting, by=by, issue=issue.pk, concern=concern, children_there=children)
    return issue


def lock_issue(issue):
    issue = (
        SettingIssue.objects.select_for_update(of=("self",), no_key=True)
        .select_related("setting__organisation", "setting__authority", "deadline", "action")
        .get(pk=issue.pk)
    )
    if issue.closed_on:
        raise Refused(f"This was closed on {issue.closed_on:%-d %B %Y}.")
    return issue


@transaction.atomic
def follow_up_issue(issue, *, by, text, late_reason=""):
    """What the authority did about it. The first follow-up meets its date."""
    issue = lock_issue(issue)
    if not text.strip():
        raise Refused("Enter what was done.")
    check_words(text)
    same = issue.follow_ups.filter(text=text.strip(), written_by=by).first()
    if same:
        return same
    if issue.deadline and issue.deadline.outstanding:
        meet(issue.deadline, by=by, late_reason=late_reason)
    followed = SettingFollowUp.objects.create(issue=issue, text=text.strip(), written_by=by)
    record("followed up", issue.setting, by=by, issue=issue.pk)
    return followed


@transaction.atomic
def open_issue_action(issue, *, by, title, target_on):
    """An action for the authority: one of the actions that everybody has."""
    issue = lock_issue(issue)
    if issue.action:
        raise Refused("There is already an open action for this.")
    check_words(title)
    issue.action = actions.open_action(
        by=by, title=title, origin=f"Setting {issue.setting_id}", target_on=target_on,
        organisation=issue.setting.authority, restricted=False,
    )  # fmt: skip
    issue.save(update_fields=["action"])
    return issue.action


@transaction.atomic
def close_issue(issue, *, by, reason):
    """Nothing more is to be done. A concern where children are placed was followed up first."""
    issue = lock_issue(issue)
    if not reason.strip():
        raise Refused("Enter what shows that no more action is needed.")
    check_words(reason)
    if issue.deadline and issue.deadline.outstanding:
        raise Refused(
            "Looked-after children are placed there. Record what was done to follow it up before you close it."
        )
    issue.closed_on, issue.closed_because = timezone.localdate(), reason.strip()
    issue.save(update_fields=["closed_on", "closed_because"])
    record("closed an inspection's issue", issue.setting, by=by, why=reason.strip(), issue=issue.pk)
    return issue


# Through the authority ------------------------------------------------------------------------------------


@transaction.atomic
def give_settings_count(*, by, authority, kind, number, assured, concerns, counted_on, note=""):
    """How many settings of a kind there are, and how many gave the authority their yearly assurance."""
    check_keeps(by, authority)
    if counted_on > timezone.localdate():
        raise Refused("The date must be today or in the past. Enter the date of the count.")
    if assured > number or concerns > number:
        raise Refused("A part cannot be larger than the total number of settings. Check the numbers.")
    check_words(note)
    given = {
        "authority": authority, "kind": kind, "number": number, "assured": assured, "concerns": concerns,
        "counted_on": counted_on, "note": note.strip(),
    }  # fmt: skip
    newest = newest_counts([authority]).get((authority.pk, kind))
    if newest and all(getattr(newest, name) == value for name, value in given.items()):
        return newest
    count = SettingsCount.objects.create(**given, given_by=by)
    record("gave a count of settings", authority, by=by, kind=kind, number=number, assured=assured)
    return count


def newest_counts(authorities):
    """(authority's id, kind) → what was said last, of all these authorities in one query."""
    rows = SettingsCount.objects.filter(authority__in=authorities).order_by("counted_on", "pk")
    return {(row.authority_id, row.kind): row for row in rows}
