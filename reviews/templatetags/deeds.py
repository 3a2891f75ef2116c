"""For templates that show a deed only to those who may do it."""

from django import template

from partnership.access import Can
from partnership.access import may as person_may

register = template.Library()


@register.filter
def may(person, capability):
    """`{% if person|may:"RUN_CASES" %}`: whether one of the roles they hold today grants it."""
    return bool(person) and person_may(person, Can[capability])
