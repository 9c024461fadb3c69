"""The WSGI entry point, with a connection pool: a web process answers on several threads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consultation.settings.dev")
os.environ.setdefault("DATABASE_POOL", "8")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
