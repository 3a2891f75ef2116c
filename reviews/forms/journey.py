"""The way through a referral: which page comes when, what is still unanswered, and what it all says."""

from functools import cached_property

from reviews.forms.referral import (
    MOST_CHILDREN,
    AbuseForm,
    AccountForm,
    AgencyForm,
    AgreedForm,
    ChildForm,
    ChildrenForm,
    MediaForm,
    ProcessesForm,
    WhenForm,
    WhereForm,
    as_sent,
)
from reviews.rules.identity import identifying_in

BEFORE_CHILDREN = {"agency": AgencyForm, "agreed": AgreedForm, "when": WhenForm, "where": WhereForm}
AFTER_CHILDREN = {"account": AccountForm, "abuse": AbuseForm, "processes": ProcessesForm, "media": MediaForm}
UNFINISHED = "unfinished"  # marks what was kept while somebody was still typing
FORMS = BEFORE_CHILDREN | {"children": ChildrenForm} | AFTER_CHILDREN


class Journey:
    """One referral being written: `draft` is what was kept of it, `agencies` those it may be for."""

    def __init__(self, draft, agencies):
        self.draft = draft
        self.agencies = agencies
        self.bound = {}

    @cached_property
    def only_agency(self):
        """The one agency it can be for; None where there is a choice."""
        first = list(self.agencies[:2])
        return first[0] if len(first) == 1 else None

    @property
    def children(self):
        """The pages of the children entered so far, in their order."""
        numbers = [
            int(name.removeprefix("child-")) for name in self.draft.answers if name.startswith("child-")
        ]
        return [f"child-{number}" for number in sorted(numbers)]

    @property
    def next_child(self):
        """The page of one child more; None once there are as many as there may be."""
        if len(self.children) >= MOST_CHILDREN:
            return None
        last = self.children[-1].removeprefix("child-") if self.children else 0
        return f"child-{int(last) + 1}"

    @property
    def pages(self):
        """Every page that this referral has to answer."""
        before = [page for page in BEFORE_CHILDREN if page != "agency" or not self.only_agency]
        return [*before, *(self.children or ["child-1"]), "children", *AFTER_CHILDREN]

    def has(self, page):
        return page in self.pages or page == self.next_child

    def number_of(self, page):
        """Which child of this referral a page is about."""
        return self.children.index(page) + 1 if page in self.children else len(self.children) + 1

    def form(self, page, data=None):
        """The page's form with what is sent now, or with what the draft has of it."""
        made = FORMS.get(page, ChildForm)
        if data is None and page in self.draft.answers:
            data = as_sent(self.draft.answers[page])
        return made(data, agencies=self.agencies, number=self.number_of(page))

    def kept(self, page):
        """The form as the draft has it, judged once; None where nothing is kept."""
        if page not in self.bound:
            self.bound[page] = self.form(page) if page in self.draft.answers else None
        return self.bound[page]

    def answered(self, page):
        form = self.kept(page)
        if form is None or UNFINISHED in self.draft.answers[page] or not form.is_valid():
            return False
        return page != "children" or (bool(self.children) and form.cleaned_data["another"] == "no")

    @cached_property
    def unanswered(self):
        """The first page that is still to be answered; None once all are."""
        return next((page for page in self.pages if not self.answered(page)), None)

    def before(self, page):
        """The page before that one; None before the first."""
        if page not in self.pages:
            return "children"
        place = self.pages.index(page)
        return self.pages[place - 1] if place else None

    def answers(self, page):
        return self.kept(page).answers

    @property
    def facts(self):
        """What the referral says, as the operation takes it. Every page is answered."""
        forms = {page: self.kept(page).cleaned_data for page in self.pages}
        return {
            "referred_for": self.only_agency or forms["agency"]["referred_for"],
            **forms["agreed"],
            **forms["when"],
            **forms["where"],
            **forms["account"],
            **forms["abuse"],
            **forms["media"],
            "children": [forms[page] for page in self.children],
            "proceedings": self.kept("processes").proceedings,
            "not_a_live_concern": True,  # ticked before there was a draft
        }

    @property
    def warnings(self):
        """What in its free text might say who somebody is."""
        texts = [
            value
            for page in ("agreed", "account", "processes")
            for values in self.draft.answers.get(page, {}).values()
            for value in values
        ]
        return identifying_in(texts)
