from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path, register_converter

from consultation.lib.references import ReferenceConverter
from consultation.reading.sitemaps import SITEMAPS
from consultation.reading.views import editions, health, machines, organisations, packs, pages, sent

register_converter(ReferenceConverter, "reference")

app_name = "reading"
urlpatterns = [
    path("", pages.home, name="home"),
    path("papers/", pages.papers, name="papers"),
    path("papers/<slug:slug>/", pages.paper, name="paper"),
    path("papers/<slug:slug>/editions/", editions.editions, name="editions"),
    path("papers/<slug:slug>/editions/<int:number>/", editions.edition, name="edition"),
    path("papers/<slug:slug>/editions/<int:number>/changes/", editions.changes, name="changes"),
    path(
        "papers/<slug:slug>/answer/sent/<reference:reference>/",
        sent.sent_answer,
        name="sent-answer",
    ),
    path("papers/<slug:slug>/feed/", machines.paper_feed, name="paper-feed"),
    re_path(
        r"^papers/(?P<slug>[-\w]+)/print-pack\.(?P<file_format>pdf|docx)$",
        packs.download,
        name="print-pack",
    ),
    path("p/<int:number>/", pages.short_link, name="short-link"),
    path("people/me/", pages.me, name="me"),
    path("people/me/responses/", pages.mine, name="mine"),
    path("people/me/formal-answers/", sent.formal_answers, name="formal-answers"),
    path("people/me/following/", pages.following, name="following"),
    path("people/me/following/<slug:slug>/stop/", pages.stop_waiting, name="stop-waiting"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("about/", pages.about, name="about"),
    path("feed/", machines.feed, name="feed"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
