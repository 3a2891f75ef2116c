"""Placeholders."""

from django.http import Http404


def list_(request, **kwargs):
    raise Http404


def refer(request, **kwargs):
    raise Http404


def my_review(request, **kwargs):
    raise Http404


def clocks(request, **kwargs):
    raise Http404
