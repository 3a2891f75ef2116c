"""Who may do what: roles, capabilities and the one table that joins them.

Three questions, three places, three answers. May this kind of person ever? Here; no is a 403. May they
know of this record? `visible_to` on its queryset; no is a 404. May it happen now? A `check_…` in `rules`
that raises Refused with a sentence; no is a 409.
"""

from enum import StrEnum
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices


class Refused(Exception):
    """It may not happen now. The text is a sentence for the person who tried."""


class Gone(Refused):
    """What it is about is not there any more, and so neither is the page on which to say so."""


class Role(TextChoices):
    """What a person is to the partnership. Held through an Appointment, with dates."""

    BOARD_MANAGER = "board_manager", "Board manager"
    BOARD_OFFICER = "board_officer", "Board officer"
    LEARNING_OFFICER = "learning_officer", "Learning officer"
    ADMINISTRATOR = "administrator", "Business unit administrator"
    INDEPENDENT_ADVISOR = "independent_advisor", "Independent Advisor"
    SIGNATORY = "signatory", "Statutory partner signatory"
    PARTNER_LEAD = "partner_lead", "Partner lead"
    GROUP_CHAIR = "group_chair", "Group chair"
    GROUP_MEMBER = "group_member", "Group member"
    EXTERNAL_REVIEWER = "external_reviewer", "External reviewer"
    SCHOOL_LEAD = "school_lead", "School safeguarding lead"
    EDUCATION_LEAD = "education_lead", "Education lead of a local authority"
    TRAINER = "trainer", "Trainer"
    PRACTITIONER = "practitioner", "Practitioner"
    OBSERVER = "observer", "Participating observer"


