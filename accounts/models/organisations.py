"""The register of organisations."""

from pathlib import PurePath

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now, Upper

from accounts.profile import LONGEST_CODE, MOST_CODES, Kind, LedBy, Region, Serves, Size, Specialism
from accounts.querysets import OrganisationQuerySet
from consultation.lib.public_ids import new_public_id


def logo_name(_instance: models.Model, file_name: str) -> str:
    """Return a name on disk that tells nothing and collides with nothing."""
    return f"organisations/{new_public_id()}{PurePath(file_name).suffix.lower()[:8]}"


def _codes(choices: type[models.TextChoices]) -> "ArrayField[list[str], list[str]]":
    return ArrayField(
        models.CharField(max_length=LONGEST_CODE, choices=choices.choices),
        default=list,
        db_default=[],
        blank=True,
        size=MOST_CODES,
    )


class Organisation(models.Model):
    """A voluntary organisation or stakeholder that people answer for.

    Made by staff, by an import of the register, or proposed by a person; staff verify the last.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MEMBER, db_default="member")
    charity_number = models.CharField(max_length=12, blank=True, default="", db_default="")
    company_number = models.CharField(max_length=8, blank=True, default="", db_default="")
    website = models.URLField(max_length=200, blank=True, default="", db_default="")
    about = models.TextField(max_length=600, blank=True, default="", db_default="")
    size = models.CharField(max_length=8, choices=Size, blank=True, default="", db_default="")
    region = models.CharField(max_length=20, choices=Region, blank=True, default="", db_default="")
    specialisms = _codes(Specialism)
    serves = _codes(Serves)
    led_by = _codes(LedBy)
    # Who asks to join with a confirmed address at one of these is shown as matching. Set by staff.
    email_domains = ArrayField(
        models.CharField(max_length=253), default=list, db_default=[], blank=True, size=10
    )
    logo = models.FileField(
        upload_to=logo_name, max_length=120, blank=True, default="", db_default=""
    )
    logo_alt = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Each saved change counts up: of two editors at once, the second sees the first's.
    version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_reason = models.TextField(max_length=500, blank=True, default="", db_default="")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            # Naming an organisation twice finds the first.
            models.UniqueConstraint(Lower("name"), name="organisation_name_unique"),
            models.UniqueConstraint(
                fields=["charity_number"],
                condition=~Q(charity_number=""),
                name="organisation_charity_unique",
            ),
            models.UniqueConstraint(
                fields=["company_number"],
                condition=~Q(company_number=""),
                name="organisation_company_unique",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | Q(declined_at=None),
                name="organisation_verified_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(logo="") | ~Q(logo_alt=""), name="organisation_logo_has_words"
            ),
        ]
        indexes = [
            # Finding organisations by a part of their name.
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="organisation_name_parts"),
            # The directory, a page at a time.
            models.Index(Lower("name"), "id", name="organisation_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None


class RegisterImport(models.Model):
    """A CSV file of organisations, read and shown, and applied once a member of staff says so."""

    file_name = models.CharField(max_length=160)
    # The lines that can be taken, and the refused ones with a sentence each.
    lines = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    # How many were made, changed and left as they were.
    result = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.file_name
