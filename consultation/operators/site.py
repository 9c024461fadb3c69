"""Where operators look at the server: Django's admin, for reading only."""
# mypy: allow-subclassing-any

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.cache import never_cache

from consultation.mail.models import Message, State
from consultation.operators.access import is_operator


def names_of(shown: "ModelAdmin[Any]") -> tuple[str, str]:
    """Return what one row of a list is called, and what more are."""
    names: tuple[str, str] = shown.names  # type: ignore[attr-defined]
    return names


class OperatorsSite(AdminSite):
    """No sign-in and no password page of its own: those of the site have limits and factors."""

    site_title = site_header = "Soundings: operators"
    index_title = "The server"
    index_template = "operators/index.html"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_operator(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Ask a visitor to sign in as everywhere; for everybody else there is nothing here."""

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        return update_wrapper(guarded if cacheable else never_cache(guarded), view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the first page and the lists; what Django has besides would be side doors."""
        lists = [
            path(
                f"{model._meta.app_label}/{model._meta.model_name}/",
                self.admin_view(shown.changelist_view),
                name=f"{model._meta.app_label}_{model._meta.model_name}_changelist",
            )
            for model, shown in self._registry.items()
        ]
        labels = "|".join({model._meta.app_label for model in self._registry})
        return [
            path("", self.admin_view(self.index), name="index"),
            re_path(
                rf"^(?P<app_label>{labels})/$", self.admin_view(self.app_index), name="app_list"
            ),
            *lists,
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Call the lists by the names that operators know."""
        apps: list[Any] = super().get_app_list(request, app_label)
        for model in (model for app in apps for model in app["models"]):
            model["name"] = names_of(self._registry[model["model"]])[1].capitalize()
        return apps

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the lists, how many sign-ins are alive, and what the outbox holds."""
        now = {
            "sessions": Session.objects.filter(expire_date__gt=Now()).count(),
            "queued": Message.objects.filter(state=State.QUEUED).count(),
            "failed": Message.objects.filter(state=State.FAILED).count(),
        }
        return super().index(request, {**(extra_context or {}), **now})


site = OperatorsSite(name="admin")