class Can(StrEnum):
    """One thing a kind of person may do at all."""

    # the partnership
    RUN_PARTNERSHIP = "run the partnership's arrangements, organisations, groups and seats"
    ENDORSE_ARRANGEMENTS = "endorse an edition of the arrangements for their own partner"
    KEEP_CONTACT = "say how the public reaches the partnership, and whom it tells about a child"
    INVITE_PEOPLE = "invite people and end their appointments"
    READ_DIARY = "read every deadline in the diary"
    READ_RECORD = "read the record of who did what"
    ASK_WHAT_DATES_FOLLOW = "work out what dates follow from a date"
    SEE_LETTERS = "see which letters were promised and sent"
    CHECK_ACTIONS = "verify actions that they may see, send them back and move their dates"
    # the partnership at work
    SEE_PARTNERSHIP = "see what the partnership's own pages hold for them"
    RUN_MEETINGS = "plan meetings, build agendas, and write and circulate minutes"
    READ_MEETINGS = (
        "read the agendas, papers and minutes of the groups in which they sit, or all of them for staff"
    )
    CHAIR_MEETINGS = "rule on a meeting without a quorum, and confirm minutes"
    OPEN_ACTIONS = "open an action on a log that they see"
    WRITE_HIGHLIGHTS = "write a group's highlight report"
    RUN_BOARDS = "ask sub-groups and other boards for reports, and pass information on"
    READ_MONEY = "read budgets, contributions and spending"
    RUN_MONEY = "keep budgets, contributions, spending and forecasts"
    APPROVE_BUDGET = "approve a budget for their own partner"
    RAISE_DISPUTES = "raise a dispute between partners for their own agency, and answer a challenge to it"
    RUN_DISPUTES = "keep disputes between partners and the challenge log"
    RAISE_ESCALATIONS = "raise and answer practitioners' escalations of their own agency"
    RUN_ESCALATIONS = "keep practitioners' escalations"
    RUN_POLICIES = "keep the register of policies and their consultations"
    COMMENT_ON_POLICIES = "comment on a policy while it is consulted on"
    APPROVE_POLICIES = "approve a policy of the group that they chair"
    RUN_VOICE = "ask children, families and practitioners, and say what was done"
    READ_VOICE = "read what was heard, where enough people said it"
    RUN_PLAN = "keep the business plan and its progress"
    READ_PLAN = "read the business plan before it is published"
    RUN_RECORDS = "keep the register of records, their review dates and holds"
    DISPOSE_RECORDS = "agree, as the second of two people, that a record is disposed of"
    SEARCH = "search what they may see"
    # case reviews
    REFER_CASES = "refer an incident"
    READ_CASES = "read cases and what was said in them"
    READ_FAMILIES = "read what passed between the partnership and a family"
    RUN_CASES = "run cases: notifications, requests, meetings, sending to the Panel"
    ANSWER_INFORMATION = "answer a request for information for their own agency"
    CLOSE_CASES = (
        "close cases, record those that need no rapid review, and ask for a closed one to be opened again"
    )
    RECOMMEND_REVIEWS = "recommend to the decider what should follow a rapid review"
    DECIDE_REVIEWS = "decide what follows a rapid review, where the arrangements give them that power"
    SIGN_OFF_REVIEWS = "sign off a review for their own partner"
    ADVISE_ON_DISPUTES = "advise statutory partners who cannot agree, or write down who did"
    COMMENT_ON_REVIEWS = "comment on a review's report, independently, before it is decided how to publish"
    CHECK_ANONYMITY = "check that a report identifies nobody"
    PUBLISH_REVIEWS = "schedule a publication, and withdraw one"
    WORK_ON_OWN_REVIEW = "work on the one review they are appointed to"
    EXPORT_CASES = "take everything that is held on a case out as one file, for inspectors"
    READ_LEARNING = "read agreed briefings and what was learnt from reviews elsewhere"
    WRITE_LEARNING = "write briefings, pass learning on and register reviews from elsewhere"
    # assurance
    RUN_ASSURANCE = "open rounds and watch them"
    ANSWER_RETURNS = "answer what is asked of their own agency"
    READ_RETURNS = "read every agency's submitted returns"
    SEE_ASSURANCE = "see where the assurance cycle stands, and what it holds for them"
    BUILD_QUESTIONNAIRES = "write questionnaires and their versions"
    ANSWER_SECTIONS = "answer the sections of a return that a colleague gave them"
    MODERATE_RETURNS = (
        "write the moderated score beside an agency's own, hold challenge events, send feedback"
    )
    VERIFY_RETURNS = "verify returns independently"
    RUN_AUDITS = "commission multi-agency audits and write what they found"
    READ_AUDITS = "read multi-agency audits and what became of them"
    RUN_INDICATORS = "define indicators and bring in their figures"
    READ_INDICATORS = "read indicators, where the numbers are not small"
    RUN_DOING = "write the quarterly “How are we doing?” report"
    READ_DOING = "read “How are we doing?” reports"
    AGREE_DOING = "agree a “How are we doing?” report for the group that they chair"
    # schools and other settings
    SEE_SCHOOLS = "see what the pages about schools and settings hold for them"
    READ_SCHOOLS = "read the register of schools and settings of the whole area, and what they sent"
    RUN_SCHOOLS = "bring in national files, and keep schools, settings, rounds and chasing of the whole area"
    RUN_AUTHORITY_SCHOOLS = (
        "keep schools, settings, rounds, chasing and the education report of their own authority"
    )
    KEEP_OWN_SCHOOL = "confirm who keeps children safe in their own school"
    READ_EDUCATION_REPORTS = "read the education reports that authorities submitted"
    # training
    SEE_TRAINING = "see the programme, and book places for themselves"
    RUN_TRAINING = "keep needs, the programme, bookings, charges, attendance and evaluation"
    READ_TRAINING = "read needs analyses, the programme and what training changed"
    AGREE_NEEDS = "agree the needs analysis and the programme for the group that they chair"
    TEACH = "see and mark the registers of the sessions that they teach"
    READ_AGENCY_TRAINING = "read which places their own agency booked and used"
    # the yearly report
    RUN_YEARLY_REPORT = "gather, write, render and publish the yearly report"
    READ_YEARLY_DRAFTS = "read drafts of the yearly report"
    SCRUTINISE = "write the independent scrutiny statement"
    ENDORSE_REPORT = "endorse the yearly report for their own partner"
    COMMENT_ON_REPORT = "comment on a draft of the yearly report"


