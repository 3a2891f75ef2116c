"""One page with every kind of field and every part on it, for looking at and for tests; never in the portal."""

import datetime as dt
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from partnership.forms.dates import DateField

OUTCOMES = [
    ("national", "Local child safeguarding practice review"),
    ("local", "Other local review"),
    ("none", "No review"),
]
AGENCIES = [
    ("la", "Leicestershire County Council"),
    ("police", "Leicestershire Police"),
    ("icb", "NHS"),
    ("no", "None"),
]


class SpecimenForm(forms.Form):
    """One field of each kind, all of them required."""

    title = forms.CharField(label="Title", help_text="No child's or family's name.", max_length=80)
    email = forms.EmailField(label="Email address")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    cost = forms.DecimalField(label="Agreed cost", help_text="In pounds, without VAT.")
    reason = forms.CharField(label="Reason", widget=forms.Textarea, max_length=200)
    happened_on = DateField(label="Date of the incident", help_text="For example, 27 3 2026.")
    outcome = forms.ChoiceField(label="What do you recommend?", choices=OUTCOMES, widget=forms.RadioSelect)
    why_none = forms.CharField(label="Why is no review needed?", required=False)
    agencies = forms.MultipleChoiceField(
        label="Which agencies were involved?", choices=AGENCIES, widget=forms.CheckboxSelectMultiple
    )
    authority = forms.ChoiceField(
        label="Local authority", choices=[("", "Choose one"), ("le", "Leicestershire"), ("ru", "Rutland")]
    )
    report = forms.FileField(label="Report", help_text="PDF or Word, up to 20 MB.")
    read = forms.BooleanField(label="I have read every agency's return")

    looks = {
        "cost": {"prefix": "£", "width": 10},
        "outcome": {
            "hints": {"national": "A case that meets the criteria of the guidance in force."},
            "reveals": {"none": ["why_none"]},
        },
        "agencies": {"exclusive": ["no"], "divider": {"no": "or"}},
        "happened_on": {"label": "m"},
    }


class FilterForm(forms.Form):
    q = forms.CharField(label="Words", required=False)
    authority = forms.ChoiceField(
        label="Local authority", required=False, choices=[("", "All"), ("le", "Leicestershire")]
    )


def deadline(label, due_on, left, **more):
    return SimpleNamespace(
        label=label,
        due_on=due_on,
        working_days_left=left,
        **{"done_on": None, "late": False, "rule": "", "source": "", "address": "", **more},
    )


DEADLINES = [
    deadline(
        "Notify the national Panel", dt.date(2025, 12, 30), None, done_on=dt.date(2025, 12, 30),
        rule="5 working days after the authority became aware", source="Working Together 2023, chapter 5",
    ),
    deadline("Agency returns", dt.date(2026, 1, 9), -3, late=True, rule="5 working days after the request"),
    deadline("Rapid review meeting", dt.date(2026, 1, 14), 1, rule="Local milestone", address="#"),
    deadline(
        "Rapid review to the Panel", dt.date(2026, 1, 21), 6,
        rule="15 working days after the notification", source="Working Together 2023, chapter 5",
    ),
]  # fmt: skip
STRUCTURE = [
    {
        "name": "Leicestershire and Rutland Safeguarding Children Partnership",
        "kind": "lead",
        "area": "LR",
        "note": "Meets every quarter",
        "children": [
            {
                "name": "Planning and Delivery Group",
                "address": "#pdg",
                "area": "LR",
                "note": "Meets every quarter, two weeks before",
                "children": [
                    {"name": "Case Review Group", "address": "#crg", "area": "LR"},
                    {"name": "Multi-Agency Audit Group", "address": "#maa", "area": "LR"},
                    {"name": "Policy and Procedures Group", "address": "#pp", "area": "LLR"},
                ],
            },
            {"name": "Young People's Advisory Group", "address": "#ypag", "area": "LR"},
            {
                "name": "Child Death Overview Panel",
                "kind": "linked",
                "area": "LLR",
                "note": "Reports to the boards",
            },
        ],
    }
]
LATE = [
    {
        "title": "Agency return for LR-2026-04",
        "address": "#1",
        "due_on": dt.date(2026, 1, 9),
        "late": True,
        "note": "Rapid review",
    },
]
ASKED = [
    {
        "title": "Agree the notification for LR-2026-07",
        "address": "#2",
        "due_on": dt.date(2026, 1, 14),
        "note": "Statutory partner",
    },
    {
        "title": "Section 11 return 2026",
        "address": "#3",
        "due_on": dt.date(2026, 3, 31),
        "tag": "3 of 8 done",
        "colour": "blue",
    },
]
ROWS = [["Leicestershire Police", 12, "On time"], ["NHS Leicester, Leicestershire and Rutland", 9, "1 late"]]
TASKS = [
    {"title": "Identify the agencies", "address": "#a", "status": "Completed"},
    {
        "title": "Gather information",
        "address": "#b",
        "status": "In progress",
        "colour": "blue",
        "hint": "3 of 5 agencies have answered.",
    },
    {"title": "Decide", "status": "Cannot start yet", "hint": "Only the Independent Advisor decides."},
]
EVENTS = [
    {
        "title": "Decision recorded",
        "by": "the Independent Advisor",
        "at": dt.date(2026, 1, 20),
        "text": "Local review.",
    },
    {"title": "Referred", "by": "Leicestershire Police", "at": dt.date(2025, 12, 19), "text": ""},
]
NARRATIVE = """\
# What difference did it make?

Children told us that **one worker** mattered most.

- fewer moves
- quicker decisions

<script>alert(1)</script>
"""


