"""The diary."""

from django.http import Http404


def diary(request, **kwargs):
    raise Http404
