"""People, the organisations they answer for, and the membership between the two."""

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from accounts.querysets import MembershipQuerySet
from consultation.lib.public_ids import new_public_id


class Role(models.TextChoices):
    """What a member of staff may do; each is the name of a group (made in a migration)."""

    EDITOR = "editor", "Editor: papers"
    MODERATOR = "moderator", "Moderator: responses"
    ANALYST = "analyst", "Analyst: reports and exports"
    LEAD = "lead", "Lead: all of these, and people"


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, password: str | None = None, *, display_name: str = ""
    ) -> "User":
        """Make a person; without a password they sign in by a code sent to them."""
        user = self.model(email=email.strip().lower(), display_name=display_name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None) -> "User":
        """Make an operator."""
        user = self.create_user(email, password, display_name="Operator")
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person; the email address is who they are, the display name is what others read."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    email = models.EmailField("email address", max_length=254, unique=True)
    display_name = models.CharField("name shown with your responses", max_length=50, blank=True)
    is_staff = models.BooleanField(default=False, help_text="An operator of the server.")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            # One account an address, whatever its case: it is stored in one case only.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What others may read: never the address."""
        return self.display_name or "A participant"

    @cached_property
    def roles(self) -> frozenset[str]:
        """The staff roles held, read once a request."""
        return frozenset(self.groups.filter(name__in=Role.values).values_list("name", flat=True))

    def has_role(self, *roles: str) -> bool:
        """Say whether this person holds one of the roles; a lead holds all."""
        return self.is_active and not self.roles.isdisjoint({*roles, Role.LEAD})


class Organisation(models.Model):
    """A voluntary organisation or stakeholder that people answer for."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            # Naming an organisation twice finds the first (`say_who_you_answer_for`).
            models.UniqueConstraint(Lower("name"), name="organisation_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person answers for an organisation: said by them, confirmed by staff.

    It ends with `left_at` and stays, so that what was posted keeps its confirmation.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # Set on coming back: the confirmation of the time before holds for what was posted in it.
    confirmed_until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            # A person answers for an organisation once.
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def confirms(self, posted_at: datetime) -> bool:
        """Say of one response what `MembershipQuerySet.confirming_response` says of many."""
        until = self.confirmed_until
        return self.is_confirmed or (until is not None and posted_at <= until)
