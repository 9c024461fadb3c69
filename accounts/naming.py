"""What an organisation is called in addresses."""

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
