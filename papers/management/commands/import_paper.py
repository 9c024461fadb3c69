"""Read a paper from a file, and say what was found in it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from papers.importing import assemble, interpret
from papers.importing.blocks import Document
from papers.management.files import read_file


class Command(BaseCommand):
    help = (
        "Read a paper (.docx, .odt, .pdf, .html, .md or .txt) and print what is found in it: its "
        "title, sections, questions, recommendations, sources and calls. Nothing is stored, "
        "unless it is to be published."
    )
    # Nothing here touches the site, so its checks would only take time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="the file to read; - reads what is piped in"
        )
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, as docs/importing.md says"
        )

        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish it as it is read, with nobody's review: open from now until its closing "
            "date, or for twelve weeks; the JSON then has its slug",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        document = read_file(options["file"])
        found = assemble(document, interpret(document)).as_json()
        if options["publish"]:
            found["slug"] = publish(document, options["file"])
            if passed(found["closes_on"]):
                self.stderr.write(
                    f"The document closed on {found['closes_on']}. The paper is open until the "
                    "date on its page: close it on the desk if nobody should answer."
                )
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(summary(found))


def publish(document: Document, file: str) -> str:
    """Publish the document; the slug of its paper. Raises `CommandError` with what is missing."""
    # The database's part is loaded only where it is used: reading alone starts no service.
    from papers.actions import PaperRefusedError
    from papers.loading import publish_document

    name = "Pasted text" if file == "-" else Path(file).name
    try:
        return publish_document(document=document, file_name=name).slug
    except PaperRefusedError as refusal:
        raise CommandError(str(refusal)) from refusal


def passed(closes_on: str | None) -> bool:
    """Say whether the closing date of the document lies behind."""
    return bool(closes_on) and str(closes_on) <= timezone.localdate().isoformat()


def summary(found: dict[str, Any]) -> str:
    """The paper at a glance: what it is, how much was found, and every question."""
    lines = [found["title"] or "(no title)"]
    facts = {name: found[name] for name in ("author", "date", "closes_on", "contact")}
    lines += [f"{name.replace('_', ' ')}: {value}" for name, value in facts.items() if value]
    lines += ["", *(f"{question_line(question)}" for question in found["questions"])]
    names = ("sections", "questions", "recommendations", "sources", "calls", "unsourced_claims")
    counts = (f"{len(found[name])} {name.replace('_', ' ')}" for name in (*names, "stripped"))
    counted = f"{', '.join(counts)}; coverage {found['coverage']:.3f}"
    published = [f"published at /papers/{found['slug']}/"] if "slug" in found else []
    return "\n".join([*lines, "", counted, *published])


def question_line(question: dict[str, Any]) -> str:
    """A question in a line: its number, its kind, its words, how many parts and options."""
    counts = {name: len(question[f"{name}s"]) for name in ("part", "option")}
    more = (f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items() if count)
    inside = ", ".join([str(question["kind"]), *more])
    number = f"{question['number']}. " if question["number"] else "– "
    return f"{number}{' '.join(question['text'].split())} [{inside}]"
