"""What no password may mostly consist of: the words that whoever guesses at this portal tries first."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

# Beside the words of the partnership's own name; docs/security.md tells people of the rule.
WORDS = {
    *("portal", "password", "welcome", "letmein", "login", "qwerty", "secret", "admin"),
    *("safeguarding", "safeguard", "partnership", "partner", "children", "child", "family", "review"),
    *("council", "county", "police", "health", "school", "social", "worker"),
    *("winter", "spring", "summer", "autumn"),
}
LEAST = 6  # letters that have to be left without those words


def words():
    """The longest first, so that no piece of one is left over."""
    named = re.findall(r"[a-z]{3,}", f"{settings.PARTNERSHIP_NAME} {settings.PARTNERSHIP_SHORT_NAME}".lower())
    return sorted({*WORDS, *named}, key=len, reverse=True)


def left_of(password):
    """The letters of a password that belong to none of those words."""
    return re.sub(r"[^\w]|[\d_]", "", re.sub("|".join(words()), "", password.lower()))


class NotOurWords:
    """Refuses a password that is little more than words of the partnership, with figures and signs around them."""

    def validate(self, password, user=None):
        if len(left_of(password)) < LEAST:
            raise ValidationError(
                "This password is mostly words that somebody who knows the partnership would try first. "
                "Add a word or two that have nothing to do with it.",
                code="our_words",
            )

    def get_help_text(self):
        return "Your password can’t be made of the partnership’s own words."
