"""Published reviews."""

from django.http import Http404


def published(request, **kwargs):
    raise Http404


def review(request, **kwargs):
    raise Http404


def artefact(request, **kwargs):
    raise Http404
