"""Every address answers every role as the table says, and no address is missing in it."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from partnership.access import Role
from partnership.models import Organisation
from partnership.site.middleware import knows_nobody
from tests.doors.table import COLUMNS, all_doors
from tests.doors.world import Ground
from tests.factories.browser import in_mid_session

OPEN_TO_ALL = {
    "accept",
    "answer_setting",
    "account_login",
    "openid_connect_login",  # answers only where an organisation is configured
    "openid_connect_callback",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "calendar_feed",
    "guest_certificate",
    "healthz",
    "mfa_authenticate",  # asks for the second factor of somebody whose password was right
    "mfa_login_webauthn",
    "public:accessibility",
    "public:arrangements",
    "public:artefact",
    "public:check_certificate",
    "public:checked_certificate",
    "public:companion",
    "public:companion_pdf",
    "public:compare",
    "public:concern",
    "public:course",
    "public:courses",
    "public:contact",
    "public:members",
    "public:disputes",
    "public:cookies",
    "public:edition",
    "public:glossary",
    "public:group",
    "public:home",
    "public:library",
    "public:library_feed",
    "public:library_file",
    "public:library_item",
    "public:policies",
    "public:policy",
    "public:policy_earlier",
    "public:policy_file",
    "public:privacy",
    "public:review",
    "public:reviews",
    "public:reviews_feed",
    "public:policies_feed",
    "public:robots",
    "public:security_txt",
    "public:search_site",
    "public:sitemap",
    "public:yearly_reports_feed",
    "public:structure",
    "public:yearly_report",
    "public:yearly_report_pdf",
    "public:yearly_reports",
    "readyz",
    "account_asked",
    "answer_place",
    "answer_survey",
    "evaluate",
    "sign_school_return",
    "answer_chase",
    "ask_for_account",
    "ask_for_account_elsewhere",
    "booking_terms",
    "confirm_sickness",
    "make_account",
    "survey_thanks",
    "public:voice",
    "public:plan",
    "public:plan_of_year",
    "public:plan_file",
}
WITHOUT_ROWS = {
    "readyz",  # its answer depends on the servers around; tests/partnership/test_health.py
}
NOT_THERE = ["account_signup", "account_email", "account_set_password", "account_inactive", "mfa_trust"]


def patterns(within, prefix=""):
    for pattern in within.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern
        else:
            yield from patterns(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def addresses():
    return dict(patterns(get_resolver()))


def knock(client, door, world, method=None):
    arguments = {key: world.value(value) for key, value in door.arguments}
    address = reverse(door.name, kwargs=arguments)
    fields = {key: str(world.value(value)) for key, value in door.fields}
    response = client.post(address, fields) if (method or door.method) == "POST" else client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)  # a file is read to its end, and so closed
    return response


def test_every_address_has_a_name():
    assert [str(p.pattern) for name, p in addresses().items() if name.endswith("None")] == []


@pytest.mark.shows("S-AC1")
def test_no_address_is_missing_in_the_table():
    known = {door.name for door in all_doors()} | WITHOUT_ROWS

    assert set(addresses()) - known == set()
    assert known - set(addresses()) == set()


def test_an_address_that_takes_no_get_has_a_post_row():
    doors = all_doors()
    only_post = {d.name for d in doors if d.method == "GET" and 405 in d.answers}

    assert only_post - {d.name for d in doors if d.method == "POST"} == set()


@pytest.mark.shows("S-AC1")
def test_only_these_pages_open_without_signing_in():
    opened = {n for n, p in addresses().items() if not getattr(p.callback, "login_required", True)}

    assert opened == OPEN_TO_ALL


def test_a_page_that_knows_nobody_is_found_by_its_address_and_no_other_is(world):
    """What is told about whoever asks is taken from the request by its address alone, before the page is looked for."""
    marked = {n for n, p in addresses().items() if getattr(p.callback, "knows_nobody", False)}
    arguments = {
        door.name: {key: world.value(value) for key, value in door.arguments} for door in all_doors()
    }

    assert {"answer_survey", "survey_thanks"} <= marked
    assert {
        name for name, kwargs in arguments.items() if knows_nobody(reverse(name, kwargs=kwargs))
    } == marked


@pytest.mark.parametrize("name", NOT_THERE)
def test_pages_of_the_library_that_we_do_not_want_are_not_there(name):
    assert name not in addresses()


@pytest.fixture
def browser_of(sign_in, unlogged):
    """A fresh browser of somebody, again and again, who has signed in once: "anonymous", or a role.

    What is fresh are its cookies; the portal behind all of them starts once.
    """
    cookies, portals = {}, {}

    def browser(who, **more):
        client = Client(**more)
        client.handler = portals.setdefault(tuple(more.items()), client.handler)
        if who != "anonymous":
            if who not in cookies:
                cookies[who] = in_mid_session(sign_in(who)).cookies["session"].value
            client.cookies["session"] = cookies[who]
        return client

    return browser


PROMISED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Looking at these writes something down, and is meant to.
LOOKING_IS_NOTED = {
    "mfa_view_recovery_codes",  # that they have been seen
}
# What a letter looks like in a mail program, which knows no stylesheet of ours. Scripts are as shut out as elsewhere.
BRINGS_ITS_STYLE = {"letter_sheet"}
ASIDE = ("django_session", "partnership_cache", "partnership_event")


def laxity(door, who, response):
    """What the answer leaves open. A public page that a signed-in person sees is private too: it shows who they are."""
    policy = response.headers.get("Content-Security-Policy", "")
    if door.name in BRINGS_ITS_STYLE:
        policy = policy.replace("style-src 'self' 'unsafe-inline'", "")
    missing = [name for name, told in PROMISED_HEADERS.items() if response.headers.get(name) != told]
    if missing or "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"{door} for {who}: {missing} {policy}"
    private = who != "anonymous" or door.name not in OPEN_TO_ALL
    signed_out = who != "anonymous" and "_auth_user_id" not in response.wsgi_request.session
    if private and not signed_out and "no-store" not in response.headers.get("Cache-Control", ""):
        yield f"{door} for {who}: may be kept by a cache"


def changes(statements):
    """Those that change what is kept: sessions and the record aside."""
    return [
        sql
        for sql in statements
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(table in sql for table in ASIDE)
    ]


def test_whatever_a_request_writes_is_told_and_gone_before_the_next(cast):
    with Ground() as ground:
        assert Organisation.objects.exists()
        assert ground.undo() == []
        Organisation.objects.update(name="Changed")
        with pytest.raises(IntegrityError):
            Organisation.objects.update(code=None)

        assert [sql.split()[0] for sql in ground.undo()] == ["UPDATE", "UPDATE"]
        assert not Organisation.objects.filter(name="Changed").exists()


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.shows("S-AC1", "S-CSRF", "S-CACHE")
def test_every_door_answers_this_role_as_the_table_says(column, world, browser_of):
    """And every answer tells the browser to be strict, keeps nothing private, and looking changes nothing."""
    wrong, lax, changed = [], [], []
    browser_of(column)  # signs in, which stays
    with Ground() as ground:
        for door in all_doors():
            response = knock(browser_of(column), door, world)
            lax += laxity(door, column, response)
            written = changes(ground.undo())
            if response.status_code != door.answer(column):
                wrong.append(f"{door}: {response.status_code}, not {door.answer(column)}")
            if door.method == "GET" and door.name not in LOOKING_IS_NOTED:
                changed += [f"{door}: {sql}" for sql in written]

    assert wrong == []
    assert lax == []
    assert changed == []


NO_CASE_BEHIND = {  # learning that everybody of the partnership reads
    "GET reviews:briefing pk=agreed_briefing.pk",
    "GET reviews:briefing_pdf pk=agreed_briefing.pk",
    "GET reviews:outside_review pk=outside.pk",
}


@pytest.mark.shows("S-AC2")
def test_who_chairs_a_group_that_reviews_no_case_opens_nothing_of_one(cast, world, sign_in, unlogged):
    """Their role may do as much as the chair of the Case Review Group, and so a filter alone stands in their way."""
    chair = cast.person("Chair of another group", Role.GROUP_CHAIR, seat=cast.seat(cast.audit, "chair"))
    client = in_mid_session(sign_in(chair))
    opened = []
    with Ground() as ground:
        for door in all_doors():
            if not door.name.startswith("reviews:") or not door.arguments or str(door) in NO_CASE_BEHIND:
                continue
            answer = knock(client, door, world).status_code
            ground.undo()
            if answer < 400 or (answer == 403 and door.answer(Role.GROUP_CHAIR) != 403):
                opened.append(f"{door}: {answer}")

    assert not opened, "\n".join(opened)


def without_forms():
    """Of each page for which the table has no POST: a door to it, and somebody who comes to see what is behind it.

    Where there is nothing behind it, as where a file is not made yet: somebody who would see it.
    """
    doors = all_doors()
    forms = {door.name for door in doors if door.method == "POST"}
    found = {}
    for answered in (200, 404):
        for door in doors:
            comes = [who for who, answer in zip(COLUMNS, door.answers, strict=True) if answer == answered]
            if door.name not in forms and comes:
                found.setdefault(door.name, (door, comes[0]))
    return list(found.values())


@pytest.mark.shows("S-AC1")
def test_a_page_without_a_form_is_sent_nothing(world, browser_of):
    """Who may read it is told that nothing can be posted to it: looking, and no more, is what it is for."""
    taken = []
    for who in COLUMNS:
        browser_of(who)  # signs in, which stays
    with Ground() as ground:
        for door, who in without_forms():
            answer = knock(browser_of(who), door, world, "POST").status_code
            ground.undo()
            if answer != 405:
                taken.append(f"{door} as {who}: {answer}")

    assert not taken, "\n".join(taken)


@pytest.mark.shows("S-CSRF")
def test_nothing_can_be_sent_from_another_site(world, browser_of):
    """Without the page's token every POST is refused, to whatever address and by whomever."""
    let_through = []
    for door in {door.name: door for door in all_doors()}.values():
        for who in ("anonymous", "board_manager", "partner_lead"):
            if knock(browser_of(who, enforce_csrf_checks=True), door, world, "POST").status_code != 403:
                let_through.append(f"{door} by {who}")

    assert let_through == []
