"""The desk's people, below `/desk/people/`."""

from django.urls import path, register_converter

from accounts.models import Role
from consultation.desk import erasure_views, people_views, rules_views, standing_views
from consultation.lib.public_ids import PublicIdConverter


class RoleConverter:
    """Matches the name of a staff role, and gives the view the role."""

    regex: str = "|".join(Role.values)

    def to_python(self, value: str) -> Role:
        return Role(value)

    def to_url(self, value: str) -> str:
        return Role(value).value


register_converter(PublicIdConverter, "person_id")
register_converter(RoleConverter, "staff_role")

app_name = "people"
urlpatterns = [
    path("", people_views.list_people, name="list"),
    path("house-rules/", rules_views.house_rules, name="house-rules"),
    path("erasures/", erasure_views.list_erasures, name="erasures"),
    path("<person_id:public_id>/", people_views.show_person, name="person"),
    path("<person_id:public_id>/erasure/", erasure_views.carry_out, name="erasure"),
    path("<person_id:public_id>/erasure/refuse/", erasure_views.refuse, name="refuse-erasure"),
    path("<person_id:public_id>/responses/", people_views.list_responses, name="responses"),
    path("<person_id:public_id>/history/", people_views.list_history, name="history"),
    path("<person_id:public_id>/mail/", people_views.list_mail, name="mail"),
    path(
        "<person_id:public_id>/roles/<staff_role:role>/give/",
        standing_views.give_role,
        name="give-role",
    ),
    path(
        "<person_id:public_id>/roles/<staff_role:role>/take-back/",
        standing_views.take_back_role,
        name="take-back-role",
    ),
    path("<person_id:public_id>/suspend/", standing_views.suspend, name="suspend"),
    path("<person_id:public_id>/lift/", standing_views.lift_suspension, name="lift-suspension"),
    path("<person_id:public_id>/appeal/", standing_views.answer_appeal, name="answer-appeal"),
]
