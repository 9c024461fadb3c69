"""A person: who they are to the site, and what they may do on its staff."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, Q, QuerySet
from django.db.models.functions import Lower, Now, Upper

from consultation.lib.public_ids import new_public_id


class Role(models.TextChoices):
    """What a member of staff may do; each is the name of a group (made in a migration)."""

    EDITOR = "editor", "Editor: papers"
    MODERATOR = "moderator", "Moderator: responses"
    ANALYST = "analyst", "Analyst: reports and exports"
    LEAD = "lead", "Lead: all of these, and people"


def _factors_of(person: "User") -> QuerySet[Any]:
    """Return what signing in asks for besides; recovery codes alone are none."""
    authenticators: QuerySet[Any] = person.authenticator_set.all()  # type: ignore[attr-defined]
    return authenticators.exclude(type="recovery_codes")


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
    uses_pseudonym = models.BooleanField(default=False, db_default=False)
    # The newest house rules agreed to; 0 before "Before you take part" was answered.
    agreed_rules = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # Kept beside the current `Suspension`, so that knowing it costs no query.
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
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
        indexes = [
            # Finding people by a part of their name or address, as the desk does.
            GinIndex(OpClass(Upper("email"), "gin_trgm_ops"), name="user_email_parts"),
            GinIndex(OpClass(Upper("display_name"), "gin_trgm_ops"), name="user_name_parts"),
        ]

    def __str__(self) -> str:
        return self.public_name

    @property
    def public_name(self) -> str:
        """What others may read: never the address."""
        return self.display_name or "A participant"

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None

    @cached_property
    def _standing(self) -> tuple[frozenset[str], bool]:
        """The staff roles given and whether there is a second factor, in one query a request."""
        factors = _factors_of(self)
        held = self.groups.filter(name__in=Role.values).values_list("name", Exists(factors))
        found = list(held)
        return frozenset(name for name, _ in found), any(guarded for _, guarded in found)

    @property
    def granted_roles(self) -> frozenset[str]:
        """The staff roles given to this person, whether or not they can be used now."""
        return self._standing[0]

    @property
    def roles(self) -> frozenset[str]:
        """The staff roles that may be used now: without a second factor, none.

        So a stolen mailbox opens no door to held text, on the desk or elsewhere.
        """
        granted, is_guarded = self._standing
        return granted if is_guarded and not self.is_suspended else frozenset()

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for more than a code or a password."""
        if self.granted_roles:
            return self._standing[1]
        return _factors_of(self).exists()

    def forget_roles(self) -> None:
        """Ask the database anew what this person may do: it has just been changed."""
        self.__dict__.pop("_standing", None)

    def has_role(self, *roles: str) -> bool:
        """Say whether this person holds one of the roles; a lead holds all."""
        return self.is_active and not self.roles.isdisjoint({*roles, Role.LEAD})
