"""Whoever reads what was said of a child, or in confidence, leaves one entry in the record; other reading leaves none.

Which pages these are is not typed here but seen: every text of the database has a mark, and every page that is shown
to somebody signed in is looked through for the marks of what is sensitive. A new page, or a new text of a case, fails
this test until its reading is recorded, or it is decided here that it tells nothing.
"""

import io
import zipfile

import pytest

from partnership.models import Action, Event
from tests.doors.table import COLUMNS, all_doors
from tests.doors.world import undone
from tests.security.planted import marks
from tests.security.walk import read

pytestmark = pytest.mark.shows("S-AUD")

# Beside all texts of cases: those of others that tell of one child, or were said in confidence.
IN_CONFIDENCE = {
    "assurance.CaseGrade",
    "assurance.CaseVoice",
    "assurance.ImmediateConcern",
    "partnership.ChildDeathReport",
    "partnership.Escalation",
    "partnership.EscalationStep",
    "partnership.SubjectRequest",
    "partnership.SurveyText",
    "partnership.VoiceSession",
    "partnership.Withheld",
}
# Texts of cases that say nothing of a child or a family, and why.
TELL_NOTHING = {
    "the offices of those who did something": (
        "AccuracyCheck.signed_off_office", "Attendance.office", "Case.agreed_by_office", "FamilyMember.contact_office",
        "Hold.asked_by_office", "InformationAnswer.signed_off_office", "OtherPartnership.told_by_office",
    ),
    "the register of reviewers, and what they are paid": (
        "Candidate.", "Cost.", "Reference.", "Reviewer.",
    ),
    "names of files and reviews that were chosen for the public": ("Artefact.title", "Review.public_title"),
    "what is agreed for everybody to learn from, and to whom it went": (
        "Briefing.", "Dissemination.", "OutsideReview.",
    ),
    "why a pack was asked for, and who leads elsewhere": ("EvidencePack.reason", "LedElsewhere.partnership"),
    "what only its writer sees": ("ReferralDraft.",),
    "the grade alone": ("CaseGrade.label",),
}  # fmt: skip
# Files that somebody signed in is given without an entry, and why.
GIVEN_FREELY = {
    "figures, lists and plans": (
        "assurance:figures_template", "assurance:round_csv", "assurance:round_xlsx",
        "assurance:timetable_file", "attendance_file", "challenges_file", "decisions_file", "diary_export",
        "meeting_calendar", "work_progress", "reviews:chronology_template",
        "schools:engagements_file", "schools:inspections_table", "schools:notifications_file",
        "schools:register_export", "schools:round_file", "schools:settings_file", "training:booking_calendar",
        "training:charges_file",
        "training:course_evaluation_file", "training:my_learning_file", "training:needs_file",
        "training:programme_file", "training:single_agency_file", "training:training_figures_file",
    ),
    "what the partnership writes for its members or the public": (
        "assurance:audit_draft", "assurance:audit_pdf", "assurance:copy_proof", "assurance:doing_pdf",
        "assurance:letter_pdf", "assurance:presentation_file", "assurance:questionnaire_file", "assurance:report_pdf",
        "assurance:version_pdf", "assurance_file", "certificate", "consultation_file", "highlight_file",
        "information_file", "library_item_file", "policy_version_file", "reviews:briefing_pdf",
        "schools:education_report_pdf", "schools:engagement_document", "schools:printed_letters",
        "training:elsewhere_file", "training:yearly_evaluation_pdf",
    ),
    "an agency's or a school's own answers about itself": (
        "assurance:answers_file", "assurance:print_return", "assurance:print_section", "assurance:reply_file",
        "assurance:section_file", "schools:answer_file", "schools:reply_file",
    ),
    "open papers": ("paper_file",),
}  # fmt: skip
# Pages that were read although nothing of the above stood on them, and why.
READ_ALL_THE_SAME = {
    "child_death_report": "the report of a panel, before it came",
    "paper": "a paper of a restricted item",
    "survey_texts": "what people wrote, while nobody has",
}
# Verbs of entries that tell of a reading. A list or a pack is taken out; all others are read.
READING = ("read", "took", "took out")


def tells(label, field):
    """Whether that text tells something of a child, or was said in confidence."""
    app, model = label.split(".")
    if app != "reviews" and label not in IN_CONFIDENCE:
        return False
    return not any(f"{model}.{field}".startswith(one) for ones in TELL_NOTHING.values() for one in ones)


def tells_of_a_case(label, key):
    """Whether that text is of an action that is restricted, since a case led to it. Files of these are noted."""
    actions = Action.objects.filter(restricted=True)
    if label == "partnership.ActionUpdate":
        return actions.filter(updates=key).exists()
    return label == "partnership.Action" and actions.filter(pk=key).exists()


def words_of(answer):
    """All that it says: of a workbook, what its parts say once they are unpacked."""
    if not answer["Content-Type"].endswith("spreadsheetml.sheet"):
        return answer.body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
        return "".join(book.read(part).decode() for part in book.namelist())


def looked_at(every):
    """Each door through which somebody signed in looks at something, and who first does; or the first of each page."""
    names = set()
    for door in all_doors():
        looks = door.method == "GET" and 200 in door.answers[1:] and door.answer("anonymous") != 200
        if looks and (every or door.name not in names):
            names.add(door.name)
            yield door, COLUMNS[1 + door.answers[1:].index(200)]


def seen(planted, door, who):
    """What was answered, and the entries of reading that came of it."""
    client, address = planted.client(who), planted.address(door)
    with undone():
        before = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        answer = read(client.get(address))
        entries = [one for one in Event.objects.filter(pk__gt=before) if one.verb.startswith(READING)]
    return answer, entries


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long)])
def test_whoever_reads_what_is_sensitive_leaves_one_entry_and_no_word_of_it(planted, every):
    unnoted, wrong, noted = [], [], set()
    freely = {name for names in GIVEN_FREELY.values() for name in names}
    files = set()
    for door, who in looked_at(every):
        answer, entries = seen(planted, door, who)
        shown, is_file = marks(words_of(answer)), not answer["Content-Type"].startswith("text/html")
        told = sorted(
            {
                f"{label}.{field}"
                for label, field, key in shown
                if tells(label, field) or (is_file and tells_of_a_case(label, key))
            }
        )
        if is_file and not entries:
            files.add(door.name)
        if (told and not entries) or (is_file and not entries and door.name not in freely):
            unnoted.append(f"{door} by {who}: {told[:3] or answer['Content-Type']}")
        if entries and not (
            told or is_file or door.name in READ_ALL_THE_SAME or door.name.startswith("reviews:")
        ):
            wrong.append(f"{door} by {who} tells nothing, and was noted")
        person = planted.world.cast.who(who)
        for one in entries:
            noted.add(one.noun)
            said = [mark for mark in marks(f"{one.label} {one.facts} {one.why}") if tells(*mark[:2])]
            if one.actor_id != str(person.pk) or not one.noun_id or said:
                wrong.append(f"{door} by {who}: {one} {said}")
        if len({(one.noun, one.noun_id) for one in entries}) < len(entries):
            wrong.append(f"{door} by {who}: {len(entries)} entries")

    for door in all_doors():
        if door.method == "GET" and door.answer("anonymous") == 200:
            wrong += [f"{door} for anybody: {one}" for one in seen(planted, door, "anonymous")[1]]

    assert not unnoted, "\n".join(unnoted)
    assert not wrong, "\n".join(wrong)
    assert freely - files == set()  # what is decided here is so
    assert noted >= {
        "reviews.case",
        "reviews.evidencepack",
        "partnership.escalation",
        "partnership.subjectrequest",
    }
