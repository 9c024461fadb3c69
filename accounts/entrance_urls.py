"""Addresses of the entrance: those we serve in allauth's place (by its names), and ours."""

from django.urls import path

from accounts.views import addresses, entrance, passwords, single_sign_on

urlpatterns = [
    path("signup/", entrance.join, name="account_signup"),
    path("signup/passkey/", entrance.join_by_passkey, name="account_signup_by_passkey"),
    path("login/code/", entrance.request_code, name="account_request_login_code"),
    path("login/code/confirm/", entrance.sign_in_code, name="account_confirm_login_code"),
    path("confirm-email/", entrance.address_code, name="account_email_verification_sent"),
    path("single-sign-on/", single_sign_on.single_sign_on, name="single_sign_on"),
    path("single-sign-on/back/", single_sign_on.single_sign_on_back, name="single_sign_on_back"),
    path("email/", addresses.address, name="account_email"),
    path(
        "password/reset/confirm/",
        entrance.reset_code,
        name="account_confirm_password_reset_code",
    ),
    path("password/set/", passwords.set_password, name="account_set_password"),
]
