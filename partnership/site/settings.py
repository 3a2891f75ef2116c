"""All settings, in one file, from the environment. `.env.example` explains each variable.

A missing or wrong value stops the start with a sentence; nothing here guesses a secret.
"""

import sys
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from partnership.site import organisation_accounts
from partnership.site.secrets import Environment

BASE_DIR = Path(__file__).resolve().parents[2]

env = Environment()
if {"DATABASE_URL", "DATABASE_URL_FILE"}.isdisjoint(env.ENVIRON):
    # `.env` is the operator's; `.demo/env` is written by `make demo`, so that manage.py reaches its database.
    for source in (BASE_DIR / ".env", BASE_DIR / ".demo" / "env"):
        if source.is_file():
            env.read_env(source)


def required(name, why):
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why} See .env.example.")
    return value


# What a person running the portal decides ------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
TLS = env.bool("TLS", default=False)
DEMO = env.bool("DEMO", default=False)
if DEMO and TLS:
    raise ImproperlyConfigured(
        "DEMO lets anybody become anybody, and TLS says that this is a real portal: turn one of them off."
    )

SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions and links.")
# Former keys, while the new one takes over: links, sessions and second factors made with them still open.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
TRUSTED_PROXY = env.bool("TRUSTED_PROXY", default=False)

DATABASES = {
    "default": env.db_url_config(required("DATABASE_URL", "postgres://user:password@host:port/name."))
}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured(
        "DATABASE_URL must be a postgres:// address: the record's triggers need PostgreSQL."
    )
