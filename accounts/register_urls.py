"""The register as staff keep it, below `/desk/organisations/`."""

from django.urls import URLPattern

app_name = "register"
urlpatterns: list[URLPattern] = []
