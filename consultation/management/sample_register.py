"""The organisations of the sample: what its people’s own say of themselves, and some more."""

from typing import Any, Final

from accounts.actions.organisations import add_organisation, change_organisation
from accounts.models import Organisation, User
from accounts.profile import Kind, LedBy, Region, Serves, Size, Specialism

# By the key of the sample account that owns each.
OWN: Final[dict[str, dict[str, Any]]] = {
    "member_of_northfield": {
        "about": "We meet people at the gate on the day they leave, and stay with them for the "
        "first twelve weeks: a bed, a doctor, a bank account, and somebody who answers the phone.",
        "website": "https://www.northfield.example",
        "region": Region.NORTH_EAST,
        "size": Size.MEDIUM,
        "specialisms": [Specialism.HOUSING, Specialism.MENTORING, Specialism.RESETTLEMENT],
        "serves": [Serves.PEOPLE_IN_PRISON, Serves.ON_PROBATION],
        "led_by": [LedBy.LIVED_EXPERIENCE],
    },
    "member_of_harbour": {
        "about": "Volunteers who visit somebody in prison for a year, and meet them afterwards.",
        "website": "https://harbour-mentoring.example",
        "region": Region.SOUTH_WEST,
        "size": Size.SMALL,
        "specialisms": [Specialism.MENTORING, Specialism.VOLUNTEERING],
        "serves": [Serves.PEOPLE_IN_PRISON, Serves.YOUNG],
        "led_by": [LedBy.WOMEN],
    },
}
OTHERS: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "Cwm Alder Housing",
        "region": Region.WALES,
        "size": Size.LARGE,
        "specialisms": [Specialism.HOUSING, Specialism.ADVICE],
        "serves": [Serves.WITH_CONVICTIONS, Serves.FAMILIES],
    },
    {
        "name": "Heron Street Women’s Centre",
        "region": Region.WEST_MIDLANDS,
        "size": Size.SMALL,
        "specialisms": [Specialism.ADVICE, Specialism.MENTAL_HEALTH, Specialism.SUBSTANCE_USE],
        "serves": [Serves.WOMEN, Serves.AT_RISK],
        "led_by": [LedBy.WOMEN],
    },
    {
        "name": "Lantern Yard Arts",
        "region": Region.LONDON,
        "size": Size.MICRO,
        "specialisms": [Specialism.ARTS],
        "serves": [Serves.PEOPLE_IN_PRISON],
        "led_by": [LedBy.LIVED_EXPERIENCE, LedBy.RACIALLY_MINORITISED],
    },
    {
        "name": "Second Bench Workshops",
        "region": Region.YORKSHIRE,
        "size": Size.MEDIUM,
        "specialisms": [Specialism.EDUCATION, Specialism.EMPLOYMENT],
        "serves": [Serves.PEOPLE_IN_PRISON, Serves.WITH_CONVICTIONS],
    },
    {
        "name": "University of Eastmarch Centre for Prisons Research",
        "kind": Kind.STAKEHOLDER,
        "region": Region.UK,
        "specialisms": [Specialism.JUSTICE_REFORM],
        "serves": [Serves.ANYONE],
    },
)


def fill_sample_register(people: dict[str, User]) -> None:
    """Let the people's own organisations say what they are, and staff add the others."""
    for key, profile in OWN.items():
        owned = people[key].memberships.owners().select_related("organisation")
        organisation = owned.earliest("pk").organisation
        _describe(people[key], organisation, profile)
    for fields in OTHERS:
        add_organisation(actor=people["lead"], **fields)


def _describe(owner: User, organisation: Organisation, profile: dict[str, Any]) -> None:
    change_organisation(
        actor=owner,
        organisation=organisation,
        expected_version=organisation.version,
        **profile,
    )
