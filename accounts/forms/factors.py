"""What the pages of the second factor take; allauth's forms in our words and with our guards."""
# mypy: allow-subclassing-any
# (allauth has no types)

from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError

from accounts.actions.factors import spend_app_code
from accounts.signing_in.factors import signs_in_alone
from consultation.lib.text import StorableText, name_on_one_line

MOST_PASSKEYS: Final = 10
LONGEST_NAME: Final = 60
LONGEST_CREDENTIAL: Final = 20_000  # characters; a browser sends about 1,000
REFUSED: Final = "This passkey was not accepted. Try once more, or choose another way."
# What the parser of credentials raises on text that no browser sends.
UNREADABLE: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def _code_field(field: Any, label: str, hint: str, missing: str) -> None:
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class _TypedCode:
    """A code of an app, or a recovery code; a code of an app is good for once."""

    fields: dict[str, Any]
    authenticator: Authenticator
    hint = "Six digits from the app, or one of your recovery codes."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"], "Code", self.hint, "Enter the code.")

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not spend_app_code(app=self.authenticator, code=code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_TypedCode, base_forms.AuthenticateForm):
    pass


class AskAgainForm(_TypedCode, base_forms.ReauthenticateForm):
    pass


class AddAppForm(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(
            self.fields["code"],
            "Code from the app",
            "Six digits; the app shows new ones every half minute.",
            "Enter the code that the app shows.",
        )


class CredentialField(forms.JSONField):
    """What a browser says of a passkey: read with care, for anybody can send anything."""

    def __init__(self) -> None:
        words = {"required": REFUSED, "invalid": REFUSED}
        super().__init__(widget=forms.HiddenInput, error_messages=words)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise ValidationError(REFUSED)
        try:
            said = super().to_python(value)
        except RecursionError:
            raise ValidationError(REFUSED) from None
        if not isinstance(said, dict) or not said:
            raise ValidationError(REFUSED)
        return said


class _Credential:
    """A form around a credential, which nobody sees: what is wrong with it is said at the top."""

    cleaned_data: dict[str, Any]
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None if field == "credential" else field, error)  # type: ignore[misc]


class _UsedPasskey(_Credential):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if getattr(error, "code", "") == "too_many_login_attempts":
                raise
            raise ValidationError(REFUSED) from None
        except UNREADABLE:
            raise ValidationError(REFUSED) from None


class PasskeyStepForm(_UsedPasskey, webauthn_forms.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_UsedPasskey, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


class PasskeySignInForm(_UsedPasskey, webauthn_forms.LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        """Refuse a key that its owner keeps for the second step: it may ask for no PIN at all."""
        passkey = super().clean_credential()
        if not signs_in_alone(passkey):
            raise ValidationError(REFUSED)
        return passkey


def _name_field(field: Any) -> None:
    field.label = "Name of this passkey"
    field.help_text = "So that you know which it is: “My phone”, or “Work laptop”."
    field.validators = [StorableText(multiline=False)]
    field.widget.attrs |= {"maxlength": str(LONGEST_NAME), "autocomplete": "off"}
    field.error_messages["required"] = "Enter a name."


class _NewPasskey(_Credential):
    user: Any
    alone = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_field(self.fields["name"])

    def clean_name(self) -> str:
        return name_on_one_line(super().clean_name())[:LONGEST_NAME]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        if Authenticator.objects.filter(user=self.user, type="webauthn").count() >= MOST_PASSKEYS:
            raise ValidationError(f"You have {MOST_PASSKEYS} passkeys. Remove one of them first.")
        try:
            cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        except UNREADABLE:
            raise ValidationError(REFUSED) from None
        except ValidationError:
            raise ValidationError(REFUSED) from None
        if credential := cleaned.get("credential"):
            # Browsers only claim to have kept the key for signing in alone. What counts is what
            # its owner chose, with a finger or PIN seen by us (django-allauth issue 4224).
            properties = {"credProps": {"rk": self.signs_in_alone(cleaned)}}
            cleaned["credential"] = {**credential, "clientExtensionResults": properties}
        return cleaned

    def signs_in_alone(self, _cleaned: dict[str, Any]) -> bool:
        return True


class AddPasskeyForm(_NewPasskey, webauthn_forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alone = self.fields["passwordless"]
        alone.label = "Let this passkey sign me in by itself"
        alone.help_text = (
            "It then asks for your fingerprint, face or PIN. Without this it is only your "
            "second step, after a code or a password."
        )

    def signs_in_alone(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get("passwordless"))


class JoinWithPasskeyForm(_NewPasskey, webauthn_forms.SignupWebAuthnForm):
    """Joining asks for a finger, face or PIN always, so the key may sign in alone."""


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_field(self.fields["name"])

    def clean_name(self) -> str:
        return name_on_one_line(self.cleaned_data["name"])[:LONGEST_NAME]


class ProofForm(forms.Form):
    """The code we sent to show that the mailbox is still theirs."""

    code = forms.CharField(max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"], "Six-digit code", "", "Enter the code from our mail.")
