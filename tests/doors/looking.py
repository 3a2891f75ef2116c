"""What every page has to be for everybody to use it, as a real browser finds it.

Nothing here raises: a `Look` collects what it finds, page by page, so that one walk tells all of it.
"""

from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client

from tests.doors.world import undone
from tests.factories.browser import signed_in

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
AXE = """(options) => axe.run(document, options).then((said) => said.violations.flatMap(
  (one) => one.nodes.map((node) => `axe ${one.id}: ${node.html.slice(0, 200)} (${one.help})`)))"""
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "reporter": "no-passes",
}
# What a page that was looked at whole is asked again when it comes back with errors, or stands at another stage: what
# fields, errors, links, lists and headings can get wrong. Its frame and its colours are those of the first time.
AGAIN = OPTIONS | {
    "runOnly": {
        "type": "rule",
        "values": [
            *(
                "label",
                "select-name",
                "input-button-name",
                "button-name",
                "link-name",
                "form-field-multiple-labels",
            ),
            *(
                "aria-valid-attr",
                "aria-valid-attr-value",
                "aria-allowed-attr",
                "aria-required-attr",
                "aria-roles",
            ),
            *(
                "duplicate-id-aria",
                "autocomplete-valid",
                "heading-order",
                "empty-heading",
                "list",
                "listitem",
            ),
            *(
                "definition-list",
                "dlitem",
                "td-headers-attr",
                "th-has-data-cells",
                "landmark-unique",
                "region",
            ),
        ],
    }
}
FIELDS = "input:not([type=hidden]), select, textarea"

