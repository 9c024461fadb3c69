"""How people sign in: by a code sent to their address; a password is the second way."""

from typing import Any

AUTH_USER_MODEL = "accounts.User"
# One is enough: a second would hash every wrong password twice.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reading:me"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.JoinForm"
ACCOUNT_FORMS = {
    "signup": "accounts.entrance.SignUpForm",
    "login": "accounts.entrance.SignInForm",
    "request_login_code": "accounts.entrance.CodeRequestForm",
    "confirm_login_code": "accounts.entrance.LoginCodeForm",
    "confirm_email_verification_code": "accounts.entrance.AddressCodeForm",
    "confirm_password_reset_code": "accounts.entrance.ResetCodeForm",
    "add_email": "accounts.entrance.AddressForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.SetPasswordForm",
    "reset_password": "accounts.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.entrance.NewPasswordForm",
    "reauthenticate": "accounts.entrance.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "reading:home"
ACCOUNT_SESSION_REMEMBER = True

# Six digits are enough only because they are few to guess: three tries a code, a quarter of an
# hour, ten codes an hour (at most 720 tries a day among a million).
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
SIGN_IN_CODE_SECONDS = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = SIGN_IN_CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = SIGN_IN_CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = SIGN_IN_CODE_SECONDS
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "confirm_email": "3/m/key,10/h/key",
    # Not of allauth's own: a code to show that it is you, a copy of one's data, and asking to be
    # told when a paper opens (`accounts.signing_in.limiting`).
    "take_data": "6/h/user",
    "prove": "3/m/user,10/h/user",
    "tell_me": "5/m/ip,30/h/ip",
    # A form saves itself at most every second and a half; two tabs type no faster than one person.
    "save_draft": "120/m/user",
    "preview": "60/m/user",
    # What was sent after a sign-in had ended, kept in the cache for its writer by their mark.
    "carry": "30/h/key",
    # Agreeing and following: more than a person presses who reads, less than a program would.
    "take_part": "60/m/user,1000/h/user",
}
