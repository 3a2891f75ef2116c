"""What every page has to be for everybody to use it, as a real browser finds it.

Nothing here raises: a `Look` collects what it finds, page by page, so that one walk tells all of it.
"""

from base64 import b64decode, b64encode
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client

from tests.doors.world import undone
from tests.factories.browser import signed_in

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# Two rules measure how things are painted, which takes half of axe's time: once for each frame, then inside it. They
# measure the page from its top: further down the way out stays in sight, and lies over whatever passes beneath it.
AXE = """([options, within]) => {
  scrollTo({top: 0, behavior: "instant"});
  axe.configure({rules: ["color-contrast", "target-size"].map((id) => ({id, selector: within || "*"}))});
  return axe.run(document, options).then((said) => said.violations.flatMap(
    (one) => one.nodes.map((node) => `axe ${one.id}: ${node.html.slice(0, 200)} (${one.help})`)));
}"""
INSIDE = ("main", ".govuk-breadcrumbs", ".govuk-back-link")
FRAME = """(inside) => {
  const frame = document.documentElement.cloneNode(true);
  const unpainted = "title, meta, link:not([rel=stylesheet]), input[type=hidden]";
  frame.querySelectorAll(`${inside}, ${unpainted}`).forEach((one) => one.remove());
  return frame.outerHTML.replace(/\\s+/g, " ");
}"""
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
# What a phone's width can change: what is shown and hidden, stacked, laid in a scrolling box or pressed together.
ON_A_PHONE = OPTIONS | {
    "runOnly": {
        "type": "rule",
        "values": [
            *("target-size", "scrollable-region-focusable", "nested-interactive", "aria-hidden-focus"),
            *("button-name", "link-name", "label", "select-name", "input-button-name"),
            *("empty-heading", "empty-table-header", "th-has-data-cells", "td-headers-attr", "heading-order"),
            *("landmark-unique", "landmark-one-main", "bypass", "skip-link", "duplicate-id-aria"),
            *("list", "listitem", "definition-list", "dlitem", "aria-allowed-attr", "summary-name"),
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

# Drawings are as wide as the page, and most cut off what stands outside them.
CUT = """() => [...document.querySelectorAll("svg text")].filter((one) => {
  const drawing = [...document.querySelectorAll("svg")].find((svg) => svg.contains(one));
  if (getComputedStyle(drawing).overflow === "visible") return false;
  const edge = drawing.getBoundingClientRect(), words = one.getBoundingClientRect();
  return words.width && (words.right > edge.right + 1 || words.left < edge.left - 1);
}).map((one) => `a drawing cuts “${one.textContent.trim()}”`)"""

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


# By which selector the button is found that each form is sent with: its main one, or else its first.
BUTTONS = """(forms) => forms.map((form) => [
  ".govuk-button:not(.govuk-button--secondary):not([type=button])", "button[type=submit], button:not([type])"
].find((what) => form.querySelector("button[type=submit], button:not([type])") && form.querySelector(what)) ?? "")"""


class Look:
    """One browser's walk through the portal: `found` says what is wrong, and with which page."""

    def __init__(self, chromium, address, world, pages):
        self.chromium = chromium
        self.address = address
        self.world = world
        self.pages = pages
        self.open = {}
        self.lines = {}
        self.said = []
        self.found = []
        self.titles = {}
        self.frames = set()
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
        context.add_init_script(AXE_SCRIPT)
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
        self.pages.keep(where, answer.body())
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
        """The page that is open now: its bones, axe's opinion if asked, its width on a phone, the browser's words.

        It is looked at first in the width that the page before was left in, and then in the other; axe judges both.
        """
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
        for size in (NARROW, WIDE) if page.viewport_size == NARROW else (WIDE, NARROW):
            if size == WIDE and not options:
                continue
            if page.viewport_size != size:
                page.set_viewport_size(size)
            if size == NARROW:
                self.note(where, page.evaluate(SIDEWAYS), *page.evaluate(CUT))
            if options:
                self.note(where, *self.opinion(page, options if size == WIDE else ON_A_PHONE))
        self.note(where, *(line for line in self.said if not any(words in line for words in expected)))
        self.said.clear()

    def opinion(self, page, options):
        """What axe says. Where the very same frame was measured so before, only what is inside it is measured."""
        frame = page.viewport_size["width"], page.evaluate(FRAME, ", ".join(INSIDE))
        within = ", ".join(f"{one}, {one} *" for one in INSIDE) if frame in self.frames else ""
        if options is not AGAIN:
            self.frames.add(frame)
        return page.evaluate(AXE, [options, within])

    # What they are told when nothing is typed ---------------------------------------------------------------

    def press_all(self, page, path, where):
        """Press the main button of each form on the page with nothing typed, and look at what comes back."""
        buttons = page.locator(f"main form[method=post i]:has({FIELDS})").evaluate_all(BUTTONS)
        replaced = False
        for number, button in enumerate(buttons):
            if replaced:
                page.goto(self.address + path)
            form = page.locator(f"main form[method=post i]:has({FIELDS})").nth(number)
            name = where if len(buttons) == 1 else f"{where} form {number + 1}"
            replaced = bool(button) and self.press(page, form.locator(button).first, name)

    def press(self, page, button, where):
        """The server's answer is the real one, but undone: the next form finds the world as it was.

        Whether another page stands there now.
        """
        self.said.clear()
        with self.held_back(page) as (line, caught):
            button.click(no_wait_after=True)
            for _ in range(400):
                if caught:
                    break
                page.wait_for_timeout(5)
            if not caught:
                self.note(where, "its main button sends nothing")
                return False
            response = self.answer(page, caught[0]["request"])
            shown = {"requestId": caught[0]["requestId"], "responseCode": response.status_code}
            if response.status_code != 200:  # carried out or refused: the page stays
                line.send("Fetch.fulfillRequest", shown | {"responseCode": 204})
            else:
                headers = [{"name": name, "value": value} for name, value in response.headers.items()]
                body = b64encode(response.content).decode()
                with page.expect_navigation():
                    line.send("Fetch.fulfillRequest", shown | {"responseHeaders": headers, "body": body})
        if response.status_code == 302:
            self.carried_out.add(where)
        elif response.status_code != 200:
            self.note(where, f"sent with nothing typed, it answered {response.status_code}")
        else:
            self.sent_back.add(where)
            self.pages.keep(f"{where} with errors", response.content)
            self.examine_errors(page, f"{where} with errors")
        return response.status_code == 200

    @contextmanager
    def held_back(self, page):
        """The line to the browser, and what a form there sends, which is held back; the rest goes its way."""
        if page not in self.lines:
            self.lines[page] = page.context.new_cdp_session(page)
        line, caught = self.lines[page], []

        def keep(paused):
            if paused["request"]["method"] == "POST":
                caught.append(paused)
            else:
                line.send("Fetch.continueRequest", {"requestId": paused["requestId"]})

        line.on("Fetch.requestPaused", keep)
        line.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})
        yield line, caught
        line.send("Fetch.disable")
        line.remove_listener("Fetch.requestPaused", keep)

    def answer(self, page, request):
        """What the portal answers, in this thread and so in a transaction that is rolled back."""
        parts = urlsplit(request["url"])
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies(self.address))
        with undone():
            return Client(enforce_csrf_checks=True, raise_request_exception=False).generic(
                "POST",
                f"{parts.path}?{parts.query}" if parts.query else parts.path,
                b"".join(b64decode(one["bytes"]) for one in request.get("postDataEntries", ())),
                content_type=request["headers"]["Content-Type"],
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
