"""An amount of money asked for in one box, read as people in Britain write it."""

from django import forms
from django.core.exceptions import ValidationError

from partnership.rules.money import pounds, read_amount


class AmountField(forms.CharField):
    """Pounds and pence: 1,234.50, with or without £. `negative` lets (12.00) and -12.00 through."""

    def __init__(self, *, negative=False, **kwargs):
        self.negative = negative
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return (
            value
            if value is None or isinstance(value, str)
            else pounds(value).removeprefix("£").replace("−£", "-")
        )

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text)
        except ValueError as error:
            raise ValidationError(f"{str(error)[0].upper()}{str(error)[1:]}") from None
        if amount < 0 and not self.negative:
            raise ValidationError("Enter an amount of 0 or more")
        return amount


IN_POUNDS = {"prefix": "£", "width": 10}
