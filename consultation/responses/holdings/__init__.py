"""What this part keeps that is somebody's: a module for each kind, made known in `register`."""

from consultation.responses.holdings import (
    drafts,
    read_in,
    responses,
    rooms,
    taking_part,
    versions,
)


def register() -> None:
    """Make these holdings known."""
    rooms.register()  # let go of after what came of them: the last are the first to go
    responses.register()
    versions.register()
    drafts.register()
    read_in.register()
    taking_part.register()
