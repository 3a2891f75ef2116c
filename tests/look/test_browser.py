"""The look in a real browser, under the portal's own content security policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.look import specimen

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.look.specimen"),
    pytest.mark.django_db(transaction=True),
]

WIDTHS = (1280, 375, 320)


@pytest.fixture
def open_page(chromium, live_server):
    """Opens an address in a fresh browser, and fails if the page complained about anything."""
    contexts, complaints = [], []

    def opened(address, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in complaints if not line.startswith(("[DOM]", "Failed to load resource"))] == []


def send_empty(page):
    page.get_by_role("button", name="Refer the incident").click()
    page.wait_for_selector(".govuk-error-summary")


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_each_link_of_the_error_summary_moves_focus_into_its_field(open_page, width, script):
    page = open_page("/specimen/form/", width, java_script_enabled=script)
    send_empty(page)

    assert page.title().startswith("Error: ")
    links = page.locator(".govuk-error-summary a")
    assert links.count() == 11
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href").removeprefix("#")
        links.nth(number).click()
        control = page.locator(f"[id='{target}']")
        assert control.evaluate("one => one.matches('input, select, textarea')")
        if script:
            assert page.evaluate("document.activeElement.id") == target
        else:  # without script a browser follows the fragment, and the next Tab lands on or after it
            assert page.url.endswith(f"#{target}")


def test_the_error_summary_takes_focus_when_the_page_comes_back(open_page):
    page = open_page("/specimen/form/")
    send_empty(page)

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/specimen/parts/", "/specimen/form/"])
def test_no_page_scrolls_sideways(open_page, width, address):
    page = open_page(address, width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("address", ["/specimen/parts/", "/specimen/form/"])
def test_axe_finds_nothing(open_page, width, address):
    page = open_page(address, width)
    if "form" in address:
        send_empty(page)

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=options)

    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_an_option_shows_what_belongs_to_it(open_page):
    page = open_page("/specimen/form/")
    why = page.get_by_label("Why is no review needed?")

    assert not why.is_visible()
    page.get_by_label("No review", exact=True).check()
    assert why.is_visible()


def test_without_script_what_belongs_to_an_option_is_there_from_the_start(open_page):
    page = open_page("/specimen/form/", java_script_enabled=False)

    assert page.get_by_label("Why is no review needed?").is_visible()


def test_a_draft_saves_itself_and_says_when(open_page):
    page = open_page("/specimen/form/")
    page.get_by_label("Title").fill("Neglect")
    page.wait_for_selector("text=/Saved at \\d\\d:\\d\\d/")

    assert specimen.draft.saved["title"] == "Neglect"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_draft_that_cannot_be_saved_says_so_and_keeps_the_words(open_page):
    page = open_page("/specimen/form/")
    page.get_by_label("Title").fill("refuse")
    page.wait_for_selector("text=Not saved; what you typed is still here")

    assert page.get_by_label("Title").input_value() == "refuse"


def test_progress_moves_by_itself(open_page):
    page = open_page("/specimen/parts/")
    page.wait_for_selector("text=3 of 4 sections")

    assert page.evaluate("document.querySelector('progress').value") == 3


@pytest.mark.parametrize("how", ["button", "skip link", "shift"])
def test_exit_this_page_leaves_no_trail_in_the_tab(open_page, how):
    page = open_page("/specimen/parts/")  # something to go back to
    before = page.url
    page.goto(before + "?once=more")
    page.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    if how == "button":
        page.get_by_role("button", name="Exit this page").click()
    elif how == "skip link":
        page.locator(".govuk-js-exit-this-page-skiplink").focus()
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.go_back(wait_until="commit")
    page.wait_for_url("https://www.bbc.co.uk/**")

    page.goto(before)
    assert page.url == before
    assert page.locator("h1").first.is_visible()


def test_a_keyboard_reaches_the_main_content_first(open_page):
    page = open_page("/specimen/form/")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_the_menu_opens_on_a_phone(open_page):
    page = open_page("/specimen/parts/", 375)
    entry = page.get_by_role("link", name="Published reviews")

    assert not entry.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert entry.is_visible()


def test_the_menu_is_there_without_script(open_page):
    page = open_page("/specimen/parts/", 375, java_script_enabled=False)

    assert page.get_by_role("link", name="Published reviews").is_visible()
