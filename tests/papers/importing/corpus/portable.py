"""Build a PDF that looks as one exported from a word processor does, set by typst."""

from pathlib import Path

import typst

from tests.papers.importing.corpus.notation import Kind, Line, Script, Span

PAGE = """\
#set document(title: {title}, author: {author})
#set page(paper: "a4", margin: (x: 2.5cm, y: 2.6cm),
  header: text(size: 9pt)[#{header}],
  footer: context text(size: 9pt)[#{footer} #h(1fr) Page #counter(page).display() of \
#counter(page).final().first()])
#set text(font: "Libertinus Serif", size: 11pt, lang: "en", region: "GB", hyphenate: {hyphenate})
#set par(justify: {hyphenate}, leading: 0.62em, spacing: 1.1em)
"""
SIZES = {1: 16, 2: 13, 3: 11.5}
WRAPPERS = {
    Kind.TITLE: "#block(below: 1.2em, text(size: 22pt, weight: 700)[{}])",
    Kind.SUBTITLE: "#block(below: 1.4em, text(size: 14pt)[{}])",
    Kind.BOLD: "#block(text(weight: 700)[{}])",
    Kind.QUOTE: "#pad(x: 1.5em, emph[{}])",
    Kind.PARAGRAPH: "#par[{}]",
}


def build_pdf(script: Script, target: Path) -> None:
    said = script.said
    head = PAGE.format(
        **{name: _quoted(said.get(name, "")) for name in ("title", "author", "header", "footer")},
        hyphenate="true" if said.get("hyphenate") else "false",
    )
    body = "\n\n".join(_run(kind, lines) for kind, lines in script.runs())
    target.write_bytes(typst.compile((head + body).encode()))


def _quoted(text: str) -> str:
    """Return the text as a typst string, in which nothing but these two signs has a meaning."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _run(kind: Kind, lines: list[Line]) -> str:
    if kind is Kind.ROW:
        return _table([line.cells for line in lines])
    if kind is Kind.BOX:
        inner = "\n\n".join(f"#par[{_inline(line)}]" for line in lines)
        return f"#block(stroke: 0.7pt, inset: 8pt, width: 100%)[{inner}]"
    return "\n\n".join(_block(line) for line in lines)


def _block(line: Line) -> str:
    if line.kind is Kind.BREAK:
        return "#pagebreak()"
    inner = _inline(line)
    if line.kind is Kind.HEADING:
        size = SIZES[line.depth]
        return f"#block(above: 1.6em, below: 0.9em, text(size: {size}pt, weight: 700)[{inner}])"
    if line.kind in {Kind.BULLET, Kind.NUMBERED}:
        indent = 0.6 + 1.6 * line.depth
        mark = f"#{_quoted(line.marker)}#h(0.7em)"
        return f"#pad(left: {indent}em, par(hanging-indent: 1.3em)[{mark}{inner}])"
    return WRAPPERS[line.kind].replace("{}", inner)


def _table(rows: list[list[str]]) -> str:
    cells = ",\n".join(f"[{_inline(Line(Kind.PARAGRAPH, cell))}]" for row in rows for cell in row)
    return f"#table(columns: {len(rows[0])}, inset: 6pt, align: left,\n{cells})"


def _inline(line: Line) -> str:
    return "".join(_span(span) for span in line.spans)


def _span(span: Span) -> str:
    if span.note:
        return f"#footnote[#{_quoted(span.note)}]"
    if span.url:
        return f"#link({_quoted(span.url)})[#{_quoted(span.text)}]"
    if span.bold:
        return f"#strong[#{_quoted(span.text)}]"
    return f"#{_quoted(span.text)}"
