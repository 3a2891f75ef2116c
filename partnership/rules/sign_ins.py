"""What a browser is called in words, how recent a proof is recent, and what is kept of a form sent too late."""

from datetime import timedelta

PROOF_LASTS = timedelta(minutes=10)  # for what cannot be taken back: publishing, deciding, disposing
KEPT_FOR = timedelta(days=3)
KEPT_AT_MOST = 5  # forms of one person; the oldest goes

# The first that is found in what a browser says of itself; most pretend to be those further down.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)

OF_THE_PAGE = ("seen", "version", "revision", "next", "deed")
LONGEST_CODE = 12  # characters; a choice is sent as a number or a short word

NEVER_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword")


def browser_in_words(said):
    """What a browser says of itself, as a person would: “Firefox on Windows”."""
    browser = next((name for mark, name in BROWSERS if mark in said), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser


def what_to_keep(pairs):
    """The names and texts of a form that are worth keeping; nothing when nobody typed or chose anything."""
    kept = [[name, text] for name, text in pairs if name not in NEVER_KEPT]
    return kept if any(text.strip() for _, text in kept) else []


def readable(fields):
    """What a person wrote, as (field in words, text), and how many choices, dates and numbers there are besides.

    What pages carry for themselves, such as the version that they showed, is neither.
    """
    texts, others = [], 0
    for name, text in fields:
        if name in OF_THE_PAGE or name.endswith(("_FORMS", "-id")) or not text.strip():
            continue
        if any(letter.isspace() for letter in text.strip()) or len(text.strip()) > LONGEST_CODE:
            texts.append((in_words(name), text))
        else:
            others += 1
    return texts, others


def in_words(name):
    """A field's name as words, as near to its label as a name comes."""
    return name.rsplit("-", 1)[-1].replace("_", " ").strip().capitalize() or name
