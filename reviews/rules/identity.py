"""What in a text might say who somebody is. It warns and never blocks: whoever writes decides."""

import re

MONTH = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
BORN = re.compile(r"\b(?:d\.?o\.?b\b\.?|date of birth|born on)", re.IGNORECASE)
FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})\s+\d{{4}})\b",
    re.IGNORECASE,
)
NHS_NUMBER = re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*(?:\s+[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*)+")

# Words that begin a sentence or a date, and words that tell an organisation or an office from a person.
OPENERS = (
    "A After All An And As At Baby Because Before Both But By Child Children During Each Following For From He Her "
    "His However If In It Its Later Mother Father No Of On One Our She Since Sibling That The Their Then There They "
    "This Three To Two Under Until We When While With Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April May June July August September October November December Christmas Easter"
)
TITLES = {"Mr", "Mrs", "Ms", "Miss", "Dr"}
INSTITUTIONS = (
    "Academy Accident Agency Ambulance Assessment Authority Board Borough Care Centre Christmas City Clinic College "
    "Committee Constabulary Council County Court Crown Department Director District Early East Education Emergency "
    "England Family Fire Foundation General Group Head Health Home Hospital House Independent Infirmary Integrated "
    "Leicester Leicestershire Magistrates Manager Midlands Multi National New North Northern Nursery Officer Old "
    "Panel Partnership Plan Police Practice Primary Probation Protection Review Royal Rutland Safeguarding School "
    "Section Service Services Social South Special Street Support Surgery Team Together Trust Unit University Ward "
    "Welfare West Working Worker Year Youth"
)
NOT_PART_OF_A_NAME = frozenset(OPENERS.split()) | TITLES
NOT_A_PERSON = frozenset(INSTITUTIONS.split())


def identifying(text):
    """What could say who somebody is, as sentences that quote it; an empty list when nothing was found."""
    found = []
    if BORN.search(text):
        found.append("It seems to hold a date of birth. Give an age in years instead.")
    found += [
        f"“{quoted}” is an exact date. Leave it out if it is a date of birth."
        for quoted in unique(FULL_DATE, text)
    ]
    found += [f"“{quoted}” looks like an NHS number. Leave it out." for quoted in unique(NHS_NUMBER, text)]
    found += [f"“{quoted}” looks like a postcode. Leave it out." for quoted in unique(POSTCODE, text)]
    found += [
        f"“{name}” looks like somebody’s name. Say who it is by role instead, such as “the child’s aunt”."
        for name in names(text)
    ]
    return found


def identifying_in(texts):
    """The same for several texts, each on its own: where one ends no name goes on in the next."""
    return list(dict.fromkeys(sentence for text in texts for sentence in identifying(text)))


def unique(pattern, text):
    return list(dict.fromkeys(pattern.findall(text)))


def names(text):
    """Two capitalised words or more, or one after a title, that neither open a sentence nor name a body."""
    found = []
    for run in CAPITALISED.findall(text):
        words = run.split()
        if NOT_A_PERSON & set(words):
            continue
        left = [word for word in words if word not in NOT_PART_OF_A_NAME]
        if len(left) >= 2 or (left and TITLES & set(words)):
            found.append(" ".join(left))
    return list(dict.fromkeys(found))
