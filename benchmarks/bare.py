"""The limit of a page: a bare Django view. No middleware, one query of 25 rows, one small template.

`python -m gunicorn benchmarks.bare` serves it from the database of DATABASE_URL, in which `lay_rows` has put its table.
"""

import os

BARE_ROWS = 25
TEMPLATE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for row in rows %}<article><h2><a href="/{{ row.slug }}/">{{ row.title }}</a></h2>
<p>{{ row.kind }}, {{ row.made_on|date:"j F Y" }}</p><p>{{ row.summary }}</p></article>
{% endfor %}</body></html>"""


def lay_rows(cursor):
    """Four pages of rows as long as those of the published reviews: together about 12 kilobytes a page."""
    cursor.execute(
        "DROP TABLE IF EXISTS bench_row; CREATE TABLE bench_row (id serial PRIMARY KEY, slug text, title text,"
        " kind text, made_on date, summary text);"
        " INSERT INTO bench_row (slug, title, kind, made_on, summary)"
        " SELECT 'row-' || n, 'What was learnt, number ' || n, 'Practice review', date '2026-01-01' + n,"
        " repeat('What agencies learnt and changed. ', 10) FROM generate_series(1, 100) n"
    )


def application():
    """The WSGI application, with settings of its own."""
    import django  # noqa: PLC0415 -- only the server of the bare view sets Django up so
    import environ  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    database = environ.Env.db_url_config(os.environ["DATABASE_URL"]) | {"CONN_MAX_AGE": None}
    settings.configure(
        SECRET_KEY="of-no-use", ALLOWED_HOSTS=["*"], DATABASES={"default": database}, ROOT_URLCONF=__name__,
        MIDDLEWARE=[], INSTALLED_APPS=[], USE_TZ=True, TIME_ZONE="Europe/London", LOGGING_CONFIG=None,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )  # fmt: skip
    django.setup()
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.db import models  # noqa: PLC0415
    from django.http import HttpResponse  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    class Row(models.Model):
        slug, title, kind, summary = (models.TextField() for _ in range(4))
        made_on = models.DateField()

        class Meta:
            app_label, db_table, managed = "bench", "bench_row", False

    template = engines["django"].from_string(TEMPLATE)

    def rows(request):
        found = Row.objects.order_by("-made_on")[:BARE_ROWS]
        return HttpResponse(template.render({"title": "Rows", "rows": found}))

    global urlpatterns
    urlpatterns = [path("", rows), path("text/", lambda request: HttpResponse("text"))]
    return get_wsgi_application()
