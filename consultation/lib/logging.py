"""Log lines that tell what went wrong and nothing of what people wrote."""

import logging
from collections.abc import Iterator
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Leaves out of a traceback what the database quotes of a row.

    Such as the address that is taken, or the whole text of a row that a constraint refused.
    """

    def formatException(self, ei: Raised) -> str:  # noqa: N802 (the standard library's name)
        told = super().formatException(ei)
        for error in _chain(ei[1]):
            sentence, mark, _quoted = str(error).partition("\nDETAIL:")
            if mark:
                told = told.replace(str(error), f"{sentence} (the row is left out)")
        return told


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and those that led to it, as a traceback lists them."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += [each.__cause__, each.__context__]
