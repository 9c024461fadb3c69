"""The desk's people, below `/desk/people/`."""

from django.urls import path, register_converter

from accounts.models import Role
from consultation.desk.views import erasures, people, rules, standing
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
    path("", people.list_people, name="list"),
    path("house-rules/", rules.house_rules, name="house-rules"),
    path("erasures/", erasures.list_erasures, name="erasures"),
    path("<person_id:public_id>/", people.show_person, name="person"),
    path("<person_id:public_id>/erasure/", erasures.carry_out, name="erasure"),
    path("<person_id:public_id>/erasure/refuse/", erasures.refuse, name="refuse-erasure"),
    path("<person_id:public_id>/responses/", people.list_responses, name="responses"),
    path("<person_id:public_id>/history/", people.list_history, name="history"),
    path("<person_id:public_id>/mail/", people.list_mail, name="mail"),
    path(
        "<person_id:public_id>/roles/<staff_role:role>/give/",
        standing.give_role,
        name="give-role",
    ),
    path(
        "<person_id:public_id>/roles/<staff_role:role>/take-back/",
        standing.take_back_role,
        name="take-back-role",
    ),
    path("<person_id:public_id>/suspend/", standing.suspend, name="suspend"),
    path("<person_id:public_id>/lift/", standing.lift_suspension, name="lift-suspension"),
    path("<person_id:public_id>/appeal/", standing.answer_appeal, name="answer-appeal"),
]
