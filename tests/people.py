"""People, second factors and memberships, put straight into the tables."""

import base64
import hmac
import time
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import (
    HouseRules,
    Membership,
    Organisation,
    Role,
    RulesAgreement,
    Suspension,
    User,
)

SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of every test's authenticator


def give_second_factor(person: User) -> None:
    """Give the person an authenticator whose secret the tests know."""
    Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt(SECRET)},
    )
    person.forget_roles()


def authenticator_code() -> str:
    """Return the six digits that the authenticator shows now."""
    # RFC 6238: thirty seconds, SHA-1, six digits.
    moment = int(time.time()) // 30
    digest = hmac.digest(base64.b32decode(SECRET), moment.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def agree_to_rules(person: User) -> None:
    """Let the person have answered "Before you take part"."""
    # A test of real transactions empties this table too.
    rules = HouseRules.objects.order_by("-version").first()
    rules = rules or HouseRules.objects.create(version=1, body="Be kind.")
    RulesAgreement.objects.get_or_create(user=person, rules=rules)
    User.objects.filter(pk=person.pk).update(agreed_rules=rules.version)
    person.agreed_rules = rules.version


def make_person(name: str, *roles: Role, second_factor: bool = True, welcomed: bool = True) -> User:
    """Return a person with a confirmed address `<name>@soundings.example` and these roles.

    Staff have a second factor, and everybody has taken note of the house rules, unless told not.
    """
    person = User.objects.create_user(f"{name}@soundings.example", display_name=name.capitalize())
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    person.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    if roles and second_factor:
        give_second_factor(person)
    if welcomed:
        agree_to_rules(person)
    return person


def make_other_member() -> User:
    """Return somebody who decides for an organisation that nothing of the others' is about."""
    person = make_person("owner")
    make_membership(person, "Eastgate Mentoring", role="owner")
    return person


def make_suspended() -> User:
    person = make_person("suspended")
    make_suspension(person)
    return person


def make_staff_without_factor() -> User:
    """Return somebody with every key to the desk, and not yet the second step it asks for."""
    return make_person("unguarded", Role.EDITOR, Role.MODERATOR, Role.LEAD, second_factor=False)


def make_organisation(
    name: str = "Northfield Resettlement Trust", **fields: object
) -> Organisation:
    """Return a verified organisation, or as the fields say."""
    wanted = {"slug": slugify(name), "verified_at": timezone.now(), **fields}
    return Organisation.objects.create(name=name, **wanted)


def make_membership(
    person: User,
    organisation: Organisation | str = "Northfield Resettlement Trust",
    *,
    role: str = Membership.Role.MEMBER,
    confirmed: bool = True,
) -> Membership:
    """Return the person's current membership; an organisation given by name is made if need be."""
    if isinstance(organisation, str):
        found = Organisation.objects.called(organisation).first()
        organisation = found or make_organisation(organisation)
    return Membership.objects.create(
        user=person,
        organisation=organisation,
        role=role,
        confirmed_at=timezone.now() if confirmed else None,
    )


def make_suspension(person: User, *, by: User | None = None, **fields: object) -> Suspension:
    """Return the person's suspension, as it is when it has just begun."""
    reason = {"reason": "Three replies named a person in prison."}
    suspension = Suspension.objects.create(user=person, by=by, **{**reason, **fields})
    suspension.refresh_from_db(fields=["at"])
    User.objects.filter(pk=person.pk).update(suspended_at=suspension.at)
    person.suspended_at = suspension.at
    return suspension
