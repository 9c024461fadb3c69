from datetime import timedelta
from importlib import import_module
from typing import Final

from celery import shared_task
from django.conf import settings

from accounts.models import Invitation
from accounts.signing_in.sessions import forget_addresses
from consultation.lib.clock import database_now

INVITATIONS_KEPT: Final = timedelta(days=90)


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_expired_sessions() -> None:
    """Delete what expired sessions leave in the database; nobody is signed out by it."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_old_addresses() -> int:
    """Forget from where people signed in, when its time has come; return in how many sessions."""
    return forget_addresses()


@shared_task(ignore_result=True)  # type: ignore[untyped-decorator]
def forget_ended_invitations() -> int:
    """Delete invitations that ended 90 days ago, and the addresses in them; return how many."""
    long_over = Invitation.objects.long_over(before=database_now() - INVITATIONS_KEPT)
    return long_over.delete()[0]
