"""The second step of signing in: an authenticator app or a passkey, and codes for a bad day."""

MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
# Without a confirmed address a stranger could shut the owner of one out of it.
MFA_ALLOW_UNVERIFIED_EMAIL = False
MFA_TOTP_ISSUER = "Soundings"
# Shown once: a page that showed them again would give them to who finds a browser open.
MFA_RECOVERY_CODES_SHOW_ONCE = True
