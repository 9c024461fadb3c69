"""What every set-up shares; the environment decides the rest (docs/running.md lists it)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

from consultation import embedded
from consultation.settings.environment import (
    Environment,
    admin_path_from,
    broker_from,
    database_from,
    mail_from,
)
from consultation.settings.second_factor import *
from consultation.settings.sign_in import *
from consultation.settings.single_sign_on import *

ROOT = Path(__file__).resolve().parents[2]
env = Environment()
VAR = Path(env.text("SOUNDINGS_VAR") or ROOT / "var")

DEBUG = False
SECRET_KEY = ""  # dev, test and production each say their own
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
SITE_URL = env.text("SITE_URL").rstrip("/")
SITE_NAME = "Soundings"
SITE_ID = 1
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or "localhost", *env.items("ALLOWED_HOSTS")]
ADMIN_PATH = admin_path_from(env.text("ADMIN_PATH"))
ROOT_URLCONF = "consultation.urls"
WSGI_APPLICATION = "consultation.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",  # `consultation.operators` says what it shows
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "consultation",
    "consultation.lib",
    "consultation.activity",
    "consultation.mail",
    "accounts",
    "papers",
    "django_comments_xtd",
    "django_comments",
    "consultation.responses",  # after the comments packages: it undoes a receiver of theirs
    "consultation.moderation",
    "consultation.digests",
    "consultation.exports",
    "consultation.reading",
    "consultation.desk",
]

MIDDLEWARE = [
    "consultation.responses.threads.kept_pages.ServeKeptPages",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "consultation.lib.readable_input.RefuseUnreadableInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "consultation.lib.caching.PrivateWhenSignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signing_in.refusing.SayWhatWasRefused",
    "consultation.reading.errors.SayWhatIsNotAllowed",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.viewer",
                "consultation.desk.context.desk_navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **database_from(env.text("DATABASE_URL") or embedded.database_url(VAR)),
        "CONN_HEALTH_CHECKS": True,
    }
}
if env.integer("DATABASE_POOL"):
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.integer("DATABASE_POOL"),
        "timeout": 5,
        # How long one reconnection is tried, at pauses that double: with the default of 300 s the
        # site would stay away for as long again as the database had. The next request tries anew.
        "reconnect_timeout": 2,
    }

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "consultation.lib.caching.ForgivingRedisCache",
        "LOCATION": env.text("REDIS_URL") or embedded.valkey_url(VAR, 1),
        # One REDIS_URL is one database: nothing of the cache may be taken for a queue of Celery's.
        "KEY_PREFIX": "soundings-cache",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT")

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "consultation.responses.models.Response"
COMMENTS_XTD_CONFIRM_EMAIL = False

MIGRATION_MODULES: dict[str, str | None] = {}
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH: list[str] = []

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
WHITENOISE_USE_FINDERS = True

# Uploads lie beside the database and are served by the papers' own views, which ask who may.
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR / "files")
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
ATTACHMENT_MAX_BYTES = env.integer("ATTACHMENT_MAX_MB") * 1024**2
ATTACHMENT_TYPES = env.items("ATTACHMENT_TYPES")
ATTACHMENT_SCANNER = env.text("ATTACHMENT_SCANNER")
# Of all files in one request; a paper to import may have 20 MB.
UPLOAD_MAX_BYTES = max(ATTACHMENT_MAX_BYTES, 20 * 1024**2) + 1024**2
FILE_UPLOAD_HANDLERS = [
    "consultation.lib.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "consultation.lib.uploads.TemporaryUpload",
]

SESSION_COOKIE_NAME = "soundings_session"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "consultation.reading.errors.form_out_of_date"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

MAIL_DOMAIN = urlsplit(SITE_URL).hostname or "localhost"
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM") or f"{SITE_NAME} <noreply@{MAIL_DOMAIN}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
globals().update(mail_from(env.text("EMAIL_URL") or "smtp://127.0.0.1:1025"))
MAILBOX_FOLDER = Path(env.text("SOUNDINGS_MAILBOX")) if env.text("SOUNDINGS_MAILBOX") else None

CELERY_BROKER_URL = (
    broker_from(env.text("REDIS_URL")) if env.text("REDIS_URL") else embedded.broker_url(VAR, 0)
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # for ever: it would give up after a hundred
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "socket_connect_timeout": 1,
    "socket_timeout": 30,
    "socket_keepalive": True,
    # Without a broker a page would wait 6 s for kombu to give up; beat finds what is due anyway.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}


def _each_minute(task: str) -> dict[str, Any]:
    return {"task": task, "schedule": 60.0, "options": {"expires": 55}}


def _nightly(task: str, *, minute: str) -> dict[str, Any]:
    """Between three and four by UTC, when few are here."""
    schedule = crontab(hour="3", minute=minute)
    return {"task": task, "schedule": schedule, "options": {"expires": 12 * 3600}}


# Beat only ticks; what is due is decided in SQL by the database's clock, so a missed or doubled
# tick, or a night when the clocks change, alters nothing. A tick that no worker took before the
# next is of no use: a worker that comes back after an hour finds one of each, not sixty.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "send-due-mail": _each_minute("consultation.mail.tasks.send_due_mail"),
    "build-due-digests": _each_minute("consultation.digests.tasks.build_due_digests"),
    "build-notices": _each_minute("consultation.digests.tasks.build_notices"),
    "tell-of-openings": _each_minute("papers.tasks.tell_of_openings"),
    "tell-of-lost-approvers": _each_minute("consultation.responses.tasks.tell_of_lost_approvers"),
    "forget-spent-alerts": _nightly("papers.tasks.forget_spent_alerts", minute="27"),
    "forget-unsaved-texts": _nightly("papers.tasks.forget_unsaved_texts", minute="27"),
    "forget-old-imports": _nightly("papers.tasks.forget_old_imports", minute="27"),
    "forget-old-drafts": _nightly("consultation.responses.tasks.forget_old_drafts", minute="32"),
    "forget-old-visits": _nightly("consultation.responses.tasks.forget_old_visits", minute="32"),
    "forget-old-notices": _nightly("consultation.digests.tasks.forget_old_notices", minute="32"),
    "forget-old-rooms": _nightly("consultation.responses.tasks.forget_old_rooms", minute="32"),
    "forget-unsettled": _nightly("consultation.responses.tasks.forget_unsettled", minute="32"),
    "thin-out-versions": _nightly("consultation.responses.tasks.thin_out_versions", minute="42"),
    "forget-readings": _nightly("consultation.responses.tasks.forget_readings", minute="32"),
    "forget-settled-mail": _nightly("consultation.mail.tasks.forget_settled_mail", minute="37"),
    "forget-ended-invitations": _nightly("accounts.tasks.forget_ended_invitations", minute="17"),
    "forget-old-addresses": _nightly("accounts.tasks.forget_old_addresses", minute="22"),
    "forget-expired-sessions": _nightly("accounts.tasks.forget_expired_sessions", minute="17"),
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "consultation.lib.logging.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL")},
}
