"""Who in the whole country listens to a child, or to somebody who fears for one; as they publish it themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Helpline:
    name: str
    note: str
    telephone: str
    address: str


NATIONAL_HELP = (
    Helpline(
        "Childline",
        "for children and young people, free, day and night",
        "0800 1111",
        "https://www.childline.org.uk/",
    ),
    Helpline("NSPCC helpline", "for adults who are worried", "0808 800 5000", "https://www.nspcc.org.uk/"),
    Helpline("The police", "when nobody is in danger now", "101", "https://www.police.uk/"),
)
