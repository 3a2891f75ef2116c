"""How each published example of the design system is asked for with our own forms and parts."""

import re
from html.parser import HTMLParser

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import SafeString

from partnership.forms.dates import DateField


class NotOffered(Exception):
    """An option of the design system that our forms and parts do not have; its name is the message."""


# Comparing ------------------------------------------------------------------------------------------------


class Outline(HTMLParser):
    """A page as a list of marks: order of attributes and classes, and white space, do not count."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.marks = []

    def handle_starttag(self, tag, attrs):
        pairs = []
        for name, value in sorted(attrs):
            value = " ".join(sorted((value or "").split())) if name == "class" else value or ""
            pairs.append(f'{name}="{value}"')
        self.marks.append(f"<{' '.join([tag, *pairs])}>")

    def handle_endtag(self, tag):
        self.marks.append(f"</{tag}>")

    def handle_data(self, data):
        text = " ".join(data.split())
        if text:
            self.marks.append(text)


def outline(html):
    parser = Outline()
    parser.feed(html)
    parser.close()
    return parser.marks


# Asking ---------------------------------------------------------------------------------------------------


def part(source, **context):
    """A tag of ours, as a page would write it."""
    return Template("{% load portal %}" + source).render(Context(context))


def only(options, *known):
    """Refuse an example that needs what we do not offer; empty options ask for nothing."""
    extra = sorted(
        name for name, value in options.items() if name not in known and value not in (None, "", [], {})
    )
    if extra:
        raise NotOffered(", ".join(extra))


def words(thing, *known):
    """The text of a text-or-html option."""
    if not thing:
        return ""
    only(thing, "text", "html", *known)
    return SafeString(thing["html"]) if thing.get("html") else thing["text"]


def bound(field, options, *, name, value=None, look=None):
    """One field on a form, with the example's id, value and error."""
    look = dict(look or {})
    label = options.get("label") or (options.get("fieldset") or {}).get("legend") or {}
    only(label, "text", "classes", "isPageHeading")
    field.label = label.get("text", "")
    field.help_text = words(options.get("hint"))
    size = re.fullmatch(r"govuk-(?:label|fieldset__legend)--(s|m|l|xl)", label.get("classes") or "")
    if label.get("classes") and not size:
        raise NotOffered("label.classes")
    look |= {"label": size[1] if size else "", "heading": bool(label.get("isPageHeading"))}
    error = words(options.get("errorMessage"))
    inside = {one: Inside(place) for place, (one,) in enumerate(look.get("reveals", {}).values())}
    form_class = type("ExampleForm", (forms.Form,), {name: field, **inside, "looks": {name: look}})
    data = value if isinstance(value, dict) else {} if value is None else {name: value}
    form = form_class(data) if error else form_class(initial=None if value is None else {name: value})
    if error:
        params = {"parts": look.pop("wrong")} if look.get("wrong") else None
        form._errors = ErrorDict({name: ErrorList([ValidationError(error, params=params)])})
    return form[name].as_field_group()


class Inside(forms.Field):
    """A field under an option, drawn as a mark that the example's own HTML replaces."""

    def __init__(self, place):
        super().__init__(required=False)
        self.place = place

    def get_bound_field(self, form, field_name):
        bound_field = forms.BoundField(form, self, field_name)
        mark = f'<div class="govuk-form-group">INSIDE {self.place}</div>'
        bound_field.as_field_group = lambda: SafeString(mark)
        return bound_field


COMMON = ("label", "hint", "errorMessage", "id", "name", "value", "classes")
PLAIN_ATTRS = ("autocomplete", "inputmode", "pattern", "autocapitalize", "spellcheck")


def plain_attrs(options):
    attrs = {"id": options.get("id") or options["name"], "class": options.get("classes") or ""}
    for name in PLAIN_ATTRS:
        value = options.get(name)
        if value is not None:
            attrs[name] = {True: "true", False: "false"}.get(value, value)
    return {name: value for name, value in attrs.items() if value != ""}