OFFICE = {  # everybody in the business unit, whatever their work
    Can.RUN_MEETINGS,
    Can.READ_MEETINGS,
    Can.OPEN_ACTIONS,
    Can.READ_MONEY,
    Can.RUN_VOICE,
    Can.READ_VOICE,
    Can.READ_PLAN,
    Can.SEE_ASSURANCE,
    Can.READ_AUDITS,
    Can.READ_INDICATORS,
    Can.READ_DOING,
    Can.SEE_SCHOOLS,
    Can.READ_SCHOOLS,
    Can.READ_EDUCATION_REPORTS,
    Can.RUN_TRAINING,
    Can.READ_TRAINING,
}
BUSINESS_UNIT = OFFICE | {
    Can.RUN_SCHOOLS,
    Can.BUILD_QUESTIONNAIRES,
    Can.MODERATE_RETURNS,
    Can.RUN_AUDITS,
    Can.RUN_INDICATORS,
    Can.RUN_DOING,
    Can.COMMENT_ON_REPORT,
    Can.RUN_BOARDS,
    Can.RUN_DISPUTES,
    Can.RUN_ESCALATIONS,
    Can.RUN_POLICIES,
    Can.RUN_PLAN,
    Can.RUN_RECORDS,
    Can.READ_DIARY,
    Can.CHECK_ACTIONS,
    Can.ASK_WHAT_DATES_FOLLOW,
    Can.REFER_CASES,
    Can.READ_CASES,
    Can.READ_FAMILIES,
    Can.RUN_CASES,
    Can.ADVISE_ON_DISPUTES,
    Can.CHECK_ANONYMITY,
    Can.WRITE_LEARNING,
    Can.RUN_ASSURANCE,
    Can.READ_RETURNS,
    Can.READ_YEARLY_DRAFTS,
    Can.RUN_YEARLY_REPORT,
}
SITS_AT_MEETINGS = {
    Can.READ_MEETINGS,
    Can.READ_PLAN,
    Can.READ_VOICE,
    Can.COMMENT_ON_POLICIES,
    Can.SEE_ASSURANCE,
    Can.ANSWER_SECTIONS,
    Can.READ_AUDITS,
    Can.READ_INDICATORS,
    Can.READ_DOING,
    Can.READ_EDUCATION_REPORTS,
    Can.READ_TRAINING,
}
# but for an external reviewer, who sees their one review and nothing else
EVERYBODY = {Can.READ_LEARNING, Can.SEE_PARTNERSHIP, Can.SEARCH, Can.SEE_TRAINING}

