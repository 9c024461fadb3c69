"""What this part keeps that is somebody's: a module for each kind, made known in `register`."""

from consultation.responses.holdings import responses, taking_part


def register() -> None:
    """Make these holdings known."""
    responses.register()
    taking_part.register()
