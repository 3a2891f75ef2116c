"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")
application = get_wsgi_application()
resolve("/healthz")  # reads every address now: no visitor of a new worker waits a second or two for that
