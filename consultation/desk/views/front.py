from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require_role, signed_in
from accounts.models import Role
from consultation.desk.overview import overview_for


@require_role(*Role)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    overview = overview_for(signed_in(request))
    return render(request, "desk/home.html", {"overview": overview, "nav": "desk"})