DATABASES["default"] |= {
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,  # without it each worker answers one 500 after a database restart
    # No page is answered sooner by compiling its one query first, on whichever server.
    "OPTIONS": {"options": "-c lock_timeout=10000 -c statement_timeout=60000 -c jit=off"},
}
# The account that owns the tables and migrates (site/owner.py). That of DATABASE_URL then owns nothing, and can neither
# change the record nor switch off what keeps it. Only `manage.py migrate` and `restore` need to know it.
OWNER_OF_TABLES = {}
if env.str("MIGRATION_DATABASE_URL", default=""):
    owner = env.db_url_config(env.str("MIGRATION_DATABASE_URL"))
    if owner["NAME"] != DATABASES["default"]["NAME"]:
        raise ImproperlyConfigured("MIGRATION_DATABASE_URL and DATABASE_URL have to name the same database.")
    OWNER_OF_TABLES = {name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
DOCUMENT_ROOT = Path(env.str("DOCUMENT_ROOT", default=str(BASE_DIR / ".documents")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")

globals().update(env.email_url_config(env.str("EMAIL_URL", default="consolemail://")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="Safeguarding portal <portal@localhost>")
# Letters go by GOV.UK Notify where there is a key of its service; its email template holds ((subject)) and ((body)).
NOTIFY_API_KEY = env.str("NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env.str("NOTIFY_TEMPLATE_ID", default="")
NOTIFY_URL = env.str("NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if NOTIFY_API_KEY:
    EMAIL_BACKEND = "partnership.operations.notify.NotifyBackend"

# Who runs the portal: told by letter when a part of it has been unwell for minutes. And how old the last backup may be.
OPERATOR_EMAIL = env.list("OPERATOR_EMAIL", default=[])
BACKUP_WITHIN_HOURS = env.int("BACKUP_WITHIN_HOURS", default=0)

# Where letters that cannot be delivered come back to, if that is not their sender, and the mailbox in which the portal
# looks for them (imaps://user:password@host/INBOX). Empty: the mail server pipes them to `manage.py take_bounce`.
BOUNCES_TO = env.str("BOUNCES_TO", default="")
BOUNCE_MAILBOX = env.str("BOUNCE_MAILBOX", default="")

PARTNERSHIP_NAME = env.str(
    "PARTNERSHIP_NAME", default="Leicestershire and Rutland Safeguarding Children Partnership"
)
PARTNERSHIP_SHORT_NAME = env.str("PARTNERSHIP_SHORT_NAME", default="LRSCP")
# Days in which an agency checks the facts of its moderated scores, if the partnership agreed other than 14.
FACTUAL_ACCURACY_DAYS = env.int("FACTUAL_ACCURACY_DAYS", default=14)

# Who reads what somebody writes who has found a weakness: mailto:… or https://…, told in /.well-known/security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://")):
    raise ImproperlyConfigured("SECURITY_CONTACT begins with mailto: or https://. See .env.example.")

# The public chooses among reviews only by what leaves at least so many, whatever is chosen together.
PUBLIC_FILTER_MINIMUM = env.int("PUBLIC_FILTER_MINIMUM", default=5)

# Seconds for which a web process shows a public page again while nothing is recorded (partnership/site/kept.py).
PAGES_KEPT = 0 if DEBUG else 30

# The application ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "partnership",
    "reviews",
    "assurance",
    "training",
    "schools",
    "partnership.site",
]

MIDDLEWARE = [
    "partnership.site.headers.EveryAnswer",
    "csp.middleware.CSPMiddleware",
    "partnership.site.middleware.RequestLog",
    "partnership.site.middleware.WithoutNul",
    "partnership.site.middleware.Unlinked",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partnership.site.kept.KeptPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "partnership.site.middleware.PrivatePages",
    "partnership.site.middleware.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partnership.site.middleware.SecondFactor",
    "partnership.site.middleware.Hats",
    "partnership.site.middleware.Refusals",
]

ROOT_URLCONF = "partnership.site.urls"
WSGI_APPLICATION = "partnership.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "partnership.site.templates.Unindented",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "partnership.site.context.every_page",
            ],
            "builtins": ["partnership.parts.addresses"],
        },
    }
]
FORM_RENDERER = "partnership.forms.renderer.Renderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False  # it speaks English alone; asking for the language took a tenth of a page's time
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else’s pages read our static files
STORAGES = {
    "default": {
        "BACKEND": "partnership.site.files.WholeFiles",
        "OPTIONS": {
            "location": DOCUMENT_ROOT,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# clamd, asked about every file that is kept: the path of its socket or host:port. Empty: files are not scanned.
CLAMD = env.str("CLAMD", default="")
if CLAMD and not CLAMD.startswith("/") and not CLAMD.rpartition(":")[2].isdecimal():
    raise ImproperlyConfigured("CLAMD must be the path of clamd's socket or host:port.")
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a pasted text of five megabytes is still a text
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "partnership.site.uploads.LimitSize",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Sign-in --------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "partnership.Person"
AUTHENTICATION_BACKENDS = ["partnership.site.sign_in.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "partnership.site.passwords.NotOurWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_RESET_TIMEOUT = 3600

ACCOUNT_ADAPTER = "partnership.site.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has already proved the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whose password or second factor changes is told so by letter
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
MFA_ADAPTER = "partnership.site.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = PARTNERSHIP_SHORT_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0

# Organisations whose people may sign in with their own accounts; nobody's unless the environment says so.
SSO = organisation_accounts.read(env)
SOCIALACCOUNT_ADAPTER = "partnership.site.single_sign_on.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [accounts.app for accounts in SSO.values()]}}
MIGRATION_MODULES = {"socialaccount": "partnership.site.organisation_tables"}
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would need the providers' addresses in the content security policy
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10  # seconds

SESSION_ENGINE = "partnership.site.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", default=30))
SESSION_LONGEST = timedelta(hours=12)
SESSION_WARNING = min(timedelta(minutes=5), SESSION_IDLE / 2)  # how long before its end a page says so
# A session's row outlives it: what somebody sends the next morning from a page left open is known to be theirs,
# and kept. SessionLimits lets it open nothing; the cookie goes with the browser.
SESSION_COOKIE_AGE = int(timedelta(days=3).total_seconds())
CSRF_FAILURE_VIEW = "partnership.views.errors.not_from_our_page"
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # portal.js reads it to autosave
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS

# Rate limits and nothing else live here. In PostgreSQL, so that they are shared by all processes and do not
# vanish, or lock everybody out, when Redis does.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "partnership_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # at the usual 300, a flood of keys would wash limits away
    }
}

# What a browser is told -----------------------------------------------------------------------------------

if TLS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# What happens by itself: the timetable is in celery.py -------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    # How a doorbell behaves before a closed door; kombu's own retries would hold a request for six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_500_000  # kilobytes
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Logs: one line of JSON each, with a request id and without names -----------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "partnership.site.logs.JsonFormatter"}},
    "filters": {"addresses": {"()": "partnership.site.logs.WithoutAddresses"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["addresses"],
            "stream": sys.stderr,
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}

SILENCED_SYSTEM_CHECKS = []

# Whose an address is at which letters do not arrive (partnership/operations/bounces.py).
ADDRESSES_OF = [
    "partnership.operations.bounces.people_at",
    "schools.operations.contacts.contacts_at",
]

# What apps above add to a home page, as panels: functions of a person, which give a panel's parts or nothing
# (partnership/views/home.py).
SHOWN_AT_HOME = ["training.views.home.registers_of"]

# Who is asked what is held under a reference, for subject access and freedom of information: functions of a Subject
# (partnership/operations/held.py). A file is listed as the first of them describes it.
HELD_BY = [
    "partnership.site.held.of_a_case",
    "partnership.operations.held.of_the_partnership",
]
