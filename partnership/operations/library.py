"""The learning library: added, changed, let out to the public by two people, taken back."""

from django.db import transaction
from django.utils import timezone

from partnership.access import Refused
from partnership.models import LibraryItem
from partnership.operations import let_out as public
from partnership.operations.documents import keep
from partnership.operations.names import follow_title
from partnership.operations.record import record
from partnership.rules.library import NOTHING_TO_READ, check_item
from partnership.rules.voice import check_not_public

ONLY = (".pdf",)


def lock(item):
    return LibraryItem.objects.select_for_update(no_key=True).get(pk=item.pk)


def file_of(item, *, by, content, filename):
    """The PDF, checked as every upload is, without what is hidden in it, and under a name that is public."""
    return keep(
        content,
        by=by,
        title=f"File of library item {item.slug}",
        filename=filename,
        download_name=item.slug,
        only=ONLY,
        clean=True,
        replaces=item.document,
    )


@transaction.atomic
def add_library_item(
    *, by, title, kind, audiences, summary,
    themes=(), language=LibraryItem.Language.ENGLISH, text="", content=None, filename="",
):  # fmt: skip
    """Add an item. Nobody but those who keep the library sees it before two people let it out."""
    check_item(title=title, summary=summary, audiences=audiences, text=text)
    if LibraryItem.objects.filter(title__iexact=title.strip(), kind=kind, language=language).exists():
        raise Refused("There is one of that kind, title and language in the library already.")
    item = LibraryItem(
        title=title.strip(), kind=LibraryItem.Kind(kind), audiences=list(audiences),
        themes=list(themes), language=LibraryItem.Language(language), summary=summary.strip(),
        text=text.strip(), added_by=by,
    )  # fmt: skip
    follow_title(item, title, known=False, otherwise="item")
    if content:
        item.document = file_of(item, by=by, content=content, filename=filename)
    item.save()
    record("added to the library", item, by=by, label=item.slug, kind=item.kind)
    return item


@transaction.atomic
def change_library_item(
    item, *, by, seen, title, kind, audiences, summary,
    themes=(), language=LibraryItem.Language.ENGLISH, text="", content=None, filename="", without_file=False,
):  # fmt: skip
    """Change what nobody has put forward. `seen` is the revision that the page showed."""
    item = lock(item)
    check_not_public(item)
    if str(seen) != str(item.revision):
        raise Refused(
            "Somebody has changed this since you opened it. What they saved is shown above. Combine "
            "the two and send it again."
        )
    check_item(title=title, summary=summary, audiences=audiences, text=text)
    follow_title(item, title, known=item.first_out_at is not None, otherwise="item")
    item.title, item.kind, item.language = title.strip(), kind, language
    item.audiences, item.themes = list(audiences), list(themes)
    item.summary, item.text = summary.strip(), text.strip()
    if content:
        item.document = file_of(item, by=by, content=content, filename=filename)
    elif without_file:
        item.document = None
    item.revision += 1
    item.save(
        update_fields=[
            "title", "slug", "kind", "language", "audiences", "themes", "summary", "text", "document", "revision",
        ]
    )  # fmt: skip
    record("changed", item, by=by, label=item.slug)
    return item


@transaction.atomic
def put_library_item_forward(item, *, by):
    """One person says that the public should read it."""
    item = lock(item)
    return public.put_forward(
        item, by=by, ready=bool(item.text or item.document_id), sentence=NOTHING_TO_READ, label=item.slug
    )


@transaction.atomic
def let_library_item_out(item, *, by):
    """Somebody else has read it: it is in the library from now on."""
    item = lock(item)
    return public.let_out(item, by=by, label=item.slug, first_out_at=item.first_out_at or timezone.now())


@transaction.atomic
def take_library_item_back(item, *, by, reason):
    """The public reads it no longer, or it is not put forward after all. It can be changed again."""
    item = lock(item)
    return public.take_back(item, by=by, reason=reason, label=item.slug)
