from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from consultation.mail.kinds import UnknownKindError, kind_named
from consultation.mail.unsubscribing import ForgedTokenError, read_token


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a kind of mail by its signed link (RFC 8058).

    The token is the whole right to do so: mail programs post it without a cookie, and programs that
    follow every link in a mail must change nothing by a GET.
    """
    try:
        stop = read_token(token)
        kind = kind_named(stop.kind)
    except (ForgedTokenError, UnknownKindError):
        raise Http404 from None
    if kind.unsubscribe is None:
        raise Http404
    if request.method != "POST":
        return render(request, "mail/unsubscribe.html", {"why": kind.why})
    person = get_user_model().objects.filter(public_id=stop.person).first()
    if person is not None:
        kind.unsubscribe(person)
    return render(request, "mail/unsubscribed.html", {"why": kind.why})
