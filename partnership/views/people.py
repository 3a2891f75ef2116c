"""People."""

from django.http import Http404


def people(request, **kwargs):
    raise Http404


def invite(request, **kwargs):
    raise Http404


def person(request, **kwargs):
    raise Http404


def appoint(request, **kwargs):
    raise Http404


def invite_again(request, **kwargs):
    raise Http404


def end(request, **kwargs):
    raise Http404


def letters(request, **kwargs):
    raise Http404


def my_post(request, **kwargs):
    raise Http404
