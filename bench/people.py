"""What a register of 5,000 organisations and a desk with 50,000 people cost."""

from collections.abc import Iterator

from bench.lines import Line
from bench.made_site import made_site


def people() -> Iterator[Line]:
    """Yield the import of a register, and the pages that find people and organisations."""
    with made_site():
        from bench.finding import finding
        from bench.register_import import register_import

        yield from register_import()
        yield from finding()
