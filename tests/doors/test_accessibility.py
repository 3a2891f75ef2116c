"""Every page of the doors table in a real browser: WCAG 2.2 AA by axe, 320 pixels wide, valid HTML, errors and all."""

from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from partnership.models import Person
from tests.doors.looking import AGAIN, Look
from tests.doors.sent import Pages
from tests.doors.table import COLUMNS, all_doors
from tests.factories.assurance import answered
from tests.factories.browser import signed_in

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]

# Addresses of the table whose GET shows no page, and why.
NO_PAGE = {
    "letter_sheet": "a letter, with the style that it brings along",
    "library_item_file": "a file",
    "work_progress": "JSON for the progress display",
    "clear_address": "a button's POST",
    "back_to_shipped_words": "a button's POST",
    "openid_connect_login": "goes on to the organisation, where one is configured",
    "openid_connect_callback": "comes back from it, and goes on",
    "put_library_item_forward": "a button's POST",
    "let_library_item_out": "a button's POST",
    "public:library_feed": "a feed",
    "public:policies_feed": "a feed",
    "public:yearly_reports_feed": "a feed",
    "public:robots": "a text for search engines",
    "public:security_txt": "a text for who looks for weaknesses",
    "public:sitemap": "a list for search engines",
    "public:library_file": "a file",
    "bring_steps_back": "a button's POST",
    "put_steps_away": "a button's POST",
    "send_kept_form": "a button's POST",
    "sign_out_everywhere": "a button's POST",
    "sign_out_there": "a button's POST",
    "stay_signed_in": "a button's POST",
    "throw_kept_form_away": "a button's POST",
    "training:course_evaluation_file": "a file",
    "training:start_yearly_evaluation": "a button's POST",
    "training:gather_yearly_evaluation": "a button's POST",
    "training:put_yearly_evaluation": "a button's POST",
    "training:return_yearly_evaluation": "a button's POST",
    "training:agree_yearly_evaluation": "a button's POST",
    "training:booking_calendar": "a calendar's file",
    "training:charges_file": "a file",
    "training:confirm_place": "a button's POST",
    "training:places_file": "a file",
    "training:remove_domain": "a button's POST",
    "training:take_offer": "a button's POST",
    "schools:print_school_return": "a PDF",
    "schools:round_file": "a file",
    "schools:engagement_document": "a file",
    "schools:draft_report": "a button's POST",
    "schools:education_report_pdf": "a PDF",
    "schools:engagements_file": "a file",
    "schools:answer_file": "a file",
    "schools:chase_request": "a button's POST",
    "schools:notifications_file": "a file",
    "schools:settings_file": "a file",
    "assurance:agree_rest": "a button's POST",
    "assurance:approve_letter": "a button's POST",
    "assurance:close_event": "a button's POST",
    "assurance:draft_letter": "a button's POST",
    "assurance:draft_letters": "a button's POST",
    "assurance:draw_sample": "a form's POST, on the page of the verification",
    "assurance:drop_sample": "a button's POST",
    "assurance:invite_agencies": "a button's POST",
    "assurance:letter_pdf": "a PDF",
    "assurance:presentation_file": "a file",
    "assurance:reopen_letter": "a button's POST",
    "assurance:reply_file": "a file",
    "assurance:send_letter": "a button's POST",
    "assurance:send_letters": "a button's POST",
    "assurance:verify_return": "a button's POST",
    "assurance:verify_round": "a button's POST",
    "assurance:indicators_file": "a file",
    "assurance:figures_template": "a file",
    "assurance:indicator_quarter_pdf": "a PDF",
    "assurance:evidence_file": "a file",
    "assurance:remove_evidence": "a button's POST",
    "assurance:stand_by": "a button's POST",
    "assurance:print_return": "a file",
    "assurance:print_section": "a file",
    "assurance:answers_file": "a file",
    "assurance:section_file": "a file",
    "assurance:withdraw_section": "a button's POST",
    "assurance:finish_section": "a button's POST",
    "agree_case_cost": "a button's POST",
    "ask_for_budget_approval": "a button's POST",
    "certificate": "a file",
    "close_year": "a button's POST",
    "make_package": "a button's POST",
    "money_file": "a file",
    "records_file": "a file",
    "accept_cycle": "a button's POST",
    "allow_late": "a button's POST",
    "ask_for_packs": "a button's POST",
    "bring_standing_items": "a button's POST",
    "drop_cycle": "a button's POST",
    "invite_newcomers": "a button's POST",
    "lead_by_young_people": "a button's POST",
    "meeting_calendar": "an .ics file",
    "pack_file": "a PDF",
    "paper_file": "a PDF",
    "remove_item": "a button's POST",
    "reopen_days": "a button's POST",
    "shift_item": "a button's POST",
    "action_file": "a file",
    "assurance:analysis_file": "a file",
    "assurance:chase_all": "a button's POST",
    "assurance:discard_planned": "a button's POST",
    "assurance:open_planned": "a button's POST",
    "assurance:round_xlsx": "an Excel file",
    "assurance:arrange_questions": "a button's POST",
    "assurance:audit_draft": "a PDF",
    "assurance:audit_pdf": "a PDF",
    "assurance:autosave": "a script saves a draft by POST",
    "assurance:begin_writing": "a button's POST",
    "assurance:chase_auditors": "a button's POST",
    "assurance:doing_pdf": "a PDF",
    "assurance:gather_doing": "a button's POST",
    "assurance:discard_scale": "a button's POST",
    "assurance:next_version": "a button's POST",
    "assurance:offer_questionnaire": "a button's POST",
    "assurance:questionnaire_file": "a file",
    "assurance:take_back_questionnaire": "a button's POST",
    "assurance:gather_report": "a button's POST",
    "assurance:remind": "a button's POST",
    "assurance:move_section": "a button's POST",
    "assurance:restore_text": "a button's POST",
    "assurance:bring_back_section": "a button's POST",
    "assurance:copy_proof": "a file",
    "assurance:say_nothing_on_report": "a button's POST",
    "assurance:close_comments": "a button's POST",
    "assurance:keep_version": "a button's POST",
    "assurance:print_version": "a button's POST",
    "assurance:version_pdf": "a PDF",
    "assurance:put_companion_forward": "a button's POST",
    "assurance:print_companion": "a button's POST",
    "assurance:let_companion_out": "a button's POST",
    "assurance:companion_pdf": "a PDF",
    "assurance:send_tools": "a button's POST",
    "assurance:timetable_file": "a file",
    "assurance:timetable_pdf": "a PDF",
    "assurance:render_report": "a button's POST",
    "assurance:report_pdf": "a PDF",
    "assurance:round_csv": "a CSV file",
    "calendar_feed": "a calendar file",
    "challenges_file": "a file",
    "consultation_file": "a PDF",
    "discard_terms": "a button's POST",
    "drop_power": "a button's POST",
    "assurance_file": "a file",
    "child_death_file": "a file",
    "download_log": "a file",
    "delete_view": "a button's POST",
    "diary_export": "a file",
    "healthz": "one line for machines",
    "highlight_file": "a file",
    "information_file": "a file",
    "invite_again": "a button's POST",
    "make_feed": "a button's POST",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "JSON for the passkey's script; a browser is led to the sign-in page",
    "load_dispute_policies": "a button's POST",
    "policy_version_file": "a PDF",
    "public:artefact": "a PDF",
    "publish_terms": "a button's POST",
    "public:policy_file": "a PDF",
    "public:reviews_feed": "an Atom feed",
    "public:companion_pdf": "a PDF",
    "public:yearly_report_pdf": "a PDF",
    "receive_highlight": "a button's POST",
    "reviews:accuracy_draft": "a PDF",
    "reviews:agree_briefing": "a button's POST",
    "reviews:artefact_file": "a PDF",
    "reviews:ask_for_approval": "a button's POST",
    "reviews:autosave": "a script saves a draft by POST",
    "reviews:change_answer": "a button's POST",
    "reviews:chronology_csv": "a CSV file",
    "reviews:chronology_template": "a file to fill in",
    "reviews:draft_file": "a PDF",
    "reviews:drop_change": "a button's POST",
    "reviews:lift_hold": "a button's POST",
    "reviews:local_review_file": "a file",
    "reviews:remove_row": "a button's POST",
    "reviews:told_the_panel": "a file",
    "reviews:briefing_pdf": "a PDF",
    "reviews:evidence_file": "a zip file",
    "reviews:panel_file": "a file",
    "reviews:report_file": "a PDF",
    "reviews:put_forward": "a button's POST",
    "reviews:request_file": "a PDF",
    "reviews:unshare_paper": "a button's POST",
    "save_view": "a button's POST",
    "say_nothing": "a button's POST",
    "schools:apply_register": "a button's POST",
    "schools:compare_again": "a button's POST",
    "schools:contacts_export": "a file",
    "schools:drop_register": "a button's POST",
    "schools:chase_letter": "a file",
    "schools:inspections_table": "a file",
    "schools:print_letters": "a button's POST",
    "schools:printed_letters": "a file",
    "schools:reply_file": "a file",
    "schools:register_export": "a file",
    "settle_consultation": "a button's POST",
    "start": "a button's POST",
    "start_version": "a button's POST",
    "verify": "a button's POST",
    "verify_record": "a button's POST",
    "withdraw_feed": "a button's POST",
    "let_said_out": "a button's POST",
    "open_survey": "a button's POST",
    "put_said_forward": "a button's POST",
    "session_file": "a picture",
    "survey_csv": "a CSV file",
    "acknowledge_minutes": "a button's POST",
    "attendance_file": "a file for a spreadsheet",
    "autosave_item": "a script saves a draft by POST",
    "circulate_minutes": "a button's POST",
    "decisions_file": "a file for a spreadsheet",
    "minutes_pdf": "a PDF",
    "send_to_chair": "a button's POST",
    "take_back_minutes": "a button's POST",
    "begin_consultation": "a button's POST",
    "let_plan_out": "a button's POST",
    "let_quarter_out": "a button's POST",
    "plan_pdf": "a PDF",
    "plan_summary_pdf": "a PDF",
    "public:plan_file": "a PDF",
    "put_plan_forward": "a button's POST",
    "put_quarter_forward": "a button's POST",
    "guest_certificate": "a PDF",
    "training:certificate_pdf": "a PDF",
    "training:yearly_evaluation_pdf": "a PDF",
    "training:elsewhere_file": "a file",
    "training:mark": "a button's POST",
    "training:mark_rest": "a button's POST",
    "training:my_learning_file": "a file",
    "training:register_sheet": "a PDF",
    "training:begin_scoring": "a button's POST",
    "training:carry_need": "a button's POST",
    "training:gather_needs": "a button's POST",
    "training:needs_file": "a file for a spreadsheet",
    "training:needs_pdf": "a PDF",
    "training:offer_course": "a button's POST",
    "training:open_session": "a button's POST",
    "training:programme_file": "a file for a spreadsheet",
    "training:start_programme": "a button's POST",
    "training:single_agency_file": "a file",
    "training:take_off": "a button's POST",
    "training:training_figures_file": "a file",
}
# Pages that nobody in the table's world gets to: they are walked to below.
BESIDE_THE_TABLE = {
    "account_change_password",
    "account_reauthenticate",
    "assurance:agree_doing",
    "assurance:submit",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "training:agree_needs",
    "training:agree_programme",
    "second_factor",
}
# Forms that may be sent as they come, and why.
MAY_BE_SENT_AS_THEY_COME = {
    "change_library_item": "the item as it is",
    "schools:invite_lead": "the lead whom the portal knows is invited",
    "schools:keep_contacts": "the contacts as they are",
    "training:register form 1": "a row as it is marked",
    "training:set_evaluation": "what is asked already",
    "training:change_booking": "the place as it is",
    "training:write_yearly_evaluation": "the words as they are",
    "schools:change_engagement": "what took place as it is",
    "schools:change_setting": "the setting as it is",
    "schools:write_section": "emptied, what the data say stands",
    "assurance:change_planned": "a draft round is kept however little it says",
    "assurance:round": "where nobody is ticked nobody is written to, and the page says so",
    "assurance:change_indicator": "the indicator as it is",
    "assurance:change_recommendation": "the recommendation as it is",
    "assurance:change_doing_evidence": "the evidence as it is",
    "assurance:give_figures": "figures as they stand: nothing changes, and the page says so",
    "assurance:acknowledge_letter": "that it was read is enough",
    "assurance:change_event": "the event as it is",
    "assurance:moderate": "the scores as they are",
    "assurance:move_slot": "the time as it is",
    "assurance:reply_scores": "a draft is kept however little it says",
    "assurance:share_scores": "no panel need have agreed the scores",
    "acting_as": "all one's roles, or those chosen before",
    "ask_highlights": "the groups and the day that the portal proposes",
    "write_terms": "the terms as they are",
    "adjust_row": "the meeting as it is proposed",
    "change_item": "the item as it is",
    "change_view": "the view as it is",
    "set_habit": "the habit that the group has",
    "update_actions": "where nothing is typed nothing changes, and the page says so",
    "forecast": "a forecast may be empty",
    "plan_headings": "the plan as it is",
    "receive_income": "today, as the page proposes",
    "receive_payment": "what is outstanding, today, as the page proposes",
    "set_limits": "the limits as they are",
    "share_out": "the shares as they are",
    "write_highlight": "it may be saved half written",
    "assurance:describe_case": "the bands as they are",
    "assurance:section": "a draft is kept however little it says",
    "assurance:change_question": "the question as it is",
    "assurance:change_question_section": "the section as it is",
    "assurance:change_scale": "the scale as it is",
    "assurance:write_questionnaire": "the questionnaire as it is",
    "assurance:report_versions": "a draft may be kept without a note",
    "assurance:write_companion": "the text as it is",
    "assurance:write_audit": "the audit as it is",
    "assurance:write_audit_summary": "the summary as it is",
    "assurance:write_finding": "the finding as it is",
    "assurance:write_section": "a text that is there already, or none yet",
    "change_policy": "the entry as it is",
    "end_appointment": "from today, and a reason may be left out",
    "mfa_edit_webauthn": "the name that the device has",
    "my_post": "what the person chose before",
    "publish_policy": "from today, as the page proposes",
    "reviews:amend_meeting": "the meeting as it is",
    "reviews:answer_actions": "a draft is kept however little it says",
    "reviews:answer_identity": "a draft is kept however little it says",
    "reviews:answer_learning": "a draft is kept however little it says",
    "reviews:answer_summary": "a draft is kept however little it says",
    "reviews:ask_conflict": "what was declared before",
    "reviews:assess_work": "what was found before",
    "reviews:begin_review": "an appointment need not have a last day",
    "reviews:change_family_member": "who it is already",
    "reviews:change_reviewer": "the entry as it is",
    "reviews:change_row": "the row as it is",
    "reviews:chase": "a letter is the usual way",
    "reviews:describe": "what is known already",
    "reviews:describe_child": "what is known already",
    "reviews:draft": "a draft is kept however little it says",
    "reviews:interview": "what was recorded before",
    "reviews:keep_notes": "notes may be empty",
    "reviews:link_repository": "no link, or the one there is",
    "reviews:make_report": "the report is made again from what is recorded",
    "reviews:name_review": "the title that the review has",
    "reviews:write_briefing": "a text that is there already",
    "reviews:schedule": "the day and hour that the portal proposes",
    "reviews:shortlist": "what was decided before",
    "reviews:upload_rows form 1": "the wrong rows as they are",
    "write_version": "the text as it is; a draft may say nothing yet",
    "answer_said": "the answer that there is",
    "choose_breakdown": "what was chosen before",
    "write_survey": "the questions as they are",
    "amend_decision": "the decision as it is",
    "close_circular": "the question's own words",
    "confirm_minutes": "nothing had to be put right",
    "record_attendance": "who was expected, or what was recorded before",
    "rule_on_quorum": "what was ruled before",
    "write_item": "a draft is kept however little it says",
    "write_edition": "the draft as it is",
    "write_plan": "the plan as it is",
    "write_priority": "the priority as it is",
    "write_progress": "what was written before",
    "training:change_commission": "the record as it is",
    "training:change_course": "the course as it is",
    "training:change_need": "the need as it is",
    "training:change_trainer": "what the pool says of them",
    "training:change_venue": "the venue as it is",
    "training:introduce_needs": "an introduction may say nothing yet",
    "training:pick_evidence": "what was picked before",
    "training:plan_need": "what the need is given",
    "training:write_programme": "the budget and margin as they are",
    "training:confirm_elsewhere": "it counts, and stands in for none of our courses",
}
# One page of the table that looks different as things move on: every row's arguments, and these.
STAGES = {
    "reviews:case": [
        "screening", "answered_case", "drafted_case", "recommended_case", "decided_case", "waiting_case",
        "agreed_case", "reviewed_case", "live.review.case", "withdrawn.review.case",
        "led_elsewhere", "found_case", "reported.case", "national", "asked_again", "opened_again",
    ],
    "reviews:artefact": ["placed.artefact", "others", "scheduled", "live", "withdrawn"],
}  # fmt: skip
REFUSALS = (403, 404, 409, 410)
ERROR_TEMPLATES = ("400.html", "403_csrf.html", "413.html", "429.html", "500.html", "503.html")
MADE_WRONG = b"<!doctype html><html lang=en-GB><title>Twice</title><p id=a>One<p id=a>Two"
PASSWORD = "three words together"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def look(chromium, live_server, settings, world, tmp_path_factory):
    settings.SITE_URL = live_server.url
    cache.clear()
    look = Look(chromium, live_server.url, world, Pages(tmp_path_factory.mktemp("pages")))
    yield look
    look.close()