def input_(options):
    only(options, *COMMON, *PLAIN_ATTRS, "type", "prefix", "suffix", "disabled")
    widget = forms.TextInput(attrs=plain_attrs(options))
    widget.input_type = options.get("type") or "text"
    if widget.input_type == "number":
        raise NotOffered("type number: ours is text with a numeric keyboard")
    look = {side: words(options.get(side)) for side in ("prefix", "suffix")}
    field = forms.CharField(widget=widget, disabled=bool(options.get("disabled")))
    return bound(field, options, name=options["name"], value=options.get("value"), look=look)


def password_input(options):
    only(options, *COMMON, "autocomplete")
    field = forms.CharField(widget=forms.PasswordInput(attrs=plain_attrs(options), render_value=False))
    if options.get("value"):
        raise NotOffered("value: a password is never sent back to the browser")
    return bound(field, options, name=options["name"])


def textarea(options, look=None, max_length=None, known=()):
    only(options, *COMMON, *known, "rows", "autocomplete", "spellcheck")
    widget = forms.Textarea(attrs=plain_attrs(options))
    field = forms.CharField(widget=widget, max_length=max_length)
    look = {**(look or {}), **({"rows": options["rows"]} if options.get("rows") else {})}
    return bound(field, options, name=options["name"], value=options.get("value"), look=look)


def character_count(options):
    if not options.get("maxlength"):
        raise NotOffered("without a limit")
    if options.get("countType") == "words":
        return textarea(options, {"words": options["maxlength"]}, known=("maxlength", "countType"))
    return textarea(options, {}, options["maxlength"], known=("maxlength",))


def file_upload(options):
    only(options, *COMMON, "multiple", "disabled")
    widget = forms.FileInput
    if options.get("multiple"):
        widget = type("Several", (forms.FileInput,), {"allow_multiple_selected": True})
    field = forms.FileField(widget=widget(attrs=plain_attrs(options)), disabled=bool(options.get("disabled")))
    if options.get("value"):
        raise NotOffered("value: a browser never takes one")
    return bound(field, options, name=options["name"])


def choices(options):
    """Choices, chosen values and look of radios, checkboxes and select."""
    items, chosen, look = [], [], {"hints": {}, "divider": {}, "exclusive": [], "inside": {}}
    divider = ""
    for item in options.get("items") or []:
        if not item:
            continue
        only(item, "value", "text", "hint", "checked", "selected", "divider", "behaviour", "conditional")
        if item.get("divider"):
            divider = item["divider"]
            continue
        if "value" not in item:
            raise NotOffered("items without value")
        if not isinstance(item["value"], (str, int)) or item["value"] in ("", False):
            raise NotOffered("values that are no text")
        value = str(item["value"])
        items.append((value, item["text"]))
        if item.get("checked") or item.get("selected"):
            chosen.append(value)
        if item.get("hint"):
            look["hints"][value] = words(item["hint"])
        if (item.get("conditional") or {}).get("html"):
            look["inside"][value] = item["conditional"]["html"]
        if item.get("behaviour"):
            look["exclusive"].append(value)
        if divider:
            look["divider"][value], divider = divider, ""
    return items, chosen, look


def options_of(options, field_class, widget_class, component):
    only(options, *COMMON, "idPrefix", "fieldset", "items", "values")
    fieldset = options.get("fieldset") or {}
    only(fieldset, "legend")
    if not fieldset.get("legend"):
        raise NotOffered("options without a legend")
    items, chosen, look = choices(options)
    classes = (options.get("classes") or "").replace(f"govuk-{component}--", "").split()
    for name in classes:
        if name not in ("inline", "small"):
            raise NotOffered("classes")
        look[name] = True
    chosen = [str(one) for one in options.get("values") or []] or chosen or [options.get("value")]
    value = chosen if component == "checkboxes" else chosen[0]
    widget = widget_class(attrs={"id": options.get("idPrefix") or options["name"]})
    field = field_class(choices=items, widget=widget)
    look["reveals"] = {inside: [f"inside_{place}"] for place, inside in enumerate(look["inside"])}
    html = bound(field, options, name=options["name"], value=value, look=look)
    return with_the_examples_own(html, look["inside"].values())


def with_the_examples_own(html, insides):
    """What an option reveals is a field of ours there and loose HTML in the example: put that in its place."""
    for place, inside in enumerate(insides):
        own = f'<div class="govuk-form-group">INSIDE {place}</div>'
        html = html.replace(own, inside)
    return html


