"""Seven-minute briefings: the list, one to read, writing, agreeing, and putting forward for publication."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, may, requires
from partnership.views.deed import attempt
from partnership.views.files import send_file
from reviews.forms.briefing import ReopenBriefingForm, SeenBriefingForm, StartBriefingForm, WriteBriefingForm
from reviews.models import Briefing
from reviews.operations import briefing as operations
from reviews.rules.briefing import GUIDE, PAGES, drawn, words_in
from reviews.rules.identity import identifying
from reviews.rules.learning import LEARNS_AT
from reviews.views.deed import check_standing, find_case
from reviews.views.learning import reads
from reviews.views.sections import learning_section

A_PAGE = 30
COLOURS = {"draft": "yellow", "agreed": "green"}


@requires(Can.READ_LEARNING)
@require_safe
def briefings(request):
    """Agreed briefings for everybody; drafts besides for those who write them."""
    seen = Briefing.objects.visible_to(request.user).select_related("written_by")
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.status = Briefing.State(one.state)
    return render(
        request,
        "reviews/briefings.html",
        {
            "page": page,
            "colours": COLOURS,
            "writes": may(request.user, Can.WRITE_LEARNING),
            "section": learning_section(request),
        },
    )


def find(request, pk):
    return get_object_or_404(
        Briefing.objects.visible_to(request.user).select_related(
            "case__review", "written_by", "agreed_by", "document", "artefact__document"
        ),
        pk=pk,
    )


@requires(Can.WRITE_LEARNING)
def start_briefing(request, pk=None):
    """Begin a briefing: of a case from the case's page, or of none."""
    case = find_case(request, pk) if pk else None
    if case:
        check_standing(request, case, *LEARNS_AT)
    form = StartBriefingForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            begun := attempt(form, operations.start_briefing, by=request.user, case=case, **form.cleaned_data)
        )
    ):
        return redirect("reviews:write_briefing", begun.pk)
    return render(request, "reviews/start_briefing.html", {"case": case, "form": form})


@requires(Can.READ_LEARNING)
@require_safe
def briefing(request, pk):
    """One briefing as it is read, and for its writers what comes next."""
    found = find(request, pk)
    writes = may(request.user, Can.WRITE_LEARNING)
    draft = found.state == Briefing.State.DRAFT
    return render(
        request,
        "reviews/briefing.html",
        {
            "briefing": found,
            "status": Briefing.State(found.state),
            "colours": COLOURS,
            "boxes": drawn(found.texts),
            "words": sum(words_in(text) for text in found.texts.values()),
            "guide": GUIDE,
            "pages": PAGES,
            "warnings": warnings_of(found) if writes and draft else [],
            "writes": writes,
            "shows_lengths": writes and draft,
            "agree": SeenBriefingForm(initial={"seen": found.revision})
            if writes and draft and found.written_by_id != request.user.pk
            else None,
            "case": found.case and reads(request.user, found.case),
            "puts_forward": may_be_put_forward(request.user, found),
        },
    )


def warnings_of(briefing):
    return identifying("\n".join([briefing.title, *briefing.texts.values()]))


def may_be_put_forward(person, briefing):
    """Whether its PDF can go before the checkers of a review now."""
    if not may(person, Can.RUN_CASES) or briefing.state != Briefing.State.AGREED:
        return False
    if briefing.case is None or not hasattr(briefing.case, "review"):
        return False
    before = briefing.artefact
    return before is None or before.state == "withdrawn" or before.document.kept_at < briefing.agreed_at


@requires(Can.WRITE_LEARNING)
def write_briefing(request, pk):
    """Write its seven boxes."""
    found = find(request, pk)
    form = WriteBriefingForm(
        request.POST or None,
        initial={"seen": found.revision, "title": found.title, "theme": found.theme} | found.texts,
    )
    newer = None
    if request.method == "POST" and form.is_valid():
        if attempt(form, operations.write_briefing, found, by=request.user, **form.cleaned_data):
            messages.success(request, "The briefing is saved.")
            return redirect(found)
        found.refresh_from_db()
        if found.revision != form.cleaned_data["seen"]:
            newer = drawn(found.texts)
            form.look_again(found.revision)
    return render(
        request,
        "reviews/write_briefing.html",
        {"briefing": found, "form": form, "newer": newer, "guide": GUIDE, "warnings": warnings_of(found)},
    )


@requires(Can.WRITE_LEARNING)
@require_POST
def agree_briefing(request, pk):
    """Agree it: its PDF is made and kept, and everybody reads it."""
    found = find(request, pk)
    form = SeenBriefingForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else None
    operations.agree_briefing(found, by=request.user, seen=seen)
    messages.success(request, "The briefing is agreed. Everybody who signs in can read it.")
    return redirect(found)


@requires(Can.WRITE_LEARNING)
def reopen_briefing(request, pk):
    """Take it back to a draft."""
    found = find(request, pk)
    form = ReopenBriefingForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, operations.reopen_briefing, found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The briefing is a draft again.")
        return redirect(found)
    return render(request, "reviews/reopen_briefing.html", {"briefing": found, "form": form})


@requires(Can.RUN_CASES)
@require_POST
def put_forward(request, pk):
    """Bring its PDF before the checkers of the review."""
    artefact = operations.put_forward(find(request, pk), by=request.user)
    messages.success(request, "The briefing is with the checkers, like any file that will be published.")
    return redirect(artefact)


@requires(Can.READ_LEARNING)
@require_safe
def briefing_pdf(request, pk):
    """The agreed PDF."""
    found = get_object_or_404(
        Briefing.objects.visible_to(request.user)
        .filter(state=Briefing.State.AGREED)
        .select_related("document"),
        pk=pk,
    )
    return send_file(found.document, f"seven-minute-briefing-{found.pk}.pdf")
