"""The house rules: new versions of them, and who took note of which."""

from django.db import transaction

from accounts.access import check_not_suspended, check_role
from accounts.models import HouseRules, Role, RulesAgreement, User
from consultation.activity.actions import record
from consultation.activity.models import Verb
from consultation.lib.text import normalise


class RulesChangedError(Exception):
    """Somebody else published a version meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "The house rules were changed by somebody else meanwhile. "
            "Compare the two: your text is kept below."
        )


@transaction.atomic
def publish_rules(*, actor: User, body: str, replaces: int | None = None) -> HouseRules:
    """Publish a new version and return it; the same words again make none.

    `replaces` is the version that was read before the change was typed. Raises PermissionDenied
    for who is no lead, RulesChangedError where that is not the newest any more.
    """
    check_role(actor, Role.LEAD)
    # The first row is the turnstile: of two leads at once the second sees what the first did.
    HouseRules.objects.select_for_update().order_by("version").first()
    newest = HouseRules.objects.newest()
    if replaces not in {None, newest.version}:
        raise RulesChangedError
    words = normalise(body)
    if words == normalise(newest.body):
        return newest
    rules = HouseRules.objects.create(version=newest.version + 1, body=words, published_by=actor)
    record(actor=actor, verb=Verb.RULES_PUBLISHED, thing=rules, version=rules.version)
    return rules


@transaction.atomic
def agree_to_rules(*, actor: User, rules: HouseRules) -> None:
    """Keep that the actor, who takes part already, took note of newer rules."""
    check_not_suspended(actor)
    if agree(actor, rules):
        record(actor=actor, verb=Verb.PERSON_WELCOMED, thing=actor, rules=rules.version)


def agree(person: User, rules: HouseRules) -> bool:
    """Write it down, and say whether that was new; of two versions the later one counts."""
    _, is_new = RulesAgreement.objects.get_or_create(user=person, rules=rules)
    later = User.objects.filter(pk=person.pk, agreed_rules__lt=rules.version)
    later.update(agreed_rules=rules.version)
    person.refresh_from_db(fields=["agreed_rules"])
    return is_new
