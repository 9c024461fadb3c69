"""The site's addresses, and one that answers the bytes of a page without looking at anything."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

PAGE = Path(os.environ["BENCH_CONSTANT"]).read_bytes()


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("constant/", constant), path("", include("consultation.urls"))]
