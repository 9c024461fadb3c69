"""How documents begin, and the headings of what stands beside their answers."""

import re

from consultation.responses.splitting.edges import is_closing_title, is_contact
from consultation.responses.splitting.units import SHORT, Unit
from consultation.responses.splitting.writers import names_a_body

_OPENING = re.compile(
    r"(?:dear\b|to\s+whom|good\s+(?:morning|afternoon|day|evening)|hello|sir|madam|(?:from|to"
    r"|date|subject"
    r"|re|response\s+id|submitted)\b\s*:?|introduction|about\b|background|who\s+we\s+are"
    r"|executive\s+summary|summary|overview|foreword|preface|thank\s+you\b|thanks\b"
    r"|(?:we|i)\s+(?:welcome|are\s+(?:pleased|grateful|writing|glad|responding)|am\s+(?:writing"
    r"|pleased|grateful|glad|responding)|write|enclose|attach|hope)\b"
    r"|this\s+(?:is|response|submission|paper|document|letter|note|reply)\b|(?:our\s+"
    r"|my\s+)?(?:response|submission|answers?|reply|comments)\s+(?:to|from|by|of|below|follow)\b"
    r"|in\s+this\s+(?:response|letter|submission|reply))",
    re.IGNORECASE,
)
# “Safer streets: our response”, “Views of the patients' group on …”: the name of the whole.
_TITLE_OF_ALL = re.compile(
    r"\b(?:response|reply|submission|evidence|views?|comments|observations|note|answers"
    r"|representations?"
    r"|letter|contribution)\b(?:\s+\w+)?\s+(?:to|of|from|by|on|for)\b|[:–—-]\s+(?:our|a|an|the"
    r"|my)\b[^.]*\b(?:response|reply|submission|evidence|views?|comments|note|perspective)\b"
    r"|\b(?:response|submission|evidence|comments)$",
    re.IGNORECASE,
)
HEAD = 6  # units from the start that may be a document's title
# What is said of the consultation or of the answer itself, not of the matter.
_ABOUT_THE_PAPER = re.compile(
    r"\b(?:(?:this|your|the)\s+(?:consultation|discussion\s+paper|call\s+for\s+evidence|inquiry"
    r"|review|paper|questions|points|form|numbering|order)|(?:our|my|this)\s+(?:response|submission"
    r"|reply|answers"
    r"|letter|evidence|comments)|(?:respond|reply|comment|contribut\w+|answer)\s+(?:to"
    r"|on)\s+(?:this|your|the)"
    r"|opportunity\s+to|asked\s+(?:us|me)\s+(?:to|for)|in\s+the\s+order|in\s+turn|in\s+brief"
    r"|(?:not\s+|only\s+|therefore\s+){0,2}(?:answered|left)\s+(?:\w+\s+){0,3}questions?"
    r"|our\s+main\s+points?|(?:say|said|written|answers?|comments?"
    r"|set\s+out)\s+(?:\w+\s+){0,2}below|what\s+follows)\b",
    re.IGNORECASE,
)
_ASIDE_TITLE = re.compile(
    r"(?:introduction|introductory|background|executive\s+summary|summary|overview|foreword"
    r"|preface|(?:table\s+of\s+)?contents$"
    r"|in\s+brief|key\s+(?:points|messages|findings|facts)|who\s+we\s+are|what\s+we\s+(?:do|did)"
    r"|about\b|(?:our|the)\s+(?:approach|method|evidence\s+base|organisation|charity|work"
    r"|recommendations)|method\w*"
    r"|how\s+(?:we|this|to\s+read)|(?:summary\s+of\s+)?recommendations|basis\s+of|general\s+remarks"
    r"|(?:our\s+)?overall\s+(?:views?|position|comments?|response)$|preliminary|preamble|context$|introducing\b|opening\s+(?:remarks|statement)|glossary"
    r"|abbreviations"
    r"|why\s+(?:we|i)\s+(?:are\s+)?(?:writ|respond|answer|car)\w*|who\s+(?:is\s+)?(?:writ|respond"
    r"|answer)\w*"
    r"|(?:our|my)\s+(?:position|interest|members(?:hip)?)\b|a\s+(?:word|note)\s+(?:about|on"
    r"|from)\b|notes?$"
    r"|disclosure|confidential|publication$|status\s+of|in\s+short$|at\s+a\s+glance|(?:main"
    r"|headline)\s+(?:points|messages)|cyflwyniad|cefndir|crynodeb|rhagair|amdanom|casgliad"
    r"|who\s+(?:speaks|is\s+speaking|belongs)|where\s+we\s+come\s+from|before\s+we\s+(?:begin|start)"
    r"|by\s+way\s+of\s+introduction|first,?\s+who\s+we|our\s+starting\s+point|the\s+short\s+version"
    r"|in\s+a\s+nutshell|headlines$|our\s+views?\s+in\s+brief|standing\s+of|terms\s+used"
    r"|what\s+we\s+(?:ask|want|say)\b.*\b(?:short|brief)$|(?:on\s+)?the\s+consultation\s+itself"
    r"|the\s+(?:society|association|trust|alliance|network|charity|federation|union|group|writers?"
    r"|authors?)$"
    r"|scope|purpose|our\s+(?:response|submission|reply|answers?)|response\s+(?:to|from|of|by)"
    r"|submission\s+(?:to|from|of|by)|thanks)",
    re.IGNORECASE,
)


def is_introduction(unit: Unit, place: int) -> bool:
    """Say whether the unit introduces the writer or the document; `place` counts from its start."""
    is_first_line = place == 0 and len(unit.text) <= SHORT and not unit.text.endswith(".")
    opens = _OPENING.match(unit.heading) or is_contact(unit) or names_a_body(unit)
    return is_first_line or bool(opens) or (place < HEAD and _is_title_of_all(unit))


def _is_title_of_all(unit: Unit) -> bool:
    is_line = len(unit.text) <= 1.5 * SHORT and not unit.text.endswith((".", "?"))
    return is_line and bool(_TITLE_OF_ALL.search(unit.text))


def speaks_of_the_paper(unit: Unit) -> bool:
    """Say whether the unit is about the letter or the consultation, or who the body is."""
    return names_a_body(unit) or bool(_ABOUT_THE_PAPER.search(unit.text[:600]))


def is_aside_title(unit: Unit) -> bool:
    """Say whether a heading begins what surrounds the answers, wherever it stands."""
    # “Cefndir / Background” says one thing in two languages.
    sides = unit.heading.split(" / ")
    return unit.is_title and (
        is_closing_title(unit) or any(_ASIDE_TITLE.match(side) for side in sides)
    )
