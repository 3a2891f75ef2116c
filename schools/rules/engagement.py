"""Contact with schools: its kinds, the academic year, and what was promised against what was done."""

from dataclasses import dataclass

from django.db.models import TextChoices

from partnership.access import Refused

SOURCE = "Published arrangements 2019, section 11"


class Kind(TextChoices):
    """How an authority meets schools, or writes to them. Published arrangements 2019, section 11."""

    HEADS_SECONDARY = "heads_secondary", "Meeting of heads of secondary schools"
    HEADS_PRIMARY = "heads_primary", "Meeting of heads of primary schools"
    HEADS_SPECIALIST = "heads_specialist", "Meeting of heads of specialist schools"
    LEADS_FORUM = "leads_forum", "Forum of designated safeguarding leads"
    VISIT = "visit", "Keeping-in-touch visit"
    SOCIAL_WORKER = "social_worker", "Social worker present in schools"
    ROADSHOW = "roadshow", "Roadshow"
    BRIEFING = "briefing", "Headteacher briefing"
    BULLETIN = "bulletin", "Education bulletin"
    TRAINING = "training", "Training or update"
    OTHER = "other", "Something else"


WRITTEN = {Kind.BRIEFING, Kind.BULLETIN}  # sent to schools; all others are met face to face or online


@dataclass(frozen=True)
class Promise:
    """What one authority's arrangements promise: of which kind, counted by what, in which words."""

    authority: str
    kind: str
    per: str
    words: str
    source: str = SOURCE


@dataclass(frozen=True)
class Kept:
    """How a promise stands: in words, with a colour, and the parts of the year for which nothing was recorded."""

    promise: Promise
    number: int
    words: str
    colour: str
    missing: list
    left: int = 0  # schools, of a promise to each of them

    @property
    def missing_words(self):
        """What is missing: parts of the year, or schools; where no number is promised, whether anything is there."""
        if self.left:
            return f"{self.left:,} school{'' if self.left == 1 else 's'}"
        if not self.promise.per and not self.number:
            return "Nothing is recorded"
        return ", ".join(self.missing) or "Nothing"


def stands(promise, days, *, year, today, schools=0, visited=0):
    """How a promise stands today. `days` are those of its kind; `schools` and `visited` count for a visit to each."""
    number = len(days)
    if promise.per == "school":
        left = schools - visited
        told = f"{visited} of {schools} schools"
        over = today > year.ends_on
        return Kept(promise, number, told, "green" if not left else "red" if over else "yellow", [], left)
    parts = {"term": year.terms, "month": year.months}.get(promise.per)
    if not parts:
        return Kept(promise, number, f"{number} recorded", "green" if number else "grey", [])
    over = [part for part in parts if part[2] < today]
    missing = [name for name, first, last in over if not any(first <= day <= last for day in days)]
    running = next((part for part in parts if part[1] <= today <= part[2]), None)
    done = sum(any(first <= day <= last for day in days) for _, first, last in parts)
    told = f"{done} of {len(parts)} {promise.per}s"
    waits = running and not any(running[1] <= day <= running[2] for day in days)
    return Kept(promise, number, told, "red" if missing else "yellow" if waits else "green", missing)


def check_engagement(*, held_on, today, title, shared, reached, kind):
    """Something that took place, with what it was about and who was reached."""
    if held_on > today:
        raise Refused("The date must be today or in the past. Record it once it has taken place.")
    if not title.strip():
        raise Refused("Enter what it was called, such as “Autumn forum”.")
    if not shared.strip():
        raise Refused("Enter what was shared.")
    if not reached:
        raise Refused("Enter who was reached: schools, a kind of school, or how many others.")


def names_in(text):
    """The lines of a list of schools, without what is empty."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def match_schools(lines, schools):
    """Which schools the lines mean, by URN or by name: (schools, sentences for lines that mean none or several).

    A line may be a URN, a name, or a URN and then the name. `schools` have .urn and .name.
    """
    by_urn = {str(school.urn): school for school in schools}
    by_name = {}
    for school in schools:
        by_name.setdefault(plain(school.name), []).append(school)
    found, wrong = {}, []
    for line in lines:
        urn = line.split()[0].strip(",;:")
        same = [by_urn[urn]] if urn in by_urn else by_name.get(plain(line), [])
        if len(same) == 1:
            found[same[0].pk] = same[0]
        elif same:
            urns = ", ".join(str(school.urn) for school in same)
            wrong.append(f"Several schools are called “{line[:60]}”. Use the URN: {urns}.")
        else:
            wrong.append(f"No school of this authority is called “{line[:60]}”. Enter its URN or full name.")
    return list(found.values()), wrong


def plain(name):
    return " ".join(name.lower().replace("’", "'").split())
