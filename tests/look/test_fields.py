"""Every kind of field: its error is said, linked to something that takes focus, and nothing typed is lost."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template

from partnership.forms.dates import DateField
from partnership.forms.sentences import errors_of
from tests.look.specimen import OUTCOMES, SpecimenForm

FOCUSABLE = {"input", "select", "textarea"}


class Ids(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.labels = {}, set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            assert attrs["id"] not in self.tags, f"{attrs['id']} is there twice"
            self.tags[attrs["id"]] = tag
        if tag == "label":
            self.labels.add(attrs["for"])


def drawn(form, source="{% load portal %}{% fields form %}"):
    return Template(source).render(Context({"form": form}))


def empty_post():
    form = SpecimenForm({}, {})
    assert not form.is_valid()
    return form


def test_every_link_of_the_error_summary_leads_to_a_control_with_a_label():
    form = empty_post()
    ids = Ids(drawn(form))
    targets = [problem["target"] for problem in errors_of(form)]

    assert len(targets) == len([field for field in form.fields.values() if field.required])
    assert {ids.tags[target] for target in targets} <= FOCUSABLE
    assert set(targets) <= ids.labels


def test_the_field_and_the_summary_say_the_same():
    form = empty_post()
    html = drawn(form)

    for problem in errors_of(form):
        assert problem["text"].replace("'", "&#x27;") in html


def test_a_required_answer_is_asked_for_by_name():
    assert [problem["text"] for problem in errors_of(empty_post())] == [
        "Enter the title",
        "Enter the email address",
        "Enter the password",
        "Enter the agreed cost",
        "Enter the reason",
        "Enter the date of the incident",
        "Choose an answer to ‘What do you recommend?’",
        "Choose at least one answer to ‘Which agencies were involved?’",
        "Choose the local authority",
        "Choose a file for ‘Report’",
        "Tick ‘I have read every agency's return’ to go on",
    ]


def test_a_date_is_linked_to_its_first_wrong_box():
    form = SpecimenForm({"happened_on_day": "3", "happened_on_month": "5"})
    html = drawn(form)
    targets = {problem["text"]: problem["target"] for problem in errors_of(form)}

    assert targets["The date of the incident must include a year"] == "id_happened_on_year"
    assert len(re.findall(r'id="id_happened_on_day"[^>]*govuk-input--error', html)) == 0
    assert Ids(html).tags["id_happened_on_year"] == "input"


def test_what_was_typed_is_still_there_after_an_error():
    typed = {
        "title": "A <title>",
        "email": "not an address",
        "cost": "twelve",
        "reason": "x" * 201,
        "happened_on_day": "31",
        "happened_on_month": "Febuary",
        "happened_on_year": "26",
        "outcome": "local",
        "agencies": ["police", "icb"],
        "authority": "ru",
        "read": "on",
    }
    html = drawn(SpecimenForm(typed))

    for value in ("A &lt;title&gt;", "not an address", "twelve", "x" * 201, "31", "Febuary", "26"):
        assert value in html
    assert re.search(r'value="local"[^>]* checked', html)
    assert len(re.findall(r'name="agencies"[^>]* checked', html)) == 2
    assert re.search(r'<option value="ru" selected', html)
    assert re.search(r'name="read"[^>]* checked', html)


def test_a_text_that_is_too_long_is_measured_and_never_cut():
    form = SpecimenForm({"reason": "x" * 230})

    assert "Reason must be 200 characters or fewer; it has 230" in [one["text"] for one in errors_of(form)]
    assert " maxlength=" not in drawn(form)
    assert 'data-maxlength="200"' in drawn(form)


def test_a_password_is_never_sent_back():
    assert "hunter2" not in drawn(SpecimenForm({"password": "hunter2"}))


def test_no_control_leaves_validation_to_the_browser():
    html = drawn(SpecimenForm())

    assert not re.search(r"<(input|select|textarea)[^>]*\s(required|placeholder)", html)


def test_an_optional_field_says_so_once():
    class Form(forms.Form):
        note = forms.CharField(required=False)
        other = forms.CharField(required=False, label="Other (optional)")
        agreed = forms.BooleanField(required=False, label="Agreed")

    html = drawn(Form())

    assert "Note (optional)" in html
    assert "Other (optional)" in html
    assert "(optional) (optional)" not in html
    assert "Agreed (optional)" not in html
    Form.show_optional = False
    assert "Note (optional)" not in drawn(Form())


def test_the_three_ways_of_drawing_a_field_are_one():
    form = empty_post()
    by_django = form["outcome"].as_field_group()
    by_tag = drawn(form, "{% load portal %}{% field form.outcome %}")
    by_crispy = drawn(form, "{% load crispy_forms_tags %}{{ form.outcome|as_crispy_field }}").strip()

    assert by_django == by_tag == by_crispy


def test_a_field_shown_under_an_option_is_drawn_once():
    html = drawn(SpecimenForm({"outcome": "none"}))

    assert html.count('id="id_why_none"') == 1
    assert 'class="govuk-radios__conditional" id="conditional-id_outcome-3"' in html


def test_crispy_draws_a_layout_with_a_legend_a_row_and_buttons():
    class Form(forms.Form):
        first = forms.CharField()
        second = forms.CharField()
        third = forms.CharField(widget=forms.HiddenInput, required=False)
        outcome = forms.ChoiceField(choices=OUTCOMES, widget=forms.RadioSelect)
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset(
                "Who was <em>there</em>?", Row("first", Field("second", css_class="govuk-input--width-5"))
            ),
            Div("outcome", css_class="portal-columns"),
            HTML("<p>Then</p>"),
            ButtonHolder(Submit("deed", "Record the decision")),
        )

    html = drawn(Form({}), "{% load crispy_forms_tags %}{% crispy form %}")
    ids = Ids(html)

    assert html.lstrip().startswith("<form ")
    assert " novalidate" in html
    assert "govuk-input--width-5" in html
    assert '<button type="submit" name="deed" value="Record the decision"' in html
    assert {ids.tags[problem["target"]] for problem in errors_of(Form({}))} == {"input"}
    by_tag = drawn(Form({}))
    assert '<fieldset class="govuk-fieldset portal-fieldset"' in by_tag
    assert 'name="third"' in by_tag


def test_a_formset_has_its_own_ids_and_links():
    class Form(forms.Form):
        due_on = DateField(label="Due date")
        kind = forms.ChoiceField(choices=OUTCOMES, widget=forms.RadioSelect)

    formset = forms.formset_factory(Form, extra=2)(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-due_on_day": "1"}
    )
    assert not formset.is_valid()
    html = drawn(formset)
    ids = Ids(html)

    assert 'name="form-TOTAL_FORMS"' in html
    assert all(ids.tags[one["target"]] == "input" for one in errors_of(formset) if one["target"])
    assert "id_form-0-due_on_month" in {one["target"] for one in errors_of(formset)}


def test_an_error_of_the_whole_form_stands_in_the_summary_without_a_link():
    form = SpecimenForm({})
    form.add_error(None, "The case was decided while you were typing.")
    html = drawn(form, "{% load portal %}{% error_summary form %}")

    assert "<li>The case was decided while you were typing.</li>" in html


def test_one_form_has_one_summary_however_often_it_is_asked_for():
    html = drawn(empty_post(), "{% load portal %}{% error_summary form %}{% error_summary form %}")

    assert html.count("There is a problem") == 1


def test_an_unknown_widget_still_gets_label_and_error():
    class Form(forms.Form):
        day = forms.DateField(widget=forms.SelectDateWidget(years=[2026]), label="Day")

    html = drawn(Form({}))

    assert "govuk-form-group--error" in html
    assert "Day" in html


@pytest.mark.parametrize("field", [forms.IntegerField, forms.DecimalField, forms.FloatField])
def test_a_number_is_typed_as_text_with_a_numeric_keyboard(field):
    form = type("Form", (forms.Form,), {"amount": field(min_value=0)})({"amount": "1,5 x"})
    html = drawn(form)

    assert 'type="text"' in html
    assert 'inputmode="' in html
    assert "1,5 x" in html
    assert " min=" not in html
