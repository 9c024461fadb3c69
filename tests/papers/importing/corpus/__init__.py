"""Documents of our own writing, each with what a careful editor would find in it.

`open/` is what the rules are written against; `held_back/` is not looked at while they are.
Beside each document lie its labels, `<name>.toml`. HTML, Markdown and plain text are kept as
they are; `<name>.docx.src`, `.odt.src` and `.pdf.src` are kept in the notation of `notation.py`
and built where they are needed.

How the labels were made: one numbered or bulleted item is one question. Its first ask, or the
one that carries the subject, is the text, a whole sentence as written; further asks, and “Please
give your reasons”, are parts; the sentences around them are no part of the label. The first of
the kinds is the best, and `also` names others on which editors would differ. A question that is
repeated in an annex, put to nobody, quoted, or reported from an earlier consultation is none.
A date is ISO, to the month where no day is given. `stripped` holds what must not be published.
"""
