"""Read organisations from a CSV file, say what they would change in the register, and do it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actions.importing import apply_register_import, keep_register_import
from accounts.register.comparing import Compared, Comparison, compare
from accounts.register.reading import LARGEST_FILE, read_register
from accounts.register.refusals import FileRefusedError
from accounts.register.shapes import ReadFile


class Command(BaseCommand):
    help = (
        "Read a CSV file of organisations and print which would be new, what would change field "
        "by field, and which lines are refused and why, as /desk/organisations/import/ shows it. "
        "Nothing is written, unless it is to be applied; a second run changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="the file to read; - reads what is piped in"
        )
        parser.add_argument(
            "--apply", action="store_true", help="write it into the register, all or nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        read = read_file(options["file"])
        comparison = compare(read.lines, refused=read.refused, actor=None)
        for line in report(read, comparison):
            self.stdout.write(line)
        if not options["apply"]:
            self.stdout.write("Nothing is written. Give --apply to write it into the register.")
            return
        name = "standard input" if options["file"] == "-" else Path(options["file"]).name
        kept = keep_register_import(actor=None, file_name=name, read=read)
        result = apply_register_import(actor=None, register_import=kept, shown=None).result
        self.stdout.write(
            f"Applied: {result['made']:,} made, {result['changed']:,} changed "
            f"({result['verified']:,} verified), {result['unchanged']:,} left as they are, "
            f"{result['refused']:,} refused."
        )


def read_file(file: str) -> ReadFile:
    """Return what is in the file; raises `CommandError` with one line for a person."""
    try:
        if file == "-":
            return read_register(sys.stdin.buffer.read(LARGEST_FILE + 1))
        with Path(file).open("rb") as opened:
            return read_register(opened.read(LARGEST_FILE + 1))
    except FileRefusedError as refusal:
        raise CommandError(str(refusal)) from None
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror or error}") from None


def report(read: ReadFile, comparison: Comparison) -> Iterator[str]:
    """Yield the counts, then a line for each organisation that is new, changed or refused."""
    yield (
        f"{len(comparison.new):,} new, {len(comparison.changed):,} changed "
        f"({comparison.verified:,} verified), {len(comparison.unchanged):,} as they are, "
        f"{len(comparison.refused):,} refused. Read as {read.encoding}."
    )
    if read.ignored:
        yield f"Passed over: {', '.join(read.ignored)}."
    for one in comparison.new:
        yield f"new, line {one.line.number}: {one.line.name}"
    for one in comparison.changed:
        yield from _changes(one)
    for refused in comparison.refused:
        name = refused.typed.get("name") or "no name"
        yield f"refused, line {refused.number}: {name}: {refused.reason}"


def _changes(one: Compared) -> Iterator[str]:
    yield f"changed, line {one.line.number}: {one.organisation}"
    if one.verifies:
        yield "    proposed and not yet confirmed: becomes verified"
    for change in one.changes:
        yield f"    {change.heading}: {change.was or 'empty'} → {change.becomes}"
