"""The rows of the papers' part, a file a noun."""

from papers.models.files import Attachment, Picture
from papers.models.listings import Listing
from papers.models.papers import Edition, Extension, Paper
from papers.models.parts import Call, Question, Section, Source, Wording
from papers.models.readers import OpeningAlert, PreviewLink
from papers.models.writing import PaperImport, PreviousCopy, UnsavedText

__all__ = [
    "Attachment",
    "Call",
    "Edition",
    "Extension",
    "Listing",
    "OpeningAlert",
    "Paper",
    "PaperImport",
    "Picture",
    "PreviewLink",
    "PreviousCopy",
    "Question",
    "Section",
    "Source",
    "UnsavedText",
    "Wording",
]
