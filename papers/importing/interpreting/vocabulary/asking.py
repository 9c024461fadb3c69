"""Words that ask, that follow up an ask, and that introduce a list of them."""

import re

ASK_VERBS = frozenset(
    [
        "describe",
        "explain",
        "tell",
        "share",
        "give",
        "provide",
        "set",
        "outline",
        "comment",
        "identify",
        "list",
        "indicate",
        "state",
        "suggest",
        "consider",
        "rank",
        "rate",
        "choose",
        "select",
        "tick",
        "specify",
        "discuss",
        "rate",
        "say",
        "expand",
        "elaborate",
        "summarise",
        "add",
        "name",
        "score",
        "order",
        "use",
        "put",
        "mark",
        "detail",
        "highlight",
        "reflect",
        "think",
        "propose",
        "recommend",
    ]
)

# Imperatives that ask for an opinion even without “please” at their head.
PLAIN_ASKS = frozenset(
    [
        "describe",
        "explain",
        "tell",
        "share",
        "give",
        "provide",
        "outline",
        "comment",
        "identify",
        "list",
        "indicate",
        "suggest",
        "rank",
        "rate",
        "choose",
        "select",
        "tick",
        "specify",
        "discuss",
        "summarise",
        "say",
        "state",
        "propose",
    ]
)

OPENERS = re.compile(
    r"(?:(?:and|but|so|also|finally|firstly|secondly|lastly|in addition|"
    r"where possible|if possible|"
    r"if so|if not|if yes|if no|if you (?:can|wish|like|are able)|in your view|in particular|"
    r"thinking (?:about|of|back to) [^,]{1,80}|for each[^,]{0,60}|if you(?:'ve|'d|'re)? [^,]{1,80}|"
    r"from (?:the|this|these) (?:list|options|following|choices)[^,]{0,30}|"
    r"of (?:these|those|the)[^,]{0,30}|"
    r"where [^,]{1,60}|"
    r"from your experience|based on [^,]{1,60}|using [^,]{1,60}|in no more than [^,]{1,30}|"
    r"as an? [^,]{1,60}|with reference to [^,]{1,60}|drawing on [^,]{1,60}|"
    r"in answering[^,]{1,60}|when answering[^,]{1,60}|having [^,]{1,80}|for example),?\s+)"
)

WISHES = re.compile(
    r"\b(?:we|i|ministers|the (?:committee|government|council|board|inquiry|panel|commission|"
    r"department|review|trust|commissioner|inspectorate|task ?force))"
    r"(?:'d| would| are| is| am| also| particularly| especially| therefore|"
    r" really| now| very| much|"
    r" are also| do| will)*"
    r" (?:welcomes?|like|likes|values?|appreciate|grateful|interested|keen|"
    r"invites?|seeks?|seeking|"
    r"asks?|asking|wants?|wish|wishes|inviting|looking|glad|pleased|love)\b"
)
SOUGHT = re.compile(
    r"\b(?:views|comments|evidence|responses|suggestions|examples|ideas|"
    r"submissions|feedback|opinions)"
    r" (?:are|is|would be) (?:particularly |especially |also |"
    r"therefore )*(?:invited|sought|welcome|"
    r"welcomed|requested)\b"
)
INVITED = re.compile(
    r"(?:consultees|respondents|readers|members|witnesses|organisations|"
    r"stakeholders|you|those responding)"
    r" (?:are|is) (?:also |particularly |therefore )*(?:asked|"
    r"invited) (?:to (?:comment|say|consider|give|"
    r"share|describe|suggest|provide|set out|identify|explain|tell)|"
    r"for (?:their|your) views|whether|how|what|which)\b"
)
OPINION = re.compile(
    r"\b(?:views?|comments?|evidence|examples?|thoughts?|experiences?|"
    r"suggestions?|ideas?|feedback|"
    r"opinions?|hear|know|understand|learn|proposals|information|reflections|insights?|advice|"
    r"reasons|whether|how|what|tell|consider|explain|describe|details|data|say|observations|"
    r"perspectives?|submissions?)\b"
)
# What leads to a list whose items are wanted one by one, verb or no verb.
ITEMS_WANTED = re.compile(
    r"\bit would (?:also |really |greatly |particularly )?(?:be (?:also |very |most |really |"
    r"especially |particularly |extremely )?(?:useful|helpful|valuable|good|great|interesting|"
    r"of (?:great )?(?:help|interest|use))|help(?: us)?)\b[^:]{0,40}\b(?:to (?:have|know|hear|see|"
    r"learn|understand|get|be told)|(?:if you|you) (?:could|can|would|will)? ?(?:tell|let us know|"
    r"say|share|think|comment|consider|give us your))\b|"
    r"\b(?:glad|grateful|pleased|happy) (?:of|for|to (?:have|receive|get|see)) [^:]{0,60}"
    r"\b(?:views?|comments?|contributions?|thoughts?|ideas?|evidence|answers?|notes?|examples?|"
    r"suggestions?|replies|views)\b|"
    r"\b(?:send|give|let) us (?:have )?[^:]{0,40}\b(?:views?|comments?|thoughts?|ideas?|evidence|"
    r"suggestions?|opinions?|feedback)\b[^:]{0,40}\b(?:on|about)\b|"
    r"\b(?:think(?:ing)? about|consider|reflect on|discuss|comment on|views? on|address(?:ing)?|"
    r"cover(?:ing)?) (?:any |each |all |one |or all |or more |some |of )*"
    r"(?:the following|these (?:questions|points|matters|issues|topics))"
)
ABOUT_WHAT = re.compile(
    r"\b(?:on|about|of|how|what|whether|which|where|why|who|when|to what|"
    r"regarding|relating|in relation|concerning|"
    r"as to|around|for|from|into|in favour|the extent)\b"
)

