"""An organisation's own pages, below `/organisations/`; its public page is in `reading`."""

from django.urls import URLPattern, path, register_converter

from accounts.views import belonging, members, profiles
from consultation.lib.public_ids import PublicIdConverter


class DecisionConverter:
    regex = "accept|refuse"

    def to_python(self, value: str) -> members.Decision:
        return "accept" if value == "accept" else "refuse"

    def to_url(self, value: members.Decision) -> str:
        return value


register_converter(DecisionConverter, "owners_decision")
# A name of its own: Django takes each converter name once, and the responses have theirs.
register_converter(PublicIdConverter, "member_id")

app_name = "organisations"
urlpatterns: list[URLPattern] = [
    path("<slug:slug>/edit/", profiles.edit, name="edit"),
    path("<slug:slug>/logo/", profiles.logo, name="logo"),
    path("<slug:slug>/logo/change/", profiles.change_logo, name="change-logo"),
    path("<slug:slug>/logo/remove/", profiles.take_logo_away, name="remove-logo"),
    path("<slug:slug>/join/", belonging.join, name="join"),
    path("<slug:slug>/join/take-back/", belonging.take_back, name="take-back"),
    path("<slug:slug>/members/", members.members, name="members"),
    path("<slug:slug>/members/invite/", members.invite, name="invite"),
    path(
        "<slug:slug>/members/<member_id:public_id>/role/", members.change_role, name="change-role"
    ),
    path(
        "<slug:slug>/members/<member_id:public_id>/confirm/",
        members.confirm_member,
        name="confirm-member",
    ),
    path(
        "<slug:slug>/members/<member_id:public_id>/remove/",
        members.remove_member,
        name="remove-member",
    ),
    path(
        "<slug:slug>/members/<member_id:public_id>/hand-over/", members.hand_over, name="hand-over"
    ),
    path(
        "<slug:slug>/invitations/<int:invitation_id>/again/",
        members.send_again,
        name="send-again",
    ),
    path(
        "<slug:slug>/invitations/<int:invitation_id>/revoke/",
        members.revoke_invitation,
        name="revoke-invitation",
    ),
    path(
        "<slug:slug>/requests/<int:request_id>/<owners_decision:decision>/",
        members.decide_request,
        name="decide-request",
    ),
]
