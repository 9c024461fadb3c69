"""The second step of signing in: an authenticator app or a passkey, and codes for a bad day."""

MFA_ADAPTER = "accounts.signing_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
# Without a confirmed address a stranger could shut the owner of one out of it.
MFA_ALLOW_UNVERIFIED_EMAIL = False
MFA_TOTP_ISSUER = "Soundings"
# A phone's clock may be half a minute off (RFC 6238, 5.2); each step is still accepted only once.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.factors.SecondStepForm",
    "authenticate_webauthn": "accounts.forms.factors.PasskeyStepForm",
    "reauthenticate": "accounts.forms.factors.AskAgainForm",
    "reauthenticate_webauthn": "accounts.forms.factors.PasskeyAgainForm",
    "activate_totp": "accounts.forms.factors.AddAppForm",
    "add_webauthn": "accounts.forms.factors.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.factors.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.factors.PasskeySignInForm",
    "signup_webauthn": "accounts.forms.factors.JoinWithPasskeyForm",
}
# Before an account's ways in are changed one shows again who one is; that holds so many seconds.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
