"""What this part keeps that is somebody's: a module for each kind, made known in `register`."""

from consultation.responses.holdings import drafts, responses, taking_part


def register() -> None:
    """Make these holdings known."""
    responses.register()
    drafts.register()
    taking_part.register()
