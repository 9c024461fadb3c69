from importlib import import_module

from celery import shared_task
from django.conf import settings


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_expired_sessions() -> None:
    """Delete what expired sessions leave in the database; nobody is signed out by it."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
