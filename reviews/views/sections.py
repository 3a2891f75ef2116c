"""The small menus that hold neighbouring pages of case reviews together."""

from partnership.access import Can
from partnership.views.sections import section


def learning_section(request):
    return section(
        request,
        ("Briefings", "reviews:briefings", Can.READ_LEARNING),
        ("Reviews from elsewhere", "reviews:outside_reviews", Can.READ_LEARNING),
    )
