"""`{% url %}` as Django has it, without seeking the page anew for each number: lists lead to hundreds."""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch

from partnership.addresses import address_of

register = template.Library()


class Address(URLNode):
    """What is opened by more than numbers, Django finds, and says where there is no such page."""

    def render(self, context):
        numbers = [arg.resolve(context) for arg in self.args]
        if self.kwargs or any(type(one) is not int or one < 0 for one in numbers):
            return super().render(context)
        try:
            address = address_of(self.view_name.resolve(context), *numbers)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar is None:
            return address
        context[self.asvar] = address
        return ""


@register.tag
def url(parser, token):
    node = django_url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
