"""An email address, no longer than the database keeps one."""

from django import forms

LONGEST = 254  # characters, as models.EmailField; the forms' own default lets 320 through


class AddressField(forms.EmailField):
    """One email address; a longer one than can be kept is said on the page."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(**kwargs)
