"""From a document to what its parts are: a pipeline of rules, the surest first.

Each rule claims stretches of text and says why; what it claims, no later rule takes. So the order
below is the order of certainty, and a document is read as an editor would: first what is no part
of the paper, then its frame, then what it asks, then what it says besides.
"""

from papers.importing.blocks import Document
from papers.importing.interpreting.about_you import find_form_lines
from papers.importing.interpreting.annex import link_repeats
from papers.importing.interpreting.calls import find_calls
from papers.importing.interpreting.claims import find_claims
from papers.importing.interpreting.draft import Draft
from papers.importing.interpreting.finishing import claim_the_rest, pieces_of
from papers.importing.interpreting.front import read_byline, read_summary
from papers.importing.interpreting.furniture import strip_furniture
from papers.importing.interpreting.headings import find_headings
from papers.importing.interpreting.questions import find_questions
from papers.importing.interpreting.recommendations import claim_labelled, find_recommendations
from papers.importing.interpreting.responding import find_responding
from papers.importing.interpreting.sources import find_sources
from papers.importing.interpreting.titles import read_title
from papers.importing.pieces import Interpretation


def interpret(document: Document) -> Interpretation:
    """Say what every stretch of the document is; the pieces tile each block, in order."""
    draft = Draft(document)
    strip_furniture(draft)
    read_title(draft)
    read_byline(draft)
    claim_labelled(draft)
    find_headings(draft)
    asked = find_questions(draft)
    asked += find_form_lines(draft)
    asked = link_repeats(draft, asked)
    find_recommendations(draft)
    find_calls(draft)
    find_responding(draft)
    read_summary(draft)
    find_sources(draft)
    claim_the_rest(draft)
    pieces = pieces_of(draft, asked)
    find_claims(draft, pieces)
    return Interpretation(pieces, tuple(draft.sources), tuple(draft.claims))
