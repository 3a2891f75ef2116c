"""Templates are compiled without their indentation; what people typed keeps every space."""

from django import forms
from django.template.loader import render_to_string


class Told(forms.Form):
    words = forms.CharField(widget=forms.Textarea)


def test_a_page_has_no_indentation_of_ours():
    html = render_to_string("parts/figures.html", {"items": [{"value": 3, "label": "asked"}]})
    assert "portal-figures__value" in html
    assert not any(line != line.lstrip() for line in html.splitlines())


def test_what_was_typed_keeps_every_space():
    typed = "First:\n    a poem\n\n  of lines"
    html = Told({"words": typed})["words"].as_field_group()
    assert f">\n{typed}</textarea>" in html