def context():
    return {
        "clocks": DEADLINES,
        "structure": STRUCTURE,
        "late": LATE,
        "asked": ASKED,
        "rows": ROWS,
        "tasks": TASKS,
        "events": EVENTS,
        "narrative": NARRATIVE,
        "page": Paginator(range(400), 10).page(6),
        "filter_form": FilterForm(),
        "figures": [
            {"value": 7, "label": "cases under way", "address": "#c"},
            {"value": 2, "label": "decisions due"},
            {"value": "83%", "label": "actions on time"},
        ],
        "summary": [
            ("Reference", "LR-2026-04"),
            {
                "key": "Authority",
                "value": "Rutland",
                "actions": [{"text": "Change", "address": "#", "hidden": "authority"}],
            },
        ],
        "bars": [
            ("Leicestershire Police", 12),
            ("NHS", 9),
            ("Rutland County Council", 4),
            ("Probation", None),
        ],
        "cases": [
            {"reference": "LR-2026-04", "stage": "Rapid review", "due_on": dt.date(2026, 1, 21), "left": 6},
            {"reference": "LR-2026-02", "stage": "Published", "due_on": dt.date(2026, 6, 30), "left": 111},
        ],
        "sub": [
            {"label": "Overview", "address": "#o", "current": True},
            {"label": "Information", "address": "#i"},
            {"label": "Decision", "address": "#d"},
        ],
    }


def form_page(request):
    form = SpecimenForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form.is_valid()
    return render(request, "look/form.html", {"form": form})


def parts_page(request):
    return render(request, "look/parts.html", context())


def draft(request):
    draft.saved = request.POST.dict()
    return JsonResponse({"version": 2}, status=200 if request.POST.get("title") != "refuse" else 500)


def work(request):
    return JsonResponse(
        {"done": 3, "total": 4, "state": "running", "message": "3 of 4 sections", "address": ""}
    )


def stub(request):
    return HttpResponse("", content_type="text/plain")


PUBLIC = (
    "home", "reviews", "policies", "arrangements", "structure", "concern", "accessibility", "privacy", "cookies",
    "contact", "yearly_reports", "courses", "library", "search_site",
)  # fmt: skip

SIGN_IN = ("account_login", "account_logout", "account_reset_password", "mfa_index", "second_factor")

urlpatterns = [
    path("specimen/form/", login_not_required(form_page), name="specimen_form"),
    path("specimen/parts/", login_not_required(parts_page), name="specimen_parts"),
    path("specimen/draft/", login_not_required(draft), name="specimen_draft"),
    path("specimen/errand/", login_not_required(work), name="specimen_work"),
    path("home/", stub, name="home"),
    *(path(f"{name}/", login_not_required(stub), name=name) for name in SIGN_IN),
    path("", include(([path(f"{name}/", login_not_required(stub), name=name) for name in PUBLIC], "public"))),
]