COMMITTEE = re.compile(
    r"^(?:in particular,? |also,? |further,? |finally,? |as part of [^,]{1,60}, )?"
    r"(?:the|this|our) (?:[a-z]+ ){0,3}?(?:committee|inquiry|enquiry|review|panel|commission|"
    r"commissioners?|taskforce|task force|task and finish group|working group|"
    r"sub-committee|call for evidence)"
    r" (?:will|intends to|would like to|wishes to|is keen to|seeks to|plans to|"
    r"proposes to|wants to|"
    r"aims to|shall|is particularly interested in|is interested in)"
    r" ?(?:also |particularly |further |then |in particular |be )*"
    r"(?:consider|examine|explore|look|investigate|assess|scrutinise|study|"
    r"address|focus|review|ask|"
    r"understand|know|hear|considering|examining|exploring|inquire|analyse|evaluate|identify|"
    r"investigating|assessing|take evidence|receive|learn|test|cover)?"
)

QUESTION_WORDS = re.compile(
    r"^(?:and |but |so |or |if so,? |if not,? |if yes,? |if no,? |overall,? |finally,? )*"
    r"(?:what|how|why|which|who|whom|whose|where|when|whether|do|does|did|is|are|was|were|should|"
    r"would|could|can|have|has|will|might|may|to what extent|in what|in which|at what|for what|"
    r"on what|with what|from what|by what|under what|what's|how's|are there|is there)\b"
)

READER = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b")
FOLLOWS_UP = re.compile(
    r"^(?:if (?:so|not|yes|no|you|your|applicable|any|there|other|none|this|"
    r"they|it|possible)\b|why\b|why not|"
    r"how so|or\b|and\b|please (?:give|explain|provide|state|say|tell|set|specify|expand|"
    r"elaborate|add|use|describe|share|include|outline|comment|indicate|select|"
    r"tick|choose|support|"
    r"list|let)\b|what (?:are|is) (?:your|the) reasons?|for what reason|"
    r"in what way|what makes you|"
    r"which (?:ones?|of these|of those|and why)|(?:explain|give|provide|"
    r"describe|set out|state) (?:your|the|any|reasons|why|examples|evidence|"
    r"briefly)|reasons|"
    r"can you (?:give|explain|say|tell|provide)|could you (?:give|explain|say|tell|provide)|"
    r"where (?:you (?:can|do|disagree|agree|answered|have)|possible)|any other|comments?:?$|"
    r"what would you (?:change|do|prefer|suggest) instead|who else|what else|"
    r"when|other|tell us (?:why|more))"
)
