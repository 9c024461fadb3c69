"""The status of allauth's pages, which answer a form they refuse as one they accept: with 200."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

REFUSED: Final = HTTPStatus.UNPROCESSABLE_ENTITY


class SayWhatWasRefused:
    """Answer 422 where a form that was sent is given back with what is wrong in it.

    Nobody learns more by it than the page says in words. Our own views set their status themselves;
    only allauth's leave their template to be drawn later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            shown = (response.context_data or {}).values()
            if any(isinstance(thing, BaseForm) and _is_refused(thing) for thing in shown):
                response.status_code = REFUSED
        return response


def _is_refused(form: BaseForm) -> bool:
    return form.is_bound and bool(form.errors)
