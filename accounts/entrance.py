"""allauth's forms in our words, and joining as one transaction."""
# mypy: allow-subclassing-any
# (allauth has no types)

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from accounts.organisations.invitations import invited_address
from accounts.signing_in.evenness import look_up_new_person, look_up_nobody, nobodys_address

LABELS = {
    "email": "Email address",
    "login": "Email address",
    "code": "Six-digit code",
    "password": "Password",
    "oldpassword": "Password you use now",
    "password1": "New password",
    "password2": "New password again",
}
MISSING = {
    "email": "Enter your email address.",
    "login": "Enter your email address.",
    "code": "Enter the code from our mail.",
    "password": "Enter your password.",
    "oldpassword": "Enter the password you use now.",
    "password1": "Enter a new password.",
    "password2": "Enter the new password again.",
}
NEW_PASSWORD_HINT = "At least 12 characters. Three or four unrelated words are easy to keep."  # noqa: S105


class PlainWords:
    """Labels above the fields instead of placeholders in them, which vanish as one types."""

    fields: dict[str, Any]

    @property
    def single_sign_on(self) -> str:
        """The name of the provider of the house; empty where there is none, and no button."""
        return str(settings.OIDC_NAME if settings.OIDC_SERVER_URL else "")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
            if name in {"password", "oldpassword"}:
                field.help_text = ""
            if name == "password1":
                field.help_text = NEW_PASSWORD_HINT
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


def _person_at(email: str) -> User | None:
    """Return who may be sent a code: one query, whether or not there is anybody."""
    return User.objects.filter(email=email.lower(), is_active=True).first()


class SignUpForm(PlainWords, allauth_forms.SignupForm):
    account_already_exists: bool

    @property
    def single_sign_on(self) -> str:
        """As everywhere, unless newcomers would be turned away there."""
        return "" if settings.OIDC_STAFF_ONLY else super().single_sign_on

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """Make the person, their address and what is logged about it together, or not at all."""
        if self.account_already_exists:
            self._rehearse(request)
        else:
            try:
                with transaction.atomic():
                    return super().try_save(request)  # type: ignore[no-any-return]
            except IntegrityError:
                # The same address joined a moment ago: answer as for any address that is known.
                self.account_already_exists = True
        return super().try_save(request)  # type: ignore[no-any-return]

    def _rehearse(self, request: HttpRequest) -> None:
        """Join as nobody and undo it: a known address must cost what a new one does."""
        address = self.cleaned_data["email"]
        self.cleaned_data["email"] = nobodys_address()
        self.account_already_exists = False
        with transaction.atomic():
            look_up_new_person(self.save(request))
            transaction.set_rollback(True)
        self.cleaned_data["email"] = address
        self.account_already_exists = True


class CodeRequestForm(PlainWords, allauth_forms.RequestLoginCodeForm):
    _user: User | None = None

    def clean_email(self) -> str:
        """Refuse what no mail could reach before it is asked who it belongs to."""
        email = str(get_adapter().clean_email(self.cleaned_data.get("email", "")))
        # allauth asks once more about an address that it finds nowhere, which takes longer.
        self._user = _person_at(email)
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


class SignInForm(PlainWords, allauth_forms.LoginForm):
    """Sign-in with a password; the page offers a code first, through `code_form`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = invited_address(context.request)
        self.fields["login"].initial = address
        self.code_form = CodeRequestForm(initial={"email": address})

    def clean_login(self) -> str:
        """Return the address as it is stored: who signs in may have typed capitals."""
        return str(super().clean_login()).lower()

    def _setup_password_field(self) -> None:
        """Keep the field: allauth drops it when joining asks for no password."""


class LoginCodeForm(PlainWords, allauth_forms.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(PlainWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user is None:
            look_up_nobody()  # the page fetches the person who is joining; here there is none


class ResetCodeForm(PlainWords, allauth_forms.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and not self.expected_code:
            look_up_nobody()  # a wrong code makes allauth fetch whose it was; here there is nobody


class AddressForm(PlainWords, allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New email address"


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    users: list[User]

    def clean_email(self) -> str:
        """As for a code to sign in with: one query for any address."""
        email = str(get_adapter().clean_email(self.cleaned_data["email"]))
        person = _person_at(email)
        self.users = [person] if person else []
        return email


class NewPasswordForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainWords, allauth_forms.ReauthenticateForm):
    pass