def radios(options):
    return options_of(options, forms.ChoiceField, forms.RadioSelect, "radios")


def checkboxes(options):
    return options_of(options, forms.MultipleChoiceField, forms.CheckboxSelectMultiple, "checkboxes")


def select(options):
    only(options, *COMMON, "items")
    items, chosen, _ = choices(options)
    field = forms.ChoiceField(choices=items, widget=forms.Select(attrs=plain_attrs(options)))
    if options.get("value") and any("selected" in item for item in options["items"] if item):
        raise NotOffered("value and selected")
    value = options.get("value") or (chosen[0] if chosen else None)
    return bound(field, options, name=options["name"], value=value)


def date_input(options):
    """Ours join the parts with an underscore, as Django does: the example is rewritten to that first."""
    only(options, "id", "fieldset", "hint", "errorMessage", "values", "day", "month", "year", "namePrefix")
    only(options.get("fieldset") or {}, "legend")
    wrong = []
    for box in ("day", "month", "year"):
        only(options.get(box) or {}, "error")
        if (options.get(box) or {}).get("error"):
            wrong.append(box)
        if options.get("errorMessage") and (options.get(box) or {}).get("error") is False:
            raise NotOffered("a box said to be right")
        if options.get(box) and not options.get("errorMessage"):
            raise NotOffered("a wrong box without a message")
    if any(name in options and not options[name] for name in ("day", "month", "year")):
        raise NotOffered("a date without day, month or year")
    if not options.get("fieldset"):
        raise NotOffered("without a legend")
    values = options.get("values") or {}
    prefix = f"{options['namePrefix']}-" if options.get("namePrefix") else ""
    if set(values) - {f"{prefix}{box}" for box in ("day", "month", "year")}:
        raise NotOffered("other names")
    given = {
        f"date_{box}": values[f"{prefix}{box}"]
        for box in ("day", "month", "year")
        if values.get(f"{prefix}{box}")
    }
    field = DateField()
    field.widget.attrs["id"] = options["id"]
    if given and not options.get("errorMessage"):
        return drawn_with_values(field, options, given)
    return bound(field, options, name="date", value=given or None, look={"wrong": wrong})


def drawn_with_values(field, options, given):
    legend = options["fieldset"]["legend"]
    field.label, field.help_text = words(legend), words(options.get("hint"))
    form = type("ExampleForm", (forms.Form,), {"date": field})(given)
    form._errors = ErrorDict()
    return form["date"].as_field_group()


def expected_date_input(html, options):
    html = re.sub(rf'(id|for)="{options["id"]}-(day|month|year)"', rf'\1="{options["id"]}_\2"', html)
    return re.sub(r'name="(?:[\w-]+-)?(day|month|year)"', r'name="date_\1"', html)


def error_summary(options):
    only(options, "titleText", "errorList")
    if options.get("titleText") != "There is a problem":
        raise NotOffered("another title")
    problems = []
    for one in options.get("errorList") or []:
        only(one, "text", "href")
        problems.append({"text": one["text"], "target": (one.get("href") or "").removeprefix("#")})
    return render_to_string("parts/error_summary.html", {"problems": problems})


def error_message(options):
    if "visuallyHiddenText" in options:
        raise NotOffered("another word than error, or none")
    only(options, "text", "html", "id")
    return loose("error", options, {"errors": [words(options, "id")]})


def hint(options):
    only(options, "text", "html", "id")
    return loose("hint", options, {"hint": words(options, "id")})


def loose(kind, options, context):
    """A hint or an error as it stands in a field, with the example's own id or none."""
    html = render_to_string("forms/hint_and_error.html", {"id": "x", **context})
    return html.replace(f' id="x-{kind}"', f' id="{options["id"]}"' if options.get("id") else "")


def tag(options):
    only(options, "text", "classes")
    colour = (options.get("classes") or "").removeprefix("govuk-tag--")
    try:
        return part("{% tag text colour %}", text=options["text"], colour=colour)
    except ValueError:
        raise NotOffered(f"colour {colour}") from None


