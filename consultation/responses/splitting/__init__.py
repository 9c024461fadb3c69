"""An organisation's answers in prose, split to the questions they answer.

Knows nothing of Django: a document and what was asked go in, texts with a confidence come out.
`docs/answers-from-documents.md` says how it decides.
"""

from consultation.responses.splitting.shapes import (
    Answer,
    Asked,
    MatchedBy,
    Placed,
    Split,
    Unplaced,
)
from consultation.responses.splitting.walking import split_answers

__all__ = ["Answer", "Asked", "MatchedBy", "Placed", "Split", "Unplaced", "split_answers"]
