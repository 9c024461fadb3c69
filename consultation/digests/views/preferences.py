"""What mail a person gets; how often a member of the policy team is told what is new."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require_sign_in, signed_in
from accounts.models import User
from consultation.digests.access import find_subscription, settings_of
from consultation.digests.actions import change_subscription
from consultation.digests.forms import NoticeSettingsForm, SubscriptionForm
from consultation.digests.models import Subscription
from consultation.digests.periods import next_due
from consultation.digests.policy import may_subscribe
from consultation.digests.received import newest_mails_to
from consultation.lib.clock import database_now


@require_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if not may_subscribe(person):
        if request.method == "POST":
            raise Http404("Only the policy team has a digest.")
        return show_preferences(request, person)
    if request.method != "POST":
        return show_preferences(request, person)
    form = SubscriptionForm(request.POST)
    if form.is_valid():
        change_subscription(actor=person, frequency=form.cleaned_data["frequency"])
        messages.success(request, _SAID[form.cleaned_data["frequency"]])
        return redirect("digests:preferences")
    return show_preferences(request, person, form)


def show_preferences(
    request: HttpRequest,
    person: User,
    form: SubscriptionForm | None = None,
    notices: NoticeSettingsForm | None = None,
) -> HttpResponse:
    """Draw the page of one's mail with both its forms; 422 where one of them has an error."""
    subscription = find_subscription(person) if may_subscribe(person) else None
    frequency = subscription.frequency if subscription else Subscription.Frequency.NEVER
    if form is None and may_subscribe(person):
        form = SubscriptionForm(initial={"frequency": frequency})
    notices = notices or NoticeSettingsForm.of(settings_of(person))
    context = {
        "form": form,
        "notices": notices,
        "address": person.email,
        "mails": newest_mails_to(person),
        "next_due": next_due(frequency, database_now()) if form else None,
        "nav": "me",
    }
    is_wrong = (form and form.errors) or notices.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "digests/preferences.html", context, status=status)


_SAID = {
    "daily": "You get the digest every day on which there is something new.",
    "weekly": "You get the digest on every Monday after a week with something new.",
    "never": "You get no digest.",
}
