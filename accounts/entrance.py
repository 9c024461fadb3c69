"""allauth's forms in our words, and joining as one transaction."""
# mypy: allow-subclassing-any
# (allauth has no types)

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User

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


class SignUpForm(PlainWords, allauth_forms.SignupForm):
    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponseBase | None]:
        """Make the person, their address and what is logged about it together, or not at all."""
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            # The same address joined a moment ago: answer as for any address that is known.
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]


class CodeRequestForm(PlainWords, allauth_forms.RequestLoginCodeForm):
    def clean_email(self) -> str:
        """Refuse what no mail could reach before it is asked who it belongs to."""
        get_adapter().clean_email(self.cleaned_data.get("email", ""))
        return str(super().clean_email())


class SignInForm(PlainWords, allauth_forms.LoginForm):
    """Sign-in with a password; the page offers a code first, through `code_form`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code_form = CodeRequestForm()

    def _setup_password_field(self) -> None:
        """Keep the field: allauth drops it when joining asks for no password."""


class LoginCodeForm(PlainWords, allauth_forms.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(PlainWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ResetCodeForm(PlainWords, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class AddressForm(PlainWords, allauth_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "New email address"


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    pass


class NewPasswordForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainWords, allauth_forms.ReauthenticateForm):
    pass
