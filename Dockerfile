# One image for web, worker, beat and migrate; docker-compose.yml says which of them a container is.

FROM python:3.13-slim-trixie AS packages
COPY requirements.lock /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements.lock

FROM python:3.13-slim-trixie
# What WeasyPrint draws with, the font that the report's style names, and pg_dump of the database's release.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    postgresql-client-17 \
 && rm -rf /var/lib/apt/lists/*
# The folders exist in the image so that new volumes laid over them belong to this user.
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent portal \
 && install -d -m 700 -o portal -g portal /srv/documents /srv/timetable
COPY --from=packages /venv /venv
WORKDIR /portal
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/tmp/cache \
    DOCUMENT_ROOT=/srv/documents STATIC_ROOT=/srv/static
# Static files are part of the image. These settings hold for this line only; no database is asked.
RUN SECRET_KEY=for-the-build-only DATABASE_URL=postgres://build@localhost/build \
    python manage.py collectstatic --no-input --verbosity 0
USER portal
EXPOSE 8000
# Threads, so that a slow reader does not hold a whole worker; WEB_CONCURRENCY says how many workers.
CMD ["gunicorn", "partnership.site.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--max-requests", "2000", \
     "--max-requests-jitter", "200", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
