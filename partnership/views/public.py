"""Public pages of the partnership itself."""

from django.http import Http404


def home(request, **kwargs):
    raise Http404


def arrangements(request, **kwargs):
    raise Http404


def edition(request, **kwargs):
    raise Http404


def structure(request, **kwargs):
    raise Http404


def group(request, **kwargs):
    raise Http404


def concern(request, **kwargs):
    raise Http404


def accessibility(request, **kwargs):
    raise Http404


def privacy(request, **kwargs):
    raise Http404


def cookies(request, **kwargs):
    raise Http404


def contact(request, **kwargs):
    raise Http404
