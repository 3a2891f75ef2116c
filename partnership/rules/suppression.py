"""Small numbers of children and families: what may be shown beyond those who work with them. The one home of that law.

Two limits stand beside one another, each where its data needs it: `LEAST` for what agencies count, and `FEWEST` for
children who died, of whom even nought tells something.
"""

LEAST = 5  # smaller numbers could tell of a family; the threshold that public bodies commonly use
FEWEST = 10  # local rule, unconfirmed: no published figure of deaths is below ten. Nought is kept back too
FEWER = f"fewer than {FEWEST}"


def small(number, least=LEAST):
    """Whether a number could tell of a family. Nought and what is not known tell of none."""
    return number is not None and 0 < number < least


def in_words(number, least=LEAST):
    """A number as a table shows it."""
    return "not shown" if number is None else str(number)


# Within one table ---------------------------------------------------------------------------------------------


def suppressed(counts, least=LEAST, hidden=()):
    """label → number, with None where it is not shown. Nought is shown; `hidden` are kept back whatever they are.

    Whoever knows the total could work out one hidden number, or that several are small together: so the next
    smallest goes too, until at least two are hidden that come to at least `least`, or nothing is left to hide.
    """
    hidden = {label for label, number in counts.items() if small(number, least)} | set(hidden)
    while hidden and (len(hidden) == 1 or sum(counts[label] for label in hidden) < least):
        others = [(number, label) for label, number in counts.items() if label not in hidden and number]
        if not others:
            break
        hidden.add(min(others)[1])
    return {label: None if label in hidden else number for label, number in counts.items()}


# Where parts are shown one after the other, for years -----------------------------------------------------------


def sum_is_safe(hidden, least=LEAST):
    """Whether a sum may be shown beside all its parts but these, which are small.

    Whoever subtracts learns what they come to. It is safe while each of them could still be any number from 1 to
    `least` − 1: never for one alone. A part is hidden for its own sake only, never for a neighbour's, so that no part
    shown last year has to be taken back.
    """
    others, known = len(hidden) - 1, sum(hidden)
    if others < 0:
        return True
    return others > 0 and known - (least - 1) >= others and known - 1 <= (least - 1) * others


def running_shown(told, least=LEAST):
    """Which of the counts since a year's first day may be shown: {period: whether}.

    `told` are (period, count) in the order in which they became known, corrections among them. What came between two
    of them is a count as well: one is shown only while it differs from every other that is shown by nought or by no
    small number, so that nothing small is left by subtraction, whatever is corrected later.
    """
    shown, may = {}, {}
    for period, count in told:
        others = [0, *(value for other, value in shown.items() if other != period)]
        may[period] = count is not None and not any(small(abs(count - value), least) for value in others)
        if may[period]:
            shown[period] = count
        else:
            shown.pop(period, None)
    return may


# Children who died ----------------------------------------------------------------------------------------------


def shown(count):
    """The count, or in words that it is too small to be shown; nothing where nothing was counted."""
    if count is None:
        return "not given"
    return FEWER if count < FEWEST else f"{count:,}"


def all_shown(counts):
    """name → what is shown of each of some counts that lie within one another, from the widest.

    Two counts that differ by little would give the difference away, so the smaller one is then kept back as well.
    """
    told, last = {}, None
    for name, count in counts.items():
        told[name] = shown(count)
        if count is not None and last is not None and 0 < last - count < FEWEST and count >= FEWEST:
            told[name] = "withheld, as it would give a small count away"
        last = count if count is not None else last
    return told
