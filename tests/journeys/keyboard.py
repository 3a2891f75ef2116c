"""Somebody who uses no mouse: Tab, arrows, Space and Enter."""

FAR = 120  # more stops than any page has that is walked by keyboard
# How the stop that has the focus shows it: an outline, a shadow or a line of its own, or that of the box that is drawn
# for a radio or a tick. Nothing is said of the page itself, to which the browser comes back at the end.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const said = `${one.tagName.toLowerCase()} “${(one.name || one.textContent).trim().slice(0, 40)}”`;
  const label = one.matches("[type=radio], [type=checkbox]") && one.labels[0];
  const drawn = [getComputedStyle(one), ...(label ? [getComputedStyle(label, "::before")] : [])].some((style) =>
    style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth)));
  if (!drawn) return `${said} does not show it`;
  const box = one.getBoundingClientRect();
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!seen) return `${said} is out of sight`;
  return one.tabIndex > 0 ? `${said} takes a turn that is not its own` : "";
}"""
HERE = "() => { const one = document.activeElement; return [one.name || '', one.value || '', one.textContent.trim()] }"


class Keyboard:
    """Hands on the keys of one page: what cannot be reached by Tab does not exist, nor what does not show its focus."""

    def __init__(self, page):
        self.page = page

    def go(self, address):
        """Come to the page by its address, and past its frame by the skip link, which is the first stop."""
        self.page.goto(address)
        self.tab()
        assert self.page.evaluate(HERE)[2] == "Skip to main content", self.page.title()
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("() => document.activeElement.id") == "main-content", self.page.title()
        return self

    def tab(self):
        self.page.keyboard.press("Tab")
        trouble = self.page.evaluate(FOCUS)
        assert not trouble, f"On “{self.page.title()}” {trouble}."

    def is_sent_back(self):
        """The page came back with what is wrong: its summary has the focus, and its first link leads to the field."""
        assert self.page.title().startswith("Error: "), self.page.title()
        assert self.page.evaluate("() => document.activeElement.className") == "govuk-error-summary"
        self.tab()
        field = self.page.evaluate("() => document.activeElement.hash.slice(1)")
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("() => document.activeElement.id") == field
        self.page.keyboard.press("Shift+Tab")
        return self

    def goes_round(self):
        """Nothing holds the focus: Tab comes by every stop once and leaves the page at its end."""
        self.page.evaluate("() => document.activeElement.blur()")
        stops = self.page.evaluate(
            "() => { window.stops = new Set(); return document.querySelectorAll('a[href], button, input').length }"
        )
        for _ in range(stops + FAR):
            self.tab()
            known = self.page.evaluate(
                "() => { const one = document.activeElement, known = window.stops.has(one); window.stops.add(one);"
                " return known || one === document.body }"
            )
            if known:
                return self
        raise AssertionError(f"Nobody gets out of “{self.page.title()}” by keyboard.")

    def reach(self, what, wanted):
        """Tab on to what is called so: by its name, or by its words if it is a link or a button."""
        for _ in range(FAR):
            self.tab()
            name, value, words = self.page.evaluate(HERE)
            if wanted(name, value, words):
                return self
        raise AssertionError(f"Nobody gets to {what} on “{self.page.title()}” by keyboard.")

    def to(self, name):
        return self.reach(name, lambda found, value, words: found == name)

    def type(self, name, text):
        self.to(name)
        self.page.keyboard.type(text)
        return self

    def choose(self, name, value):
        """The arrows go round a group of radios; Space chooses the one that Tab came to."""
        self.to(name)
        self.page.keyboard.press("Space")
        for _ in range(FAR):
            if self.page.evaluate(HERE)[1] == value:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not among the answers to {name}.")

    def tick(self, name, value):
        self.reach(f"{name} {value}", lambda found, at, words: (found, at) == (name, value))
        self.page.keyboard.press("Space")
        return self

    def enter(self, words):
        """Go to the button or link of those words and press Enter."""
        self.reach(words, lambda name, value, found: found.startswith(words))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self