STANDS = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const ids = all("[id]").map((one) => one.id);
  return {
    title: document.title.trim(),
    lang: document.documentElement.lang,
    mains: all("main, [role=main]").length,
    headings: all("h1").map((one) => one.textContent.trim()),
    current: all("nav[aria-label=Menu] [aria-current]").map((one) => one.textContent.trim()),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    unscripted: document.querySelector("script") && !document.body.matches(".govuk-frontend-supported"),
  };
}"""

SIDEWAYS = """() => {
  const width = window.innerWidth, whole = document.documentElement.scrollWidth;
  if (whole <= width) return "";
  const out = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > width + 0.5 && !one.closest(".portal-table-scroll table"));
  return `${whole} px wide on ${width}: ` + out.slice(0, 6).map(
    (one) => one.tagName.toLowerCase() + [...one.classList].map((name) => "." + name).join("")).join(", ");
}"""

SUMMARY = """() => {
  const box = document.querySelector(".govuk-error-summary");
  const links = [...box.querySelectorAll("a")].map((one) => one.getAttribute("href"));
  return {
    focused: document.activeElement === box,
    sentences: [...box.querySelectorAll("li")].map((one) => one.textContent.trim()),
    astray: links.filter((href) => {
      const target = href.startsWith("#") && document.getElementById(href.slice(1));
      return !target || !target.matches("input, select, textarea");
    }),
  };
}"""


class Look:
    """One browser's walk through the portal: `found` says what is wrong, and with which page."""

    def __init__(self, chromium, address, world):
        self.chromium = chromium
        self.address = address
        self.world = world
        self.open = {}
        self.said = []
        self.found = []
        self.titles = {}
        self.carried_out = set()
        self.sent_back = set()

    # Who looks --------------------------------------------------------------------------------------------

    def page_of(self, who):
        """One page each for nobody and every role, kept for as long as the walk lasts."""
        if who not in self.open:
            client = None if who == "anonymous" else signed_in(self.world.cast.who(who))
            self.open[who] = self.page_with(client)
        return self.open[who]

    def page_with(self, client=None):
        """A browser of its own, in which whoever that Django client is has signed in."""
        context = self.chromium.new_context(viewport=WIDE)
        if client:
            cookie = client.cookies["session"].value
            context.add_cookies([{"name": "session", "value": cookie, "url": self.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on(
            "console",
            lambda line: self.said.append(line.text) if line.type in ("error", "warning") else None,
        )
        return page

    def close(self):
        for context in self.chromium.contexts:
            context.close()

    # What they see ----------------------------------------------------------------------------------------

    def note(self, where, *findings):
        self.found += [f"{where}: {one}" for one in findings if one]

    def visit(self, page, path, where, status=200, options=OPTIONS):
        """Open the page and look at it; whether it was there at all."""
        self.said.clear()
        answer = page.goto(self.address + path)
        if answer.status != status:
            self.note(where, f"answered {answer.status}, not {status}")
            return False
        self.examine(page, where, expected=() if status == 200 else (f"status of {status}",), options=options)
        return True

    def visit_drawn(self, page, body, where):
        """A page that no address is answered with on purpose, such as that of a fault of ours."""
        page.route(
            "**/drawn/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
        )
        self.visit(page, "/drawn/", where)
        page.unroute("**/drawn/")

    def examine(self, page, where, expected=(), options=OPTIONS):
        """The page that is open now: its bones, axe's opinion if asked, its width on a phone, the browser's words."""
        stands = page.evaluate(STANDS)
        headings = [one for one in stands["headings"] if one]
        self.note(
            where,
            "" if len(stands["headings"]) == len(headings) == 1 else f"its h1 are {stands['headings']}",
            "it has no title of its own" if stands["title"].startswith("–") or not stands["title"] else "",
            "" if stands["lang"] == "en-GB" else f"its language is “{stands['lang']}”",
            "" if stands["mains"] == 1 else f"it has {stands['mains']} main landmarks",
            "" if len(stands["current"]) < 2 else f"the menu says that one is at {stands['current']}",
            f"the same id twice: {stands['twice']}" if stands["twice"] else "",
            "its scripts did not run" if stands["unscripted"] else "",
        )
        self.titles.setdefault(where, stands["title"])
        if options:
            page.evaluate(AXE_SCRIPT)
            self.note(where, *page.evaluate(AXE, options))
        page.set_viewport_size(NARROW)
        self.note(where, page.evaluate(SIDEWAYS))
        page.set_viewport_size(WIDE)
        self.note(where, *(line for line in self.said if not any(words in line for words in expected)))
        self.said.clear()

    # What they are told when nothing is typed ---------------------------------------------------------------

    def press_all(self, page, path, where):
        """Press the main button of each form on the page with nothing typed, and look at what comes back."""
        forms = page.locator(f"main form[method=post i]:has({FIELDS})")
        for number in range(forms.count()):
            if page.url != self.address + path or page.locator(".govuk-error-summary").count():
                page.goto(self.address + path)
            self.press(page, forms.nth(number), where if forms.count() == 1 else f"{where} form {number + 1}")

    def press(self, page, form, where):
        """The server's answer is the real one, but undone: the next form finds the world as it was."""
        buttons = form.locator("button[type=submit], button:not([type])")
        main = form.locator(".govuk-button:not(.govuk-button--secondary):not([type=button])")
        if not buttons.count():
            return
        caught = []
        self.said.clear()
        page.evaluate("document.documentElement.dataset.before = ''")
        page.route("**/*", lambda route: self.keep(route, caught))
        (main.first if main.count() else buttons.first).click(no_wait_after=True)
        for _ in range(100):
            if caught:
                break
            page.wait_for_timeout(20)
        if caught:
            response = self.answer(page, caught[0].request)
            if response.status_code == 200:
                caught[0].fulfill(headers=dict(response.headers), body=response.content)
            else:
                caught[0].fulfill(status=204)  # carried out or refused: the page stays
        page.unroute("**/*")
        if not caught:
            self.note(where, "its main button sends nothing")
        elif response.status_code == 302:
            self.carried_out.add(where)
        elif response.status_code != 200:
            self.note(where, f"sent with nothing typed, it answered {response.status_code}")
        else:
            self.sent_back.add(where)
            page.wait_for_selector("html:not([data-before])", state="attached")
            page.wait_for_load_state()
            self.examine_errors(page, f"{where} with errors")

    @staticmethod
    def keep(route, caught):
        """Hold back what a form sends; everything else goes its way."""
        if route.request.method == "POST":
            caught.append(route)
        else:
            route.continue_()

    def answer(self, page, request):
        """What the portal answers, in this thread and so in a transaction that is rolled back."""
        parts = urlsplit(request.url)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies(self.address))
        with undone():
            return Client(enforce_csrf_checks=True, raise_request_exception=False).generic(
                "POST",
                f"{parts.path}?{parts.query}" if parts.query else parts.path,
                request.post_data_buffer or b"",
                content_type=request.headers["content-type"],
                HTTP_HOST=parts.netloc,
                HTTP_ORIGIN=self.address,
                HTTP_COOKIE=cookies,
            )

    def examine_errors(self, page, where):
        if not page.locator(".govuk-error-summary").count():
            return self.note(where, f"it says nothing is wrong: “{page.title()}”")
        summary = page.evaluate(SUMMARY)
        self.note(
            where,
            "" if page.title().startswith("Error: ") else f"its title is “{page.title()}”",
            "" if summary["focused"] else "its error summary has not the focus",
            "" if all(summary["sentences"]) else "an error without a sentence",
            f"its error summary leads nowhere: {summary['astray']}" if summary["astray"] else "",
        )
        return self.examine(page, where, options=AGAIN)