def button(options):
    only(options, "text", "classes", "name", "value", "preventDoubleClick", "type")
    if options.get("type") not in (None, "submit"):
        raise NotOffered("type")
    if options.get("value") and not options.get("name"):
        raise NotOffered("value without name")
    if options.get("preventDoubleClick") is False:
        raise NotOffered("preventDoubleClick that is off")
    kind = (options.get("classes") or "").removeprefix("govuk-button--")
    if kind not in ("", "secondary", "warning"):
        raise NotOffered("classes")
    once = bool(options.get("preventDoubleClick"))
    return part(
        "{% submit text kind name value once %}",
        **{"name": "", "value": "", **options, "kind": kind, "once": once},
    )


def breadcrumbs(options):
    only(options, "items")
    steps = []
    for place, item in enumerate(options["items"]):
        only(item, "text", "href")
        steps += [item["text"], item["href"]] if item.get("href") else [item["text"]]
        if not item.get("href") and place < len(options["items"]) - 1:
            raise NotOffered("a step in the middle without address")
    names = {f"s{number}": step for number, step in enumerate(steps)}
    return part("{% breadcrumbs " + " ".join(names) + " %}", **names)


def back_link(options):
    only(options, "text", "href")
    return part(
        "{% back_link address text %}", address=options.get("href") or "#", text=options.get("text") or "Back"
    )


def details(options):
    only(options, "summaryText", "text", "html", "open")
    source = "{% details summary open=open %}{{ text }}{% enddetails %}"
    return part(
        source,
        summary=options["summaryText"],
        text=words({"text": options.get("text"), "html": options.get("html")}),
        open=bool(options.get("open")),
    )


def inset_text(options):
    return part("{% inset text %}", text=words(options))


def warning_text(options):
    only(options, "text", "iconFallbackText")
    if options.get("iconFallbackText") != "Warning":
        raise NotOffered("iconFallbackText")
    return part("{% warning text %}", **options)


def phase_banner(options):
    only(options, "tag", "text", "html")
    if not options.get("tag"):
        raise NotOffered("without tag")
    return render_to_string(
        "parts/phase.html",
        {
            "label": words(options["tag"]),
            "text": words({"text": options.get("text"), "html": options.get("html")}),
        },
    )


def notification_banner(options):
    only(options, "text", "type", "titleText")
    kind = options.get("type") or "important"
    if kind not in ("important", "success"):
        raise NotOffered("type")
    return part(
        "{% banner text kind title %}", text=options["text"], kind=kind, title=options.get("titleText") or ""
    )


def panel(options):
    only(options, "titleText", "titleHtml", "text", "html")
    title = words({"text": options.get("titleText"), "html": options.get("titleHtml")})
    text = words({"text": options.get("text", ""), "html": options.get("html")})
    return part("{% confirmation title text %}", title=title, text=text)


def pagination(options):
    only(options, "previous", "next", "items")
    numbers = []
    for item in filter(None, options.get("items") or []):
        only(item, "number", "href", "current", "ellipsis")
        numbers.append(None if item.get("ellipsis") else {"address": item["href"], **item})
    if not numbers:
        raise NotOffered("without numbers")
    for way in ("previous", "next"):
        only(options.get(way) or {}, "href")
    context = {way: (options.get(way) or {}).get("href") for way in ("previous", "next")}
    return render_to_string("parts/pagination.html", {"many": True, "numbers": numbers, **context})


def service_navigation(options):
    only(options, "navigation")
    entries = []
    for item in filter(None, options.get("navigation") or []):
        only(item, "href", "text", "active")
        if not item.get("href"):
            raise NotOffered("entries without address")
        entries.append({"address": item["href"], "label": item["text"], "current": item.get("active")})
    if len(entries) < 2:
        raise NotOffered("fewer than two entries")
    return render_to_string("parts/service_navigation.html", {"navigation": entries})


def skip_link(options):
    """The link as it stands at the top of templates/base.html."""
    only(options, "text", "href")
    if (options["text"], options.get("href")) not in (("Skip to main content", "#test-target-element"),):
        raise NotOffered("another text or target")
    page = render_to_string("base.html", {}, request=RequestFactory().get("/"))
    link = re.search(r'<a href="#main-content" class="govuk-skip-link".*?</a>', page, re.S)[0]
    return link.replace("#main-content", options["href"])


