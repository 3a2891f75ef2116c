"""Letters: what was promised, sent or not sent, and how one's own come."""

from csp.decorators import csp_update
from django.contrib import messages
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnership.access import Can, requires
from partnership.forms.letters import LetterWordsForm
from partnership.forms.people import LettersFilterForm, MyPostForm
from partnership.models import Letter, LetterWords, LostAddress
from partnership.operations import bounces, letter_words
from partnership.operations.composing import compose, in_words, invented, kinds
from partnership.operations.people import choose_post
from partnership.rules.bounces import meaning
from partnership.rules.letter_words import KINDS, PLACEHOLDERS
from partnership.rules.letters import OPTIONAL
from partnership.rules.sayings import moment
from partnership.views.deed import attempt, pressed
from partnership.views.listings import Column, Listing, in_order
from partnership.views.sections import people_section

UNDELIVERED = (Letter.State.FAILED, Letter.State.RETURNED, Letter.State.HELD)
LETTERS = Listing(
    "letters",
    "Letters",
    "letter",
    [
        Column("Written", lambda one: moment(one.promised_at), by="promised_at", kind="day"),
        Column(
            "To",
            lambda one: str(one.recipient or one.address),
            by=Coalesce("recipient__name", "address"),
        ),
        Column("What", lambda one: one.subject, by="subject"),
        Column("About", lambda one: one.label, by="label", under="What"),
        Column("Due", lambda one: one.due_on if one.label else None, by="due_on", kind="day", under="What"),
        Column("State", lambda one: one.get_state_display(), by=in_order("state", Letter.State), kind="step"),
        Column("Sent", lambda one: moment(one.sent_at), by="sent_at", kind="day", under="State"),
        Column("Why", lambda one: one.state_reason, under="State"),
    ],
    form=LettersFilterForm,
    order="the newest first",
    first="-written",
)


@requires(Can.SEE_LETTERS)
@require_safe
def letters(request):
    """Every letter, and how many were promised, sent, cancelled or could not be sent."""
    form = LettersFilterForm(request.GET or None, states=Letter.State.choices)
    found = Letter.objects.select_related("recipient")
    asked = form.cleaned_data if form.is_valid() else {}
    if asked.get("state"):
        found = found.filter(state=asked["state"])
    if asked.get("q"):
        found = found.filter(
            Q(reference__icontains=asked["q"])
            | Q(recipient__name__icontains=asked["q"])
            | Q(address__icontains=asked["q"])
        )
    shown = LETTERS.shown(request, found, of=Letter.objects.all(), form=form)
    if shown.file:
        return shown.file
    for letter in shown.page:
        letter.status = Letter.State(letter.state)
    counts = dict(Letter.objects.values_list("state").annotate(Count("pk")).order_by())
    return render(
        request,
        "partnership/letters.html",
        {
            "shown": shown,
            "page": shown.page,
            "counts": [
                {"value": counts.get(state, 0), "label": label, "address": f"?state={state}"}
                for state, label in Letter.State.choices
            ],
            "colours": {"promised": "blue", "sent": "green", "cancelled": "grey"}
            | dict.fromkeys(UNDELIVERED, "red"),
            "lost": LostAddress.objects.filter(cleared_at=None).count(),
            "section": people_section(request),
        },
    )


@requires(Can.SEE_LETTERS)
@require_safe
def lost_addresses(request):
    """Who cannot be reached, since when, what waits for them, and what to do about it."""
    lost = bounces.to_lost_addresses()
    known = bounces.whose([one.address for one, _ in lost])
    rows = []
    for one, letters_of in lost:
        means, to_do = meaning(one.status)
        rows.append(
            {"lost": one, "means": means, "to_do": to_do, "letters": letters_of[:5], "count": len(letters_of),
             "whose": known.get(one.address, [])}
        )  # fmt: skip
    return render(
        request, "partnership/lost_addresses.html", {"rows": rows, "section": people_section(request)}
    )


@requires(Can.SEE_LETTERS)
@require_POST
def clear_address(request, pk):
    """The address works: what waits for it goes."""
    lost = get_object_or_404(LostAddress, pk=pk)
    pressed(request, bounces.clear_address, lost, "What waited for this address is on its way.")
    return redirect("lost_addresses")


@requires(Can.SEE_LETTERS)
@require_safe
def letter_kinds(request):
    """Every kind of letter that the portal sends, to be looked at."""
    found = [{"kind": kind, "words": KINDS[kind][0], "sent": KINDS[kind][1]} for kind in kinds()]
    found.sort(key=lambda one: one["words"])
    return render(request, "partnership/letter_kinds.html", {"kinds": found})


def preview(kind, words=None):
    """The email of an invented letter of that kind, which is not sent; with `words` of ours as they would be."""
    if kind not in kinds():
        raise Http404
    return compose([invented(kind, today=timezone.localdate())], None, words)


@requires(Can.SEE_LETTERS)
@require_safe
def letter_kind(request, kind):
    """One kind of letter as text, with invented facts."""
    message = preview(kind)
    versions = LetterWords.objects.filter(kind=kind).select_related("written_by")
    return render(
        request,
        "partnership/letter_kind.html",
        {"kind": kind, "words": in_words(kind), "message": message, "versions": versions,
         "ours": letter_words.words_of(kind)},
    )  # fmt: skip


@requires(Can.SEE_LETTERS)
def write_letter_words(request, kind):
    """Words of ours before and after those of a letter: looked at first, then for every letter of that kind."""
    now = letter_words.words_of(kind)
    preview(kind)  # or there is no such kind
    form = LetterWordsForm(
        request.POST or None, initial={"opening": now.opening, "closing": now.closing} if now else None
    )
    message = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("deed") == "look":
            message = preview(kind, LetterWords(kind=kind, **given))
        elif attempt(form, letter_words.write_letter_words, kind, by=request.user, **given):
            messages.success(request, "From now on letters of this kind say it like this.")
            return redirect("letter_kind", kind)
    return render(
        request,
        "partnership/write_letter_words.html",
        {"kind": kind, "words": in_words(kind), "form": form, "message": message,
         "placeholders": [(f"{{{name}}}", what) for name, what in PLACEHOLDERS.items()]},
    )  # fmt: skip


@requires(Can.SEE_LETTERS)
@require_POST
def back_to_shipped_words(request, kind):
    """The letter says its own words alone again."""
    preview(kind)
    said = "Letters of this kind say their own words alone again."
    pressed(request, letter_words.back_to_shipped_words, kind, said)
    return redirect("letter_kind", kind)


@requires(Can.SEE_LETTERS)
@require_safe
@csp_update({"style-src": ["'unsafe-inline'"]})
def letter_sheet(request, kind):
    """The same as a mail program shows it, which brings its own style along."""
    (sheet,) = [one.content for one in preview(kind).alternatives]
    return HttpResponse(sheet)


def my_post(request):
    """How one's own letters come, each at once or one a day, and which of those that may be declined."""
    person = request.user
    wanted = [kind for kind in OPTIONAL if kind not in person.post_declined]
    form = MyPostForm(request.POST or None, initial={"post": person.post, "wanted": wanted})
    if request.method == "POST" and form.is_valid():
        declined = [kind for kind in OPTIONAL if kind not in form.cleaned_data["wanted"]]
        choose_post(person, by=person, post=form.cleaned_data["post"], declined=declined)
        messages.success(request, "It is kept how letters reach you, from the next one on.")
        return redirect("my_post")
    return render(request, "partnership/my_post.html", {"form": form})
