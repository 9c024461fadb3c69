"""What this part answers for: its own tables, and those of the parts below it."""

from accounts.holdings import belonging, log, mail, person, signing_in


def register() -> None:
    """Make the holdings known, the account first: the first to be told is the last to go."""
    for holdings in (person, signing_in, belonging, mail, log):
        holdings.register()
