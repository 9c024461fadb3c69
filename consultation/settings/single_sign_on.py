"""Signing in through a provider of the house (OpenID Connect), where there is one."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from consultation.settings.environment import Environment

_env = Environment()

OIDC_SERVER_URL = _env.text("OIDC_SERVER_URL").rstrip("/")
OIDC_NAME = _env.text("OIDC_NAME")
OIDC_CLIENT_ID = _env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = _env.text("OIDC_CLIENT_SECRET")
OIDC_STAFF_ONLY = _env.boolean("OIDC_STAFF_ONLY")

if OIDC_SERVER_URL:
    _where = urlsplit(OIDC_SERVER_URL)
    # What the provider says is believed: nobody may change it on the way.
    if _where.scheme != "https" and _where.hostname not in {"127.0.0.1", "localhost"}:
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https://.")
    for _name in ("OIDC_NAME", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        _env.required(_name)

SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SingleSignOnAdapter"
# An account that is found by its address is found by the provider's own name for it from then on.
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