# There is no shortcut past this table: nobody is a superuser, and business unit staff decide nothing.
GRANTED = {
    Role.BOARD_MANAGER: BUSINESS_UNIT
    | {
        Can.RUN_PARTNERSHIP,
        Can.RUN_MONEY,
        Can.DISPOSE_RECORDS,
        Can.KEEP_CONTACT,
        Can.INVITE_PEOPLE,
        Can.READ_RECORD,
        Can.SEE_LETTERS,
        Can.PUBLISH_REVIEWS,
        Can.CLOSE_CASES,
        Can.EXPORT_CASES,
    },
    Role.BOARD_OFFICER: BUSINESS_UNIT,
    Role.LEARNING_OFFICER: OFFICE
    | {
        Can.READ_DIARY,
        Can.ASK_WHAT_DATES_FOLLOW,
        Can.WRITE_LEARNING,
        Can.READ_YEARLY_DRAFTS,
        Can.COMMENT_ON_REPORT,
        Can.RUN_AUDITS,
    },
    Role.ADMINISTRATOR: OFFICE
    | {
        Can.KEEP_CONTACT,
        Can.READ_DIARY,
        Can.ASK_WHAT_DATES_FOLLOW,
        Can.RUN_ASSURANCE,
        Can.RUN_MONEY,
        Can.RUN_INDICATORS,
    },
    Role.INDEPENDENT_ADVISOR: SITS_AT_MEETINGS
    | {
        Can.CHAIR_MEETINGS,
        Can.READ_MONEY,
        Can.READ_CASES,
        Can.READ_FAMILIES,
        Can.DECIDE_REVIEWS,
        Can.ADVISE_ON_DISPUTES,
        Can.COMMENT_ON_REVIEWS,
        Can.READ_RETURNS,
        Can.VERIFY_RETURNS,
        Can.READ_YEARLY_DRAFTS,
        Can.SCRUTINISE,
        Can.SEE_SCHOOLS,
        Can.READ_SCHOOLS,
    },
    Role.SIGNATORY: SITS_AT_MEETINGS
    | {
        Can.READ_MONEY,
        Can.APPROVE_BUDGET,
        Can.RAISE_DISPUTES,
        Can.RAISE_ESCALATIONS,
        Can.DISPOSE_RECORDS,
        Can.DECIDE_REVIEWS,  # only where an edition names the safeguarding partners as deciders
        Can.SIGN_OFF_REVIEWS,
        Can.READ_YEARLY_DRAFTS,
        Can.ENDORSE_REPORT,
        Can.COMMENT_ON_REPORT,
        Can.ENDORSE_ARRANGEMENTS,
        Can.ANSWER_INFORMATION,  # what their lead has not answered in time comes to them
        Can.ANSWER_RETURNS,
        Can.READ_AGENCY_TRAINING,
    },
    Role.PARTNER_LEAD: SITS_AT_MEETINGS
    | {
        Can.REFER_CASES,
        Can.ANSWER_INFORMATION,
        Can.ANSWER_RETURNS,
        Can.RAISE_DISPUTES,
        Can.RAISE_ESCALATIONS,
        Can.READ_MONEY,  # budgets to which their organisation contributes: they are reminded of invoices
        Can.READ_AGENCY_TRAINING,
    },
    Role.GROUP_CHAIR: SITS_AT_MEETINGS
    | {
        Can.CHAIR_MEETINGS,
        Can.OPEN_ACTIONS,
        Can.WRITE_HIGHLIGHTS,
        Can.APPROVE_POLICIES,
        Can.AGREE_DOING,
        Can.AGREE_NEEDS,
        Can.READ_CASES,
        Can.READ_FAMILIES,
        Can.RECOMMEND_REVIEWS,
        Can.CHECK_ANONYMITY,
        Can.CHECK_ACTIONS,
    },
    Role.GROUP_MEMBER: SITS_AT_MEETINGS | {Can.READ_CASES},
    Role.EXTERNAL_REVIEWER: {Can.WORK_ON_OWN_REVIEW},
    Role.SCHOOL_LEAD: {
        Can.ANSWER_RETURNS,
        Can.ANSWER_SECTIONS,
        Can.SEE_ASSURANCE,
        Can.SEE_SCHOOLS,
        Can.KEEP_OWN_SCHOOL,
        Can.READ_AGENCY_TRAINING,  # a school answers for the training of its staff like every agency
    },
    Role.EDUCATION_LEAD: {Can.SEE_SCHOOLS, Can.RUN_AUTHORITY_SCHOOLS, Can.READ_EDUCATION_REPORTS},
    Role.TRAINER: {Can.TEACH},
    Role.PRACTITIONER: {Can.ANSWER_SECTIONS},
    Role.OBSERVER: {
        Can.READ_YEARLY_DRAFTS,
        Can.COMMENT_ON_REPORT,
        Can.READ_MEETINGS,
        Can.READ_PLAN,
        Can.SEE_ASSURANCE,
        Can.READ_DOING,
    },
}
GRANTS = {
    role: granted if role == Role.EXTERNAL_REVIEWER else granted | EVERYBODY
    for role, granted in GRANTED.items()
}


def may(person, can):
    """Whether one of the roles that the person holds today grants it. An anonymous visitor holds none."""
    return any(can in GRANTS[role] for role in getattr(person, "roles", ()))


def requires(*cans):
    """A view only for people with any of these capabilities; for everybody else it is a 403."""

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(may(request.user, can) for can in cans):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.requires = cans
        return guarded

    return guard
