"""What goes wrong with an embedded service, said in one line a person can act on."""


class ServiceError(Exception):
    """A service cannot start or cannot be used; the message is the line to print."""
