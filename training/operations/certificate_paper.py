"""A certificate on paper."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from training.operations.register_paper import made, paper


def print_certificate(certificate):
    """The certificate as a tagged PDF of one page, with where its code is checked."""
    html = render_to_string(
        "print/certificate.html",
        {
            "certificate": certificate,
            "partnership_name": settings.PARTNERSHIP_NAME,
            "check_at": f"{settings.SITE_URL}{reverse('public:check_certificate')}",
            "css": paper("certificate.css"),
            "made_at": timezone.now(),
        },
    )
    return made(html, "The certificate")
