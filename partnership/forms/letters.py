"""Words that staff put before and after those of a letter."""

from django import forms

from partnership.rules.letter_words import LONGEST


class LetterWordsForm(forms.Form):
    """What a kind of letter says beside its own words."""

    opening = forms.CharField(
        label="What should stand before the letter’s own words?",
        help_text="Plain words. For example: Dear {name},",
        widget=forms.Textarea,
        max_length=LONGEST,
        required=False,
    )
    closing = forms.CharField(
        label="What should stand after them?",
        help_text="For example: Ring us on the number that you know if anything is unclear.",
        widget=forms.Textarea,
        max_length=LONGEST,
        required=False,
    )
    looks = {"opening": {"rows": 4}, "closing": {"rows": 4}}
