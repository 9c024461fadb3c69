"""CSV files of organisations for the tests."""

from accounts.actions.importing import apply_register_import, comparison_of, keep_register_import
from accounts.models import RegisterImport, User
from accounts.register.comparing import Comparison, compare
from accounts.register.reading import read_register
from accounts.register.shapes import Line, ReadFile, RefusedLine


def read(text: str) -> ReadFile:
    return read_register(text.encode())


def only_line(text: str) -> Line:
    """Return the one line of a file of which nothing is refused."""
    found = read(text)
    assert not found.refused, found.refused
    (line,) = found.lines
    return line


def only_refusal(text: str) -> RefusedLine:
    """Return the one refused line of a file."""
    (line,) = read(text).refused
    return line


def compared(text: str, *, actor: User | None = None) -> Comparison:
    found = read(text)
    return compare(found.lines, refused=found.refused, actor=actor)


def keep(text: str, *, actor: User | None = None) -> RegisterImport:
    return keep_register_import(actor=actor, file_name="register.csv", read=read(text))


def apply(text: str, *, actor: User | None = None) -> RegisterImport:
    """Import a file as it would be shown."""
    kept = keep(text, actor=actor)
    shown = comparison_of(kept, actor=actor).fingerprint
    return apply_register_import(actor=actor, register_import=kept, shown=shown)


def many(count: int, *, region: str = "London") -> str:
    """Return a file of that many organisations, each with both its numbers."""
    lines = [
        f"Fictional Trust {n},{1_000_000 + n},{n:08d},{region},Employment; Housing"
        for n in range(1, count + 1)
    ]
    return "\n".join(["Name,Charity number,Company number,Region,Specialisms", *lines])
