"""For `make run` and for work on the code: nothing here may face the internet."""

from consultation.settings.base import *

DEBUG = env.boolean("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or "for-development-only-" + "0" * 40
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]", "testserver"]
