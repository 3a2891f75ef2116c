"""Placeholders."""

from django.http import Http404


def rounds(request, **kwargs):
    raise Http404


def reports(request, **kwargs):
    raise Http404


def round_(request, **kwargs):
    raise Http404


def return_(request, **kwargs):
    raise Http404