def first_doors(status):
    """For each address the first row and the first column that is answered so."""
    doors = {}
    for door in all_doors():
        if door.method == "GET" and status in door.answers:
            doors.setdefault(door.name, (door, COLUMNS[door.answers.index(status)]))
    return doors


def path_of(door, world):
    return reverse(door.name, kwargs={key: world.value(value) for key, value in door.arguments})


def walk_the_table(look):
    """Each page once, as the first in the table who may open it; then its forms with nothing typed."""
    pages = {name: one for name, one in first_doors(200).items() if name not in NO_PAGE}
    for name, (door, who) in pages.items():
        page, path = look.page_of(who), path_of(door, look.world)
        if look.visit(page, path, name):
            look.press_all(page, path, name)
    return set(pages)


def walk_the_stages(look):
    """Pages that differ by who looks, or by how far things have come: the home of each role, cases, files."""
    for role in COLUMNS[1:]:
        look.visit(look.page_of(role), reverse("home"), f"home of {role}")
    for name, things in STAGES.items():
        for thing in things:
            path = reverse(name, args=[look.world.value(f"{thing}.pk")])
            look.visit(look.page_of("board_manager"), path, f"{name} of {thing}", options=AGAIN)
    firsts = [door for door, _ in first_doors(200).values()]
    for door in all_doors():
        if door.method == "GET" and 200 in door.answers and door.name not in NO_PAGE and door not in firsts:
            who = COLUMNS[door.answers.index(200)]
            look.visit(look.page_of(who), path_of(door, look.world), str(door), options=None)


