"""The site as `make run` has it, with one address more."""

from consultation.settings.dev import *  # noqa: F403

ROOT_URLCONF = "bench.serving.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
