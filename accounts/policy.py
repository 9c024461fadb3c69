"""Who may take part."""

from accounts.models import HouseRules, User


def must_take_note(person: User) -> bool:
    """Say whether "Before you take part" waits: never answered, or the rules are newer. One query.

    Reading needs none of it, and a suspended person is not asked.
    """
    return not person.is_suspended and person.agreed_rules < HouseRules.objects.newest_version()
