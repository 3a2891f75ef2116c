"""What search engines are told: which pages there are, and which are none of their business."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as django_sitemaps
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import Companion, YearlyReport
from partnership.models import BusinessPlan, Edition, Group, LibraryItem, Policy, PolicyVersion
from reviews.models import Review
from training.models import Course


class Mapped(Sitemap):
    """Pages at the address by which the portal is known, whatever this request called it."""

    @property
    def protocol(self):
        return urlsplit(settings.SITE_URL).scheme

    @protocol.setter
    def protocol(self, value):
        """It is not the request's to say."""

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class Pages(Mapped):
    NAMES = (
        "home", "concern", "reviews", "library", "yearly_reports", "policies", "courses", "voice", "plan",
        "arrangements", "structure", "members", "disputes", "check_certificate",
        "contact", "glossary", "accessibility", "privacy", "cookies",
    )  # fmt: skip

    def items(self):
        return self.NAMES

    def location(self, name):
        return reverse(f"public:{name}")


class Reviews(Mapped):
    def items(self):
        return Review.objects.newest_first()

    def lastmod(self, review):
        return review.newest


class Library(Mapped):
    def items(self):
        return LibraryItem.objects.public()

    def location(self, item):
        return item.public_address

    def lastmod(self, item):
        return item.let_out_at


class Reports(Mapped):
    def items(self):
        return YearlyReport.objects.newest()

    def location(self, report):
        return reverse("public:yearly_report", args=[report.slug])

    def lastmod(self, report):
        return report.published_at


class Companions(Mapped):
    """The report for children, and its other siblings that are pages of their own."""

    def items(self):
        return Companion.objects.newest().select_related("report")

    def location(self, companion):
        return reverse("public:companion", args=[companion.report.slug, companion.kind])

    def lastmod(self, companion):
        return companion.let_out_at


class Policies(Mapped):
    def items(self):
        found = list(Policy.objects.standing(timezone.localdate()))
        texts = PolicyVersion.objects.defer("text").in_bulk([one.current_id for one in found])
        for one in found:
            one.current = texts[one.current_id]
        return found

    def location(self, policy):
        return policy.public_address

    def lastmod(self, policy):
        return policy.current.in_force_on


class Courses(Mapped):
    def items(self):
        return Course.objects.offered()

    def location(self, course):
        return reverse("public:course", args=[course.slug])


class Plans(Mapped):
    def items(self):
        return BusinessPlan.objects.public()

    def location(self, plan):
        return reverse("public:plan_of_year", args=[plan.starts_on.year])


class Editions(Mapped):
    def items(self):
        return Edition.objects.all()

    def location(self, edition):
        return reverse("public:edition", args=[edition.code])


class Groups(Mapped):
    def items(self):
        return Group.objects.on(timezone.localdate())


SECTIONS = {
    "pages": Pages,
    "reviews": Reviews,
    "library": Library,
    "reports": Reports,
    "companions": Companions,
    "policies": Policies,
    "courses": Courses,
    "plans": Plans,
    "editions": Editions,
    "groups": Groups,
}


@require_safe
def sitemap(request):
    """Every public page that stands today. What is not public is in none of the querysets."""
    response = django_sitemaps.sitemap(request, sitemaps=SECTIONS)
    del response.headers["Last-Modified"]  # the newest page's, which says nothing of one that was taken down
    return response


def beginnings(within, prefix=""):
    """The first part of each address that is not the public site's, as a pattern of robots.txt."""
    for pattern in within.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            first, slash, _ = route.partition("/")
            if first and "<" not in first:
                yield f"/{first}{slash}"
        elif pattern.namespace != "public":
            yield from beginnings(pattern, route)


@require_safe
def robots(request):
    """Search engines stay out of what needs signing in, and of a demo altogether."""
    closed = ["/"] if settings.DEMO else sorted({*beginnings(get_resolver()), reverse("public:search_site")})
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in closed)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('public:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
