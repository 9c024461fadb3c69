"""The one typed reader of the process environment; what it does not know, it refuses."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Setting:
    """One variable; `default` None is worked out, `required` is refused empty in production."""

    name: str
    kind: Literal["text", "url", "integer", "boolean", "list"]
    default: str | None
    meaning: str
    required: bool = False


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("SECRET_KEY", "text", None, "signs sessions and links; 50 random characters", True),
    Setting("SECRET_KEY_FALLBACKS", "list", None, "earlier keys, for what they locked"),
    Setting(
        "SITE_URL", "url", "http://127.0.0.1:8000", "the public address, without a last slash", True
    ),
    Setting("DATABASE_URL", "url", None, "PostgreSQL; the embedded one when empty", True),
    Setting("REDIS_URL", "url", None, "Redis or Valkey; the embedded one when empty", True),
    Setting("EMAIL_URL", "url", None, "smtp://user:password@host:587?tls=1, or smtps://", True),
    Setting("MAIL_FROM", "text", None, "the sender; else Soundings <noreply@host of SITE_URL>"),
    Setting("ALLOWED_HOSTS", "list", None, "further host names, with commas between"),
    Setting("TRUSTED_PROXY_COUNT", "integer", "0", "how many proxies stand in front"),
    Setting("DATABASE_POOL", "integer", "0", "most connections a web process keeps; 0 is no pool"),
    Setting("LOG_LEVEL", "text", "INFO", "DEBUG, INFO, WARNING or ERROR"),
    Setting("DEBUG", "boolean", "false", "Django's debug pages; production refuses it"),
    Setting("HOST", "text", "127.0.0.1", "where `manage.py up` listens"),
    Setting("PORT", "integer", "8000", "where `manage.py up` listens"),
    Setting("SOUNDINGS_VAR", "text", None, "the folder of all data; `var` in the project"),
    Setting("MEDIA_ROOT", "text", None, "the folder of uploaded files; `files` in SOUNDINGS_VAR"),
    Setting("ATTACHMENT_MAX_MB", "integer", "20", "the largest file that may stand with a paper"),
    Setting(
        "ATTACHMENT_TYPES",
        "list",
        "pdf,docx,xlsx,pptx,odt,ods,odp,rtf,csv,txt,png,jpg,webp",
        "what kinds of file may stand with a paper",
    ),
    Setting("ATTACHMENT_SCANNER", "text", None, "a command that looks for viruses; see docs"),
    Setting("ADMIN_PATH", "text", None, "where operators look at the server, like operators/"),
    Setting("OIDC_NAME", "text", None, "what the button of single sign-on says one signs in with"),
    Setting("OIDC_SERVER_URL", "url", None, "the provider's issuer address; empty: none"),
    Setting("OIDC_CLIENT_ID", "text", None, "what the provider calls this site"),
    Setting("OIDC_CLIENT_SECRET", "text", None, "what this site proves itself with to it"),
    Setting("OIDC_STAFF_ONLY", "boolean", "true", "whether only staff may sign in through it"),
    Setting(
        "SOUNDINGS_MAILBOX",
        "text",
        None,
        "a folder of caught mail, shown at /mailbox/",
    ),
    Setting(
        "SOUNDINGS_SAMPLE",
        "boolean",
        "false",
        "load the sample; `manage.py up` sets it",
    ),
)

_KNOWN: Final = {setting.name: setting for setting in SETTINGS}


class Environment:
    """Reads declared variables only, so that a misspelt name fails at start and not in use."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source
        strays = sorted(n for n in self._source if n.startswith("SOUNDINGS_") and n not in _KNOWN)
        if strays:
            raise ImproperlyConfigured(
                f"Unknown setting: {', '.join(strays)}. See docs/running.md."
            )

    def text(self, name: str) -> str:
        setting = _KNOWN[name]
        return self._source.get(name, "").strip() or setting.default or ""

    def required(self, name: str) -> str:
        value = self._source.get(name, "").strip()
        if not value:
            raise ImproperlyConfigured(f"{name} is not set: {_KNOWN[name].meaning}.")
        return value

    def integer(self, name: str) -> int:
        try:
            return int(self.text(name))
        except ValueError:
            raise ImproperlyConfigured(f"{name} must be a whole number.") from None

    def boolean(self, name: str) -> bool:
        value = self.text(name).lower()
        if value not in {"true", "false", "1", "0", "yes", "no"}:
            raise ImproperlyConfigured(f"{name} must be true or false.")
        return value in {"true", "1", "yes"}

    def items(self, name: str) -> list[str]:
        return [item.strip() for item in self.text(name).split(",") if item.strip()]


def broker_from(url: str) -> str:
    """Return the Celery form of a Redis URL: kombu has its own word for a unix socket."""
    parts = _split("REDIS_URL", url)
    if parts.scheme in {"redis", "rediss"}:
        if not parts.hostname or not re.fullmatch(r"/?|/[0-9]+", parts.path):
            raise ImproperlyConfigured("REDIS_URL must be like redis://host:6379/0.")
        return url
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    if parts.scheme != "unix" or not parts.path or not number.isdigit():
        raise ImproperlyConfigured("REDIS_URL must begin with redis://, rediss:// or unix://.")
    return f"redis+socket://{parts.path}?virtual_host={number}"


def database_from(url: str) -> dict[str, object]:
    """Return Django's connection settings for a postgresql:// URL, unix socket folders included."""
    parts = _split("DATABASE_URL", url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://.")
    if not re.fullmatch(r"/[^/@]+", parts.path):
        raise ImproperlyConfigured(
            "DATABASE_URL must be like postgresql://user:password@host/name."
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(query),
    }


def mail_from(url: str) -> dict[str, object]:
    """Return Django's EMAIL_* settings for an smtp:// or smtps:// URL (`?tls=1` for STARTTLS)."""
    parts = _split("EMAIL_URL", url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ImproperlyConfigured("EMAIL_URL must be smtp://host:port or smtps://host:port.")
    secure = parts.scheme == "smtps"
    starts_tls = parse_qs(parts.query).get("tls", ["0"])[-1] in {"1", "true"}
    if secure and starts_tls:
        raise ImproperlyConfigured(
            "EMAIL_URL: smtps:// is encrypted from the start; leave tls=1 out, or use smtp://."
        )
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": starts_tls,
        "EMAIL_TIMEOUT": 10,
    }


def admin_path_from(text: str) -> str:
    """Return the path of the operators' pages with its last slash; empty where there are none."""
    path = text.strip("/")
    if not re.fullmatch(r"[\w-]*(/[\w-]+)*", path, re.ASCII):
        raise ImproperlyConfigured(
            "ADMIN_PATH must be letters, digits and dashes, like operators/."
        )
    return f"{path}/" if path else ""


def _split(name: str, url: str) -> SplitResult:
    """Return the parts of an address; its own text is in no error, because it holds a password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is no address: look at its brackets.") from None
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ImproperlyConfigured(
            f"{name} must have a port from 1 to 65535, or none. "
            "Write / as %2F, # as %23 and ? as %3F in a password."
        )
    return parts
