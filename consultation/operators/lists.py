"""What operators see: how the work goes, never what people wrote or what a mail says.

People, organisations, papers and responses are not here: what is done with them has rules and is
logged, and the desk is the place for it.
"""
# mypy: allow-subclassing-any

from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.contrib.sites.models import Site
from django.db.models import Model
from django.http import HttpRequest

from consultation.activity.models import Activity
from consultation.mail.models import Message
from consultation.operators.site import names_of, site

if TYPE_CHECKING:
    _ModelAdmin = ModelAdmin[Any]
else:
    _ModelAdmin = ModelAdmin


class NamedList(ChangeList):
    """Django's list, called by the names that operators know."""

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(request, *args)
        self.opts = copy(self.opts)
        names = names_of(self.model_admin)
        self.opts.verbose_name, self.opts.verbose_name_plural = names
        self.title = names[1].capitalize()


class ReadOnly(_ModelAdmin):
    """A list that leads nowhere."""

    names: ClassVar[tuple[str, str]]  # of one row, and of more
    actions = None
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:  # noqa: ARG002
        return NamedList

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (Django's call)
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


class Outbox(ReadOnly):
    names = ("mail", "mails of the outbox")
    list_display = (
        *("created_at", "kind", "to", "state", "attempts"),
        *("not_before", "sent_at", "outcome"),
    )
    list_filter = ("state", "kind")
    search_fields = ("=to",)
    ordering = ("-id",)


class Log(ReadOnly):
    names = ("line", "lines of the log")
    list_display = ("at", "verb", "actor_id", "object_type", "object_id", "paper_id")
    list_filter = ("verb",)
    search_fields = ("=actor__id", "=object_id")
    ordering = ("-id",)


class Sites(ReadOnly):
    names = ("site", "sites")
    list_display = ("domain", "name")


site.register(Message, Outbox)
site.register(Activity, Log)
site.register(Site, Sites)
