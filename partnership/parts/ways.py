"""Ways round: where a page is, back from it, beside it and through it."""

from django import template

register = template.Library()


@register.inclusion_tag("parts/breadcrumbs.html")
def breadcrumbs(*steps):
    """Text and address in turn; a last text without an address is this page."""
    steps = list(steps)
    here = steps.pop() if len(steps) % 2 else None
    items = [
        {"text": text, "address": address} for text, address in zip(steps[::2], steps[1::2], strict=True)
    ]
    return {"items": items, "here": here}


@register.inclusion_tag("parts/back_link.html")
def back_link(address, text="Back"):
    return {"address": address, "text": text}


@register.inclusion_tag("parts/sub_navigation.html")
def sub_navigation(items, label="In this section"):
    return {"items": items, "label": label}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the pages of a list; the rest of the query string stays."""
    request = context.get("request")

    def address(number):
        query = request.GET.copy() if request else None
        if query is None:
            return f"?page={number}"
        query["page"] = number
        return f"?{query.urlencode()}"

    paginator = page.paginator
    numbers = [
        {"number": n, "address": address(n), "current": n == page.number} if isinstance(n, int) else None
        for n in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "many": paginator.num_pages > 1,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else None,
        "next": address(page.next_page_number()) if page.has_next() else None,
    }
