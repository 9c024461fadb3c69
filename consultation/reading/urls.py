from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path, register_converter

from consultation.lib.references import ReferenceConverter
from consultation.reading import (
    edition_views,
    health,
    machines,
    organisation_views,
    packs,
    sent_views,
    views,
)
from consultation.reading.sitemaps import SITEMAPS

register_converter(ReferenceConverter, "reference")

app_name = "reading"
urlpatterns = [
    path("", views.home, name="home"),
    path("papers/", views.papers, name="papers"),
    path("papers/<slug:slug>/", views.paper, name="paper"),
    path("papers/<slug:slug>/editions/", edition_views.editions, name="editions"),
    path("papers/<slug:slug>/editions/<int:number>/", edition_views.edition, name="edition"),
    path(
        "papers/<slug:slug>/editions/<int:number>/changes/", edition_views.changes, name="changes"
    ),
    path(
        "papers/<slug:slug>/answer/sent/<reference:reference>/",
        sent_views.sent_answer,
        name="sent-answer",
    ),
    path("papers/<slug:slug>/feed/", machines.paper_feed, name="paper-feed"),
    re_path(
        r"^papers/(?P<slug>[-\w]+)/print-pack\.(?P<file_format>pdf|docx)$",
        packs.download,
        name="print-pack",
    ),
    path("p/<int:number>/", views.short_link, name="short-link"),
    path("people/me/", views.me, name="me"),
    path("people/me/responses/", views.mine, name="mine"),
    path("people/me/following/", views.following, name="following"),
    path("people/me/following/<slug:slug>/stop/", views.stop_following, name="stop-following"),
    path("organisations/", organisation_views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisation_views.organisation, name="organisation"),
    path("about/", views.about, name="about"),
    path("feed/", machines.feed, name="feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
