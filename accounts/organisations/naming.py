"""What an organisation is called in addresses, and what nobody may be called beside responses."""

import unicodedata
from collections.abc import Container
from typing import Final

from django.utils.text import slugify

from accounts.models import Organisation

# Words that stand in the place of a slug in the desk's addresses.
RESERVED: Final = frozenset({"add", "import", "requests"})
LONGEST_STEM: Final = 120


def stem_of(name: str) -> str:
    """Return the slug a name would have if it were the only one; never empty."""
    return slugify(name)[:LONGEST_STEM].strip("-") or "organisation"


def free_slug(name: str) -> str:
    """Return a slug that no organisation has; two who ask at once may be told the same."""
    stem = stem_of(name)
    slugs = Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return first_free(stem, set(slugs))


def first_free(stem: str, taken: Container[str]) -> str:
    """Return the stem, or the stem with the first number that makes it none of those taken."""
    slug, number = stem, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug


# Names that readers would take for the people who run this place, wherever they stand in a name …
OF_THE_HOUSE: Final = ("policyteam", "moderator", "moderationteam", "soundings")
# … and those that say so only where they are the whole of it.
OFFICES: Final = frozenset(
    {"admin", "administrator", "editor", "host", "official", "staff", "team"}
)
# Letters of other scripts and digits that look like these.
_ALIKE: Final = str.maketrans("аеорсухіѕԁтмкνορατеӏ01з", "aeopcyxisdtmkvopatelole")


def reads_as_the_house(name: str) -> bool:
    """Say whether readers would take who is called that for a member of the policy team.

    Case, accents, spaces, signs and letters that look alike make no difference.
    """
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_ALIKE)
    letters = "".join(filter(str.isalnum, folded))
    bare = letters.removeprefix("the")
    return bare in OFFICES or any(office in letters for office in OF_THE_HOUSE)
