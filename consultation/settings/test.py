"""For the tests: real PostgreSQL and Valkey of their own under `var/test`, a fast hasher."""

import os

os.environ.setdefault("SOUNDINGS_VAR", str(os.path.join(os.getcwd(), "var", "test")))  # noqa: PTH109, PTH118

from consultation.settings.base import *

SECRET_KEY = "for-tests-only-" + "0" * 40
ALLOWED_HOSTS = ["*"]
SITE_URL = "http://testserver"
MAIL_DOMAIN = "soundings.example"
DEFAULT_FROM_EMAIL = "Soundings <noreply@soundings.example>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = False
ADMIN_PATH = "operators/"
MAILBOX_FOLDER = VAR / "mailbox"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING["root"]["level"] = "ERROR"
# Tests of real transactions empty every table after them; the append-only ones refuse otherwise.
DATABASES["default"]["OPTIONS"]["options"] = "-c soundings.allow_truncate=on"
# A cache that is slow to answer is passed over, and its limits stand open. Here that would be a red
# test whenever the machine stalls; the tests of a cache that is away name one that nobody serves.
CACHES["default"]["OPTIONS"] |= {"socket_connect_timeout": 30, "socket_timeout": 30}
