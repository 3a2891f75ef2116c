"""How hard a text is to read, by the formulas of Flesch and Kincaid. A measure to think with; it refuses nothing."""

import re
from dataclasses import dataclass

SOURCE = (
    "Flesch 1948; Kincaid and others 1975. Syllables are counted by rule, so the score is near, not exact."
)
AGE_AIM = 9  # years: GOV.UK, Writing for the web, “aim for a reading age of 9”
LONG_SENTENCE = 20  # words
CALLED = ((90, "Very easy"), (80, "Easy"), (70, "Fairly easy"), (60, "Plain"), (50, "Fairly hard"))
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
VOWELS = re.compile(r"[aeiouy]+")
SIGNS = re.compile(r"\{[a-z]+:[^{}]*\}|[#*_`>|]+|\[([^\]]*)\]\([^)]*\)")
ENDS = re.compile(r"(?<=[.!?…])\s+|\n\s*\n|\n\s*(?=[-*#\d])")


@dataclass(frozen=True)
class Ease:
    """Flesch's score (100 is easiest), the years of age Kincaid's grade stands for, and what makes it hard."""

    words: int
    sentences: int
    score: int
    age: int
    long_sentences: tuple
    hard_words: tuple

    @property
    def called(self):
        for least, words in (
            (90, "Very easy"),
            (80, "Easy"),
            (70, "Fairly easy"),
            (60, "Plain"),
            (50, "Fairly hard"),
        ):
            if self.score >= least:
                return words
        return "Hard"

    @property
    def aim_met(self):
        return self.age <= AGE_AIM


def syllables(word):
    """About how many: groups of vowels, without a silent e at the end."""
    word = word.lower()
    count = len(VOWELS.findall(word))
    silent_e = word.endswith("e") and not word.endswith(("le", "ee"))
    silent_ed = word.endswith("ed") and not word.endswith(("ted", "ded"))
    if count > 1 and (silent_e or silent_ed):
        count -= 1
    return max(count, 1)


def plain(markdown):
    """The words of a Markdown text, without its signs and without what is placed by name."""
    return SIGNS.sub(lambda match: match.group(1) or "", markdown)


def reading_ease(markdown):
    """How easy a text is; None where there are no words to judge."""
    sentences = [one.strip() for one in ENDS.split(plain(markdown)) if WORD.search(one)]
    words = [WORD.findall(one) for one in sentences]
    total = sum(len(one) for one in words)
    if not total:
        return None
    spoken = sum(syllables(word) for one in words for word in one)
    per_sentence, per_word = total / len(sentences), spoken / total
    score = 206.835 - 1.015 * per_sentence - 84.6 * per_word
    grade = 0.39 * per_sentence + 11.8 * per_word - 15.59
    counted = {}
    for one in words:
        for word in one:
            if syllables(word) > 3:
                counted[word.lower()] = counted.get(word.lower(), 0) + 1
    hard = sorted(counted, key=lambda word: (-counted[word], word))
    return Ease(
        words=total,
        sentences=len(sentences),
        score=max(0, min(100, round(score))),
        age=max(5, round(grade) + 5),
        long_sentences=tuple(
            " ".join(one.split())
            for one, said in zip(sentences, words, strict=True)
            if len(said) > LONG_SENTENCE
        )[:5],
        hard_words=tuple(hard[:12]),
    )
