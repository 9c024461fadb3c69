"""What operators see: how the work goes, never what people wrote or what a mail says.

People, organisations, papers and responses are not here: what is done with them has rules and is
logged, and the desk is the place for it.
"""
# mypy: allow-subclassing-any

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.contrib.sites.models import Site
from django.db.models import Model
from django.http import HttpRequest

from consultation.activity.models import Activity
from consultation.mail.models import Message
from consultation.operators.site import site

if TYPE_CHECKING:
    _ModelAdmin = ModelAdmin[Any]
else:
    _ModelAdmin = ModelAdmin


class ReadOnly(_ModelAdmin):
    """A list that leads nowhere."""

    actions = None
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (Django's call)
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


class Outbox(ReadOnly):
    list_display = (
        *("created_at", "kind", "to", "state", "attempts"),
        *("not_before", "sent_at", "outcome"),
    )
    list_filter = ("state", "kind")
    search_fields = ("=to",)
    ordering = ("-id",)


class Log(ReadOnly):
    list_display = ("at", "verb", "actor_id", "object_type", "object_id", "paper_id")
    list_filter = ("verb",)
    search_fields = ("=actor__id", "=object_id")
    ordering = ("-id",)


class Sites(ReadOnly):
    list_display = ("domain", "name")


site.register(Message, Outbox)
site.register(Activity, Log)
site.register(Site, Sites)
