"""The public site as somebody finds it who follows links and types no address."""

from collections import deque
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from tests.doors.sent import Parts

MOST = 1000  # addresses; beyond that something leads on to itself for ever


@dataclass
class Found:
    """One address, in how many clicks from home it is reached, and what it was answered; its parts if it is a page."""

    address: str
    clicks: int
    source: str
    response: object
    parts: Parts = None
    links: tuple = ()  # of (address, fragment)


class Crawl:
    """Everything to which links lead from the home page, as long as they stay at the portal's own address."""

    def __init__(self, client, site):
        self.client, self.site = client, site
        self.found, self.elsewhere = {}, set()
        waiting = deque([("/", 0, "")])
        while waiting:
            address, clicks, source = waiting.popleft()
            if address in self.found:
                continue
            assert len(self.found) < MOST, f"The site has no end: {address}"
            here = self.found[address] = self.read(address, clicks, source)
            waiting += [(link, clicks + 1, address) for link, _ in here.links]

    def read(self, address, clicks, source):
        response = self.client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)  # a file is read to its end, and so closed
        here = Found(address, clicks, source, response)
        if response["Content-Type"].startswith("text/html"):
            here.parts = Parts(response.text)
            here.links = tuple(self.links(here))
        return here

    def links(self, here):
        """Where a person or a feed reader may go from here."""
        given = [*here.parts.all("a"), *here.parts.all("link", rel="alternate")]
        for href in [one["href"] for one in given if "href" in one]:
            whole, fragment = urldefrag(urljoin(self.site + here.address, href))
            parts = urlsplit(whole)
            if f"{parts.scheme}://{parts.netloc}" == self.site:
                yield parts.path + (f"?{parts.query}" if parts.query else ""), fragment
            else:
                self.elsewhere.add(href)

    @property
    def pages(self):
        """What was answered with a page, by address."""
        return {
            address: one
            for address, one in self.found.items()
            if one.parts and one.response.status_code == 200
        }

    def lost(self):
        """Links to a place that is not on the page they lead to."""
        places = {
            address: {attributes.get("id") for _, attributes in one.parts.elements}
            for address, one in self.pages.items()
        }
        for address, one in self.pages.items():
            for link, fragment in one.links:
                if fragment and fragment not in places.get(link, ()):
                    yield f"{address} → {link}#{fragment}"
