"""The second factor and the sessions, under the names by which allauth finds its pages."""

from django.urls import path

from accounts.views import factors, recovery_codes, sessions
from accounts.views.factors import (
    AddApp,
    AddPasskey,
    AskAgain,
    AskAgainByPasskey,
    JoinWithPasskey,
    RemoveApp,
    RemovePasskey,
    RenamePasskey,
    SecondStep,
    SignInWithPasskey,
)

urlpatterns = [
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("2fa/", factors.sign_in_page, name="mfa_index"),
    path("2fa/authenticate/", SecondStep.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", AskAgain.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", AddApp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/activate/qr.svg", factors.app_picture, name="mfa_app_picture"),
    path("2fa/totp/deactivate/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.renew_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        AskAgainByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("2fa/webauthn/login/", SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path("2fa/webauthn/signup/", JoinWithPasskey.as_view(), name="mfa_signup_webauthn"),
]
