"""A file that cannot be taken at all."""


class FileRefusedError(ValueError):
    """Why none of it can be read; its text is the sentence to show."""
