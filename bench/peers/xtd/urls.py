from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from bench.peers.xtd.talk.models import Article


def article(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "article.html", {"object": get_object_or_404(Article, pk=number)})


urlpatterns = [
    path("<int:number>/", article),
    path("comments/", include("django_comments_xtd.urls")),
]
