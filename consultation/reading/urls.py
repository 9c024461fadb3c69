from django.urls import path

from consultation.reading import health, views

app_name = "reading"
urlpatterns = [
    path("", views.home, name="home"),
    path("papers/", views.papers, name="papers"),
    path("papers/<slug:slug>/", views.paper, name="paper"),
    path("people/me/responses/", views.mine, name="mine"),
    path("about/", views.about, name="about"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
