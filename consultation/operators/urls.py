"""The operators' pages; `consultation.urls` mounts them at the path from the settings."""

from consultation.operators import lists, site

__all__ = ["lists", "urlpatterns"]  # importing the lists fills the site

urlpatterns = site.site.urls