def summary_list(options):
    only(options, "rows", "card")
    rows = []
    for row in options["rows"]:
        if not row:
            continue
        only(row, "key", "value", "actions")
        actions = row.get("actions") or {}
        only(actions, "items")
        rows.append({"key": words(row["key"]), "value": words(row["value"]), "actions": links(actions)})
    if any(row["actions"] for row in rows) != all(row["actions"] for row in rows):
        raise NotOffered("some rows with actions, some without")
    card = options.get("card") or {}
    only(card, "title", "actions")
    only(card.get("title") or {}, "text")
    only(card.get("actions") or {}, "items")
    context = {
        "rows": rows,
        "card": words(card.get("title")),
        "card_actions": links(card.get("actions") or {}),
    }
    if card and not context["card"]:
        raise NotOffered("card without title")
    if len(context["card_actions"]) == 1:
        raise NotOffered("card with one action")
    return part("{% summary_list rows card card_actions %}", **context)


def links(actions):
    items = []
    for item in actions.get("items") or []:
        only(item, "href", "text", "visuallyHiddenText")
        items.append(
            {"address": item["href"], "text": item["text"], "hidden": item.get("visuallyHiddenText") or ""}
        )
    return items


def table(options):
    """The table itself, without the frame that scrolls it."""
    only(options, "caption", "captionClasses", "head", "rows", "firstCellIsHeader")
    if not (options.get("firstCellIsHeader") and options.get("caption") and options.get("head")):
        raise NotOffered("without caption, heading or row headers")
    columns = []
    for cell in options["head"]:
        only(cell, "text", "format")
        columns.append(cell["text"] + ("#" if cell.get("format") else ""))
    for row in options["rows"]:
        for cell in row:
            only(cell, "text", "format")
    size = (options.get("captionClasses") or "").removeprefix("govuk-table__caption--")
    rows = [[cell["text"] for cell in row] for row in options["rows"]]
    source = "{% table_of rows caption columns stack=False size=size %}"
    html = part(source, rows=rows, caption=options["caption"], columns="|".join(columns), size=size)
    html = re.sub(r' data-label="[^"]*"| id="table-[^"]*"', "", html)
    return re.search(r"<table.*</table>", html, re.S)[0]


def task_list(options):
    only(options, "items", "idPrefix")
    tasks = []
    for item in options["items"]:
        if not item:
            raise NotOffered("empty items, whose numbers count")
        only(item, "title", "href", "status", "hint")
        status = item["status"]
        only(status, "text", "tag", "classes")
        if status.get("classes") not in (None, "", "govuk-task-list__status--cannot-start-yet"):
            raise NotOffered("status.classes")
        mark = status.get("tag") or {}
        only(mark, "text", "classes")
        colour = (mark.get("classes") or "").removeprefix("govuk-tag--")
        tasks.append(
            {
                "title": words(item["title"]),
                "address": item.get("href"),
                "hint": words(item.get("hint")),
                "status": mark.get("text") or status.get("text"),
                "colour": colour,
            }
        )
        if mark and not colour:
            raise NotOffered("a tag without colour")
        if bool(item.get("href")) == ("cannot-start-yet" in (status.get("classes") or "")):
            raise NotOffered("a task without address that can start")
    return part("{% task_list tasks prefix %}", tasks=tasks, prefix=options.get("idPrefix") or "task-list")


DRAW = {
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "character-count": character_count,
    "checkboxes": checkboxes,
    "date-input": date_input,
    "details": details,
    "error-message": error_message,
    "error-summary": error_summary,
    "file-upload": file_upload,
    "hint": hint,
    "input": input_,
    "inset-text": inset_text,
    "notification-banner": notification_banner,
    "pagination": pagination,
    "panel": panel,
    "password-input": password_input,
    "phase-banner": phase_banner,
    "radios": radios,
    "select": select,
    "service-navigation": service_navigation,
    "skip-link": skip_link,
    "summary-list": summary_list,
    "table": table,
    "tag": tag,
    "task-list": task_list,
    "textarea": textarea,
    "warning-text": warning_text,
}
