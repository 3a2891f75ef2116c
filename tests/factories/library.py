"""Items of the learning library, brought about by the deeds that people do."""

from partnership.operations import library
from tests.factories.policies import pdf


def item(cast, *, title="Who sees a bruise", content=b"", **more):
    """A draft, without a file unless one is given."""
    given = {
        "kind": "leaflet",
        "audiences": ["practitioners"],
        "themes": ["physical"],
        "summary": "What to do when you see a bruise on a baby.",
        "text": "# Call at once\n\nDo not wait until tomorrow.",
    }
    return library.add_library_item(
        by=cast.officer, title=title, content=content, filename="leaflet.pdf", **(given | more)
    )


def forward(cast, **more):
    return library.put_library_item_forward(item(cast, **more), by=cast.officer)


def public(cast, **more):
    return library.let_library_item_out(forward(cast, **more), by=cast.second_officer)


def with_file(cast, **more):
    return public(cast, content=pdf(), **more)


def taken_back(cast, **more):
    return library.take_library_item_back(public(cast, **more), by=cast.officer, reason="Out of date")
