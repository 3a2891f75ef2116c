"""Somebody who uses no mouse: Tab, arrows, Space and Enter."""

FAR = 120  # more stops than any page has that is walked by keyboard
HERE = "() => { const one = document.activeElement; return [one.name || '', one.value || '', one.textContent.trim()] }"


class Keyboard:
    """Hands on the keys of one page: what cannot be reached by Tab does not exist."""

    def __init__(self, page):
        self.page = page

    def reach(self, what, wanted):
        """Tab on to what is called so: by its name, or by its words if it is a link or a button."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
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
