"""Placeholders."""

from django.http import Http404


def reports(request, **kwargs):
    raise Http404