def walk_the_refusals(look):
    for status in REFUSALS:
        door, who = next(iter(first_doors(status).values()))
        look.visit(look.page_of(who), path_of(door, look.world), f"the page of a {status}", status)
    page = look.page_of("anonymous")
    for template in ERROR_TEMPLATES:
        look.visit_drawn(page, render_to_string(template), template)


def walk_the_second_factor(look):
    """Somebody with a password and nothing else adds an app, codes and a passkey, and comes back."""
    person, walked = look.world.with_password, set()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    page = look.page_with(client)

    def visit(name, *arguments, form=True):
        path = reverse(name, args=arguments)
        if look.visit(page, path, name) and form:
            look.press_all(page, path, name)
        walked.add(name)

    visit("second_factor")
    visit("account_reauthenticate")
    client.post(f"{reverse('account_reauthenticate')}?next=/", {"password": PASSWORD})
    visit("mfa_activate_totp")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    visit("mfa_add_webauthn")
    page.fill("[name=name]", "Work laptop")
    with page.expect_navigation():
        page.get_by_role("button", name="Add this device").click()
    look.examine(page, "mfa_view_recovery_codes when they are new")
    passkey = Authenticator.objects.get(user=person, type="webauthn")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "invented"})
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        visit(name)
    visit("mfa_edit_webauthn", passkey.pk)
    visit("mfa_remove_webauthn", passkey.pk)
    visit("mfa_reauthenticate_webauthn")
    visit("account_change_password")
    for name in ("mfa_index", "mfa_list_webauthn"):
        look.visit(page, reverse(name), f"{name} with all factors")
    page = look.page_with()
    page.goto(look.address + reverse("account_login"))
    page.fill("[name=login]", person.email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()
    visit("mfa_authenticate")
    return walked


def walk_to_the_submission(look):
    """A return with every question answered may be submitted."""
    lead = look.world.cast.police_lead
    answered(look.world.draft_return, lead)
    page, path = look.page_of("partner_lead"), reverse("assurance:submit", args=[look.world.draft_return.pk])
    if look.visit(page, path, "assurance:submit"):
        look.press_all(page, path, "assurance:submit")
    return {"assurance:submit"}


def walk_to_the_agreement(look):
    """Chairs whom the cast has not agree how the quarter was, what training is needed, and the programme of a year."""
    world = look.world
    agreements = (
        ("Delivery chair", "assurance:agree_doing", world.doing_put.pk),
        ("Learning chair", "training:agree_needs", world.put_needs.pk),
        ("Learning chair", "training:agree_programme", world.put_programme.year),
    )
    for name, deed, key in agreements:
        page, path = look.page_with(signed_in(Person.objects.get(name=name))), reverse(deed, args=[key])
        if look.visit(page, path, deed):
            look.press_all(page, path, deed)
    return {deed for _, deed, _ in agreements}


def test_everybody_can_use_every_page(look):
    walked = walk_the_table(look)
    walk_the_stages(look)
    walk_the_refusals(look)
    beside = walk_the_second_factor(look) | walk_to_the_submission(look) | walk_to_the_agreement(look)
    titles = Counter(title for where, title in look.titles.items() if where in walked | beside)
    for where, title in look.titles.items():
        if titles[title] > 1:
            look.note(where, f"another page is called “{title}” too")

    assert beside == BESIDE_THE_TABLE
    assert walked | beside | set(NO_PAGE) == {door.name for door in all_doors()}
    assert set(NO_PAGE) & (walked | beside) == set()
    assert look.found == [], "\n" + "\n".join(look.found)
    look.pages.keep("a page made wrong", MADE_WRONG)
    assert look.pages.amiss() == [
        "a page made wrong: its viewport is “”",
        "a page made wrong: Duplicate ID “a”. p id=a>One<p id=a>Two",
    ]
    assert look.carried_out == set(MAY_BE_SENT_AS_THEY_COME)
    assert len(look.sent_back) > 40
