"""Letters as whoever gets them reads them, and the links in them."""

import re

from partnership.operations.letters import post_letters


def newest(sink, to, words=""):
    """Post whatever is promised: the newest letter to that address with these words in its subject."""
    post_letters()
    found = [one for one in sink.messages if to in one["To"] and words in one["Subject"]]
    assert found, [(one["To"], one["Subject"]) for one in sink.messages]
    return found[-1]


def link_in(letter, to=""):
    """The one link of a letter that leads there."""
    (link,) = re.findall(rf"http\S+/{to}\S*", letter.get_body(("plain",)).get_content())
    return link
