"""Why a document is not read: one plain sentence that says what to do instead."""


class DocumentRefusedError(Exception):
    """The file cannot be read as a paper; the message is the sentence for the person."""


SPLIT_IT = "Split it into parts and import each."


def too_long(what: str, found: int, most: int) -> DocumentRefusedError:
    """The refusal of a document with more of something than is read in one go."""
    return DocumentRefusedError(
        f"This document has {found:,} {what}, and {most:,} is the most that is read. {SPLIT_IT}"
    )
