"""A certificate on paper."""

from django.conf import settings
from django.urls import reverse

from partnership.operations.paper import print_paper, style

SECONDS = 45


def print_certificate(certificate):
    """The certificate as a tagged PDF of one page, with where its code is checked."""
    return print_paper(
        "print/certificate.html",
        {
            "certificate": certificate,
            "check_at": f"{settings.SITE_URL}{reverse('public:check_certificate')}",
        },
        css=style("certificate.css"),
        called="The certificate",
        seconds=SECONDS,
    )[0]
