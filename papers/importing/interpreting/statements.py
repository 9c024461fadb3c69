"""Statements to grade that are set in columns of plain text, under the answers of a question."""

from papers.importing.interpreting import options
from papers.importing.interpreting.cutting import Asked
from papers.importing.interpreting.draft import Draft, Passage
from papers.importing.pieces import Role


def take_statement(draft: Draft, asked: Asked, passage: Passage) -> bool:
    """Claim “Gardens are dull  [ ]  [ ]  [ ]” under “Agree  Neither  Disagree” as a part."""
    if len(asked.options) < options.LEAST_GRADES or not passage.is_text:
        return False
    statement = options.graded(passage.text, passage.whole)
    if statement is None:
        return False
    why = "A statement to grade"
    draft.claim(passage, statement, Role.PART, why, group=asked.group)
    draft.claim_all(passage, Role.FURNITURE, "Room to write an answer in")
    asked.last = passage.index
    return True
