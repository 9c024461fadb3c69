"""The words that made rows are made of."""

from itertools import product
from typing import Final

from consultation.lib.sanitising import render_response

# Addresses that lead nowhere (RFC 2606), and by which made people are known.
DOMAIN: Final = "volume.example"

QUALITIES: Final = ["Quiet", "Early", "Patient", "Bright", "Steady", "Northern", "Plain", "Kind"]
BIRDS: Final = ["Heron", "Wren", "Curlew", "Lapwing", "Dunnock", "Swift", "Plover", "Siskin"]
PLACES: Final = [
    "Northfield",
    "Oakmere",
    "Harbour",
    "Millbrook",
    "Fenwick Row",
    "Castle Hill",
    "Lower Marsh",
    "Weirside",
    "Saltmarsh",
    "Beacon",
    "Rivermead",
]
WORKS: Final = ["Resettlement", "Mentoring", "Housing", "Family", "Arts", "Advice", "Education"]
FORMS: Final = ["Trust", "Project", "Network", "Association", "Centre"]

_BEGINNINGS: Final = (
    "A plan written with the person works.",
    "What people ask us for first is somewhere to live.",
    "Nobody should leave prison without knowing whom to ring.",
    "Small organisations hear of changes last.",
    "In our experience the first week decides.",
    "We would begin with families.",
    "Good means different things inside and outside.",
    "The question leaves out people on short sentences.",
)
_MIDDLES: Final = (
    "A named worker before release, and the same one after it, kept two in three in touch.",
    "Funding for one year at a time means that staff leave when trust has just grown.",
    "Probation offices and charities keep two records of one person, and neither is complete.",
    "Peer mentors who have been there are believed where we are not.",
    "Women travel further, are held longer without a plan, and lose their tenancy sooner.",
    "Employers tell us that they want a reference, not a scheme.",
    "Courses stop when somebody is moved, and are not taken up again at the next prison.",
    "Without identity papers nothing else can begin.",
)
_ENDS: Final = (
    "Please ask those who have been through it.",
    "We can send figures.\n\n- Housing\n- Work\n- Health",
    "That is **cheaper** than what happens otherwise.",
    "This needs *time*, and somebody whose task it is.",
    "We disagree with the paper here.",
    "The evidence for this is thin, and should be gathered.",
    "None of it works without healthcare.",
    "Local partners should be in the room.",
)


def bodies() -> list[tuple[str, str]]:
    """Return some hundred different responses, each as it is typed and as it is shown."""
    texts = ["\n\n".join(parts) for parts in product(_BEGINNINGS, _MIDDLES, _ENDS)]
    return [(text, str(render_response(text))) for text in texts]
