"""An organisation's own pages, below `/organisations/`; its public page is in `reading`."""

from django.urls import URLPattern

app_name = "organisations"
urlpatterns: list[URLPattern] = []
