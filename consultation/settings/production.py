"""For a server: every secret and address must be said; `check --deploy` finds nothing."""

from django.core.exceptions import ImproperlyConfigured

from consultation.settings.base import *
from consultation.settings.environment import SETTINGS

for _setting in SETTINGS:
    if _setting.required:
        env.required(_setting.name)
for _name in ("SOUNDINGS_MAILBOX", "SOUNDINGS_SAMPLE"):
    if env.text(_name) not in {"", "false"}:
        raise ImproperlyConfigured(
            f"{_name} is for a sample only: it shows mail and sign-ins to all."
        )
if env.boolean("DEBUG"):
    raise ImproperlyConfigured("DEBUG must be false in production.")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https:// in production.")

SECRET_KEY = env.required("SECRET_KEY")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.integer("TRUSTED_PROXY_COUNT") else None
)
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-soundings_session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-soundings_csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
STATIC_ROOT = VAR / "static"  # filled by `manage.py collectstatic`
WHITENOISE_USE_FINDERS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
