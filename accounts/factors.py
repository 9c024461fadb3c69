"""What signing in asks for besides a code or a password."""
# mypy: allow-subclassing-any
# (allauth has no types)

from allauth.mfa.adapter import DefaultMFAAdapter


class FactorAdapter(DefaultMFAAdapter):
    """The sentences are ours."""
