"""How people and bodies are named in a byline."""

import re

BYLINE = re.compile(
    r"^(?:(?:posted |written |published |prepared |issued )?by|authors?|from|"
    r"an? (?:[a-z]+ ){0,3}(?:paper|briefing|report|note|consultation|document|survey)"
    r" (?:by|from))\b\s?:?\s*",
    re.IGNORECASE,
)
PERSON = re.compile(r"^[A-Z][\w'’.-]+(?:\s(?:[A-Z][\w'’.-]*|de|van|von|of)){1,3}$")
ORGANISATION = re.compile(
    r"\b(?:council|trust|ministry|department|committee|network|alliance|"
    r"foundation|association|charity|"
    r"commission|inspectorate|partnership|society|university|institute|board|"
    r"agency|office|forum|union|"
    r"group|team|service|services|authority|federation|institute|centre|"
    r"project|coalition|assembly)\b",
    re.IGNORECASE,
)
