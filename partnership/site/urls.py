"""All addresses. Everything is closed to anonymous visitors but what `public.py` opens."""

from django.conf import settings
from django.urls import include, path

from partnership.site import help, public, search

handler400 = "partnership.views.errors.bad_request"
handler403 = "partnership.views.errors.forbidden"
handler404 = "partnership.views.errors.not_found"
handler500 = "partnership.views.errors.failed"

# What shares its beginning comes first: an address is looked for from the top, and each request looks for one.
urlpatterns = [
    path("cases/", include("reviews.urls")),
    path("assurance/", include("assurance.urls")),
    path("schools/", include("schools.urls")),
    path("training/", include("training.urls")),
    path("account/", include("partnership.site.account")),
    path("search/", search.search, name="search"),
    path("help/", help.help_page, name="help"),
    path("help/<slug:role>/", help.guide, name="guide"),
    path("", include(public.site)),
    path("", include(public.nameless)),
    path("", include("partnership.urls")),
]

if settings.DEMO:
    urlpatterns += [path("demo/", include("partnership.site.demo.urls"))]
