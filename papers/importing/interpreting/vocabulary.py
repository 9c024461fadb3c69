"""The words by which the rules know things; a reader's complaint is mended here first.

All are matched in lower case, with straight apostrophes.
"""

import re

# Asking --------------------------------------------------------------------------------------

ASK_VERBS = (
    "describe explain tell share give provide set outline comment identify list indicate state "
    "suggest consider rank rate choose select tick specify discuss rate say expand elaborate "
    "summarise note add name score order use put mark detail highlight reflect think "
    "propose recommend"
).split()

# Imperatives that ask for an opinion even without “please” at their head.
PLAIN_ASKS = (
    "describe explain tell share give provide outline comment identify list indicate suggest "
    "rank rate choose select tick specify discuss summarise say state propose"
).split()

OPENERS = re.compile(
    r"(?:(?:and|but|so|also|finally|firstly|secondly|lastly|in addition|where possible|if possible|"
    r"if so|if not|if yes|if no|if you (?:can|wish|like|are able)|in your view|in particular|"
    r"thinking about [^,]{1,80}|for each[^,]{0,60}|if you [^,]{1,80}|where [^,]{1,60}|"
    r"from your experience|based on [^,]{1,60}|using [^,]{1,60}|in no more than [^,]{1,30}|"
    r"as an? [^,]{1,60}|with reference to [^,]{1,60}|drawing on [^,]{1,60}|"
    r"in answering[^,]{1,60}|when answering[^,]{1,60}|having [^,]{1,80}|for example),?\s+)"
)

WISHES = re.compile(
    r"\b(?:we|i|ministers|the (?:committee|government|council|board|inquiry|panel|commission|"
    r"department|review|trust|commissioner|inspectorate|task ?force))"
    r"(?:'d| would| are| is| am| also| particularly| especially| therefore| really| now| very| much|"
    r" are also| do| will)*"
    r" (?:welcomes?|like|likes|values?|appreciate|grateful|interested|keen|invites?|seeks?|seeking|"
    r"asks?|asking|wants?|wish|wishes|inviting|looking|glad|pleased|love)\b"
)
SOUGHT = re.compile(
    r"\b(?:views|comments|evidence|responses|suggestions|examples|ideas|submissions|feedback|opinions)"
    r" (?:are|is|would be) (?:particularly |especially |also |therefore )*(?:invited|sought|welcome|"
    r"welcomed|requested)\b"
)
OPINION = re.compile(
    r"\b(?:views?|comments?|evidence|examples?|thoughts?|experiences?|suggestions?|ideas?|feedback|"
    r"opinions?|hear|know|understand|learn|proposals|information|reflections|insights?|advice|"
    r"reasons|whether|how|what|tell|consider|explain|describe|details|data|say|observations|"
    r"perspectives?|submissions?)\b"
)
ABOUT_WHAT = re.compile(
    r"\b(?:on|about|of|how|what|whether|which|where|why|who|when|to what|regarding|relating|in relation|concerning|"
    r"as to|around|for|from|into|in favour|the extent)\b"
)

COMMITTEE = re.compile(
    r"^(?:in particular,? |also,? |further,? |finally,? |as part of [^,]{1,60}, )?"
    r"(?:the|this|our) (?:[a-z]+ ){0,3}?(?:committee|inquiry|enquiry|review|panel|commission|"
    r"commissioners?|taskforce|task force|task and finish group|working group|sub-committee|call for evidence)"
    r" (?:will|intends to|would like to|wishes to|is keen to|seeks to|plans to|proposes to|wants to|"
    r"aims to|shall|is particularly interested in|is interested in)"
    r" ?(?:also |particularly |further |then |in particular |be )*"
    r"(?:consider|examine|explore|look|investigate|assess|scrutinise|study|address|focus|review|ask|"
    r"understand|know|hear|considering|examining|exploring|inquire|analyse|evaluate|identify|"
    r"investigating|assessing|take evidence|receive|learn|test|cover)?"
)

QUESTION_WORDS = re.compile(
    r"^(?:and |but |so |or |if so,? |if not,? |if yes,? |if no,? |overall,? |finally,? )*"
    r"(?:what|how|why|which|who|whom|whose|where|when|whether|do|does|did|is|are|was|were|should|"
    r"would|could|can|have|has|will|might|may|to what extent|in what|in which|at what|for what|"
    r"on what|with what|from what|by what|under what|what's|how's|are there|is there)\b"
)
FRAGMENTS = re.compile(
    r"^(?:whether|how|what|which|why|who|where|when|if|the extent|to what extent|the effect|"
    r"the impact|the role|the case|the adequacy|the effectiveness|the potential|the likely|the|any|"
    r"your|ways|barriers|opportunities|examples)\b"
)

READER = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b")
REASONS = re.compile(
    r"^(?:please )?(?:can you |could you |would you )?(?:briefly )?(?:explain|give|provide|state|set out|tell us|say|share|outline|describe|"
    r"expand|elaborate|add|use|include|specify|comment|indicate|let us know|support|detail)\b"
)
FOLLOWS_UP = re.compile(
    r"^(?:if (?:so|not|yes|no|you|your|applicable|any|there|other|none|this|they|it|possible)\b|why\b|why not|"
    r"how so|or\b|and\b|please (?:give|explain|provide|state|say|tell|set|specify|expand|"
    r"elaborate|add|use|describe|share|include|outline|comment|indicate|select|tick|choose|support|"
    r"list|let)\b|what (?:are|is) (?:your|the) reasons?|for what reason|in what way|what makes you|"
    r"which (?:ones?|of these|of those|and why)|(?:explain|give|provide|describe|set out|state) (?:your|the|any|reasons|why|examples|evidence|briefly)|reasons|"
    r"can you (?:give|explain|say|tell|provide)|could you (?:give|explain|say|tell|provide)|"
    r"where (?:you (?:can|do|disagree|agree|answered|have)|possible)|any other|comments?:?$|"
    r"what would you (?:change|do|prefer|suggest) instead|who else|what else|when|other|tell us (?:why|more))"
)

# A question that its author answers ------------------------------------------------------------

ANSWERS = re.compile(
    r"^(?:we (?:think|believe|know|found|say|conclude|would argue|argue|suggest|do|have|mean|are|use|"
    r"will|want|cannot|can|began|started|think|see|hope|define|propose|looked|heard|asked)\b|i (?:think|believe|would|suspect|"
    r"found)\b|yes\b|no\b|not\b|because\b|it (?:is|was|means|does|depends|comes|has|takes|can|would|matters|started|began|will)\b|"
    r"the (?:short |simple |honest |obvious |plain )?(?:answer|reason|truth|evidence|reasons|short|point)\b|in short\b|our (?:answer|view)\b|there (?:is|are|was|were)\b|"
    r"this (?:is|means|paper|was|matters)\b|they (?:are|do|were|have|can|say|said|want|told)\b|partly\b|mostly\b|quite\b|"
    r"nobody\b|everyone\b|almost\b|that (?:is|was)\b|perhaps\b|certainly\b|clearly\b|probably\b|very\b|hardly\b|some\b|"
    r"few\b|many\b|most\b|one (?:answer|reason)\b|evidence\b|research\b|for (?:us|most|many|some)\b|by\b|"
    r"so\b|nothing\b|money\b|simply\b|first\b|anyone\b|all\b|an?\b|these\b|people\b|when\b|if\b)"
)
REPORTED = re.compile(
    r"\b(?:we asked|i asked|were asked|was asked|they asked|she asked|he asked|asked (?:us|whether|"
    r"respondents|people|them|members|how|what|if|about|whether|officers|staff|every|each|our|participants|"
    r"young|residents|to)|had asked|survey asked|consultation asked|asked:?$|asks itself|often hear|hear people|people (?:often )?ask|"
    r"used to ask|keep asking|kept asking|told us|wondered|the question (?:was|we asked)|"
    r"said one|one (?:person|respondent|member|resident|mother|father|man|woman|officer|young person) (?:said|asked|told|put|wrote)|"
    r"ask ourselves|asked ourselves|asked me|asked you)\b"
)
SPEAKER = re.compile(
    r"\b(?:said|asked|asks|says|told us|wrote|wondered|replied|explained|put it|recalled|commented)\b"
)
LEADS_TO_QUESTIONS = re.compile(
    r"\b(?:questions?|views|thoughts|comments|ask|asks|explore|explores|consider|considers|discussion|"
    r"respond|responses|consultation|consulting|input|help us|feedback|debate)\b"
)

# Zones: the first pattern found in a heading decides -------------------------------------------

ZONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "what was said before",
        re.compile(
            r"\b(?:what (?:we|you) (?:heard|told|said|have heard)|you said|previous consultation|earlier consultation|"
            r"last consultation|results? of|summary of (?:responses|findings|earlier|the)|findings from|what people (?:told|said)|"
            r"response to the (?:earlier|previous|first|last)|last (?:time|year)|earlier (?:survey|work|exercise|round)|previous (?:survey|round)|we asked|survey results|what (?:respondents|members|residents) (?:told|said)|"
            r"engagement (?:so far|to date)|lessons from the (?:last|earlier|previous|first))\b"
        ),
    ),
    (
        "examples",
        re.compile(
            r"\b(?:examples? (?:answer|response)s?|sample (?:answer|response)s?|case stud(?:y|ies)|worked example|model answer|in practice: )"
        ),
    ),
    (
        "questions and answers",
        re.compile(
            r"\b(?:faqs?|frequently asked|questions and answers|q&a|q & a|common questions|your questions answered|questions you may have|questions people ask)\b"
        ),
    ),
    (
        "contents",
        re.compile(
            r"^(?:(?:table of |list of )?contents(?: page)?|in this (?:paper|document|report|consultation)|on this page)$"
        ),
    ),
    (
        "about you",
        re.compile(
            r"\b(?:about (?:you|yourself|your organisation|the respondent|who you are)|your details|respondent(?:'s)? (?:information|details)|your information|equality monitoring|equalities monitoring|monitoring (?:form|questions|information)|diversity monitoring|personal details|contact details of respondent|tell us who you are|who is answering)\b"
        ),
    ),
    (
        "terms of reference",
        re.compile(
            r"\b(?:terms of reference|matters on which|evidence is sought|scope of the inquiry|call for evidence|inquiry scope|what the inquiry will|areas of interest|lines of inquiry|key lines)\b"
        ),
    ),
    (
        "questions",
        re.compile(
            r"\b(?:questions?|what we (?:want|would like|'d like|are asking)|we (?:want|would like) to (?:know|hear)|your views|have your say|points? for discussion|for discussion|over to you|what do you think|tell us what you think|issues for (?:consideration|response)|discussion points|asks of you|what we are asking|we are asking|cwestiynau|what we'd like)\b"
        ),
    ),
    (
        "confidentiality",
        re.compile(
            r"\b(?:confidential|confidentiality|privacy|data protection|how we (?:will )?use your|publication of responses|freedom of information|personal data|gdpr|your data)\b"
        ),
    ),
    (
        "how to respond",
        re.compile(
            r"\b(?:how to (?:respond|reply|take part|contribute|get involved|have your|answer|submit|give|send)|responding|respond(?: to| by)?\b|ways to (?:respond|take part)|taking part|submitting|giving evidence|contact(?: us| details)?|more information|further information|enquiries|get in touch|getting in touch|deadline|closing date|next steps|what happens next|how do i|who (?:is|should|can)|send(?:ing)? (?:us |in )?(?:your|evidence|answers|replies|responses)|replies$|reply$|returning)"
        ),
    ),
    (
        "recommendations",
        re.compile(
            r"\b(?:recommendations?|what we recommend|we recommend|what should change|our asks|calls to action|what (?:needs to|must) change)\b"
        ),
    ),
    (
        "references",
        re.compile(
            r"^(?:\d+\.? |annex [a-z]:? |appendix [a-z0-9]:? )?(?:references?|bibliography|sources(?: used| cited)?|further reading|endnotes|footnotes|works cited|reading list|notes and references|selected sources|notes|useful reading|read more|sources and further reading|where the figures come from|evidence we used|documents? (?:we )?(?:used|cited))$"
        ),
    ),
    (
        "summary",
        re.compile(
            r"^(?:\d+\.? )?(?:(?:executive )?summary|overview|at a glance|in brief|key points|about this (?:consultation|paper|document|call)|abstract)$"
        ),
    ),
)

# Kinds of a question --------------------------------------------------------------------------

MANY = re.compile(
    r"\b(?:all that apply|all which apply|any that apply|as many as|more than one|up to (?:two|three|four|five|\d)|tick all|select all|choose all|all the|(?:choose|pick|select|tick) (?:any|two|three|four|up to)|multiple)\b"
)
ONE = re.compile(
    r"\b(?:choose one|select one|tick one|one only|one option|one answer|only one|pick one|please tick one|just one|one box|one of the following|single)\b"
)
RANKED = re.compile(
    r"\b(?:rank|in order of (?:importance|priority|preference)|order of (?:importance|priority|preference)|put (?:these|them|the following|the [a-z]+) in order|in order from \d|number (?:these|them|the following)|priorit(?:y|ise) (?:order|these|the following))\b"
)
SCALED = re.compile(
    r"\b(?:on a scale|scale of|scale from|from \d to \d{1,2}\b|out of (?:5|10|five|ten)\b|\d to \d{1,2},? where|score (?:each|it|this|the)|rate )"
)
EXTENT = re.compile(r"\b(?:to what extent|how (?:far|strongly|much)) do you (?:agree|disagree|support|oppose)\b")
GRADES = re.compile(
    r"^(?:(?:strongly|slightly|somewhat|tend to|partly|mostly|completely|totally|partially|fully) (?:agree|disagree|support|oppose|satisfied|dissatisfied)|(?:very|fairly|quite|not very|not at all|extremely|somewhat|slightly|moderately|a little|neither|more|less|much|a bit)\b.*|"
    r"agree|disagree|neither(?: agree nor disagree)?|neutral|always|often|sometimes|rarely|never|excellent|good|fair|poor|very (?:good|poor)|to (?:a|some) (?:great|large|small|limited|certain|moderate)?\s?extent|not at all|a great deal|a lot|satisfied|dissatisfied|support|oppose|important|not important|unimportant|likely|unlikely|adequate|inadequate|\d{1,2}(?:\s*[-–—=(].*)?)$"
)
CHOICES = re.compile(
    r"^(?:yes|no|don'?t know|do not know|not sure|unsure|prefer not to say|other|none|n/a|not applicable|neither|both|maybe|agree|disagree|in part|partly|partially|undecided|no opinion|no view|"
    r"yes,? .{0,60}|no,? .{0,60}|other\b.{0,60}|none of (?:these|the above).{0,20}|neither\b.{0,40})$"
)
CHOOSING = re.compile(
    r"\b(?:which (?:of|one|option|is|best|two|three|do you)|select|tick|choose|pick|please (?:indicate|circle|mark)|rank|rate|how (?:often|likely|satisfied|important|confident|well|easy|far|much|would you rate)|to what extent|do you (?:agree|support)|are you\b|prefer|options?)\b"
)

# The respondent -------------------------------------------------------------------------------

ABOUT_YOU = re.compile(
    r"^(?:\d{1,2}[.)] )?(?:what(?:'s| is| are) (?:your|the) (?:full |first |last |home |work )?(?:name|e-?mail|job|role|organisation(?:'s name)?|postcode|age|gender|sex|ethnic|ethnicity|religion|sexual|address|telephone|phone|position|title|occupation|relationship)\b|"
    r"what is the name of (?:your|the) (?:organisation|group|charity|agency)|"
    r"(?:your |full |first |last )?(?:name|e-?mail(?: address)?|postcode|post code|job title|telephone(?: number)?|phone(?: number)?|organisation(?: name| represented)?(?: \(if applicable\))?|position|your role|age(?: group)?|gender|ethnicity|address)(?: \([^)]{1,40}\))?(?: of organisation)?\s*[:.…_]*$|"
    r"name of (?:your )?organisation|name of respondent|"
    r"(?:are|is) (?:you|this response|this|your response)(?: responding| answering| replying| submitted| made| sent| given| completing this)?[^?]{0,30}\b(?:on behalf|as an? (?:individual|member|person|organisation)|in a personal capacity|individual or)|"
    r"in what capacity|which (?:of the following|of these|option)? ?best describes (?:you|your (?:organisation|role|sector|connection))\b|which (?:best )?describes (?:you|your organisation)|how would you describe (?:yourself|your (?:organisation|ethnic|gender|role))|"
    r"(?:what|which) (?:type|kind|sort|sector|part|area|region|local authority|age group|ethnic group|is your)\b[^?]{0,40}\b(?:organisation do you|you (?:live|work|based|belong)|your organisation|are you (?:in|based|from)|age|ethnic|do you (?:live|work|belong))|"
    r"where (?:do you live|are you based|is your organisation based)|how old are you|"
    r"do you (?:consider yourself|have a disability|identify)|are you (?:disabled|male|female|aged|a (?:member|resident|carer|parent|service user|practitioner|professional|student|tenant|councillor))\b|"
    r"(?:may|can|could) we (?:contact|publish|quote|name|use|share|keep|get in touch)|"
    r"(?:are you|would you be) (?:happy|content|willing) (?:for|to be) (?:us|your|contacted|to)|would you (?:like|prefer|want) (?:your (?:response|answers?|name|reply)|us to (?:keep|contact|treat)|to be (?:contacted|kept|told))|"
    r"do you (?:consent|agree|give (?:us )?(?:your )?(?:consent|permission)|wish|want)\b[^?]{0,50}\b(?:publish|confidential|contact(?:ed|ing)|quot|your (?:response|name|details|answers) )|"
    r"is (?:any (?:part )?of )?your (?:response|answer|submission) confidential|should (?:your|we treat your) (?:response|answer)|please (?:tell us|give|provide|state|enter|confirm) (?:us )?your (?:full )?(?:name|e-?mail|organisation|contact|postcode|job)|tick (?:here|this box) if you)"
)

# Furniture ------------------------------------------------------------------------------------

WEB_TAIL = re.compile(
    r"^(?:what's new|latest on (?:x|twitter)|related (?:content|articles|posts|pages|links|news|stories|reading|documents)|you (?:may|might) also (?:like|be interested in)|more from [a-z ]{1,40}|latest (?:news|posts|tweets|blogs)|recent (?:posts|news|comments|tweets)|most (?:read|popular)|popular (?:posts|now)|leave a (?:reply|comment)|post (?:a )?comment|sign up (?:to|for) (?:our|the|free)? ?[a-z ]{0,30}(?:newsletter|bulletin|updates|news|emails?|alerts)\b.{0,60}|newsletter(?: sign[- ]up)?|subscribe(?: to .{0,60})?|follow us(?: on .{0,40})?|share this(?: page| article| post)?:?|share on .{0,40}|more news|read next|latest from .{0,30}|from the blog|explore more|related|get our (?:newsletter|updates|bulletin).{0,30}|stay in touch|stay up to date|keep in touch|tweets by .{0,40}|you might like|trending.{0,20}|site map|quick links|useful links|footer)$"
)
WEB_LINE = re.compile(
    r"^(?:skip to (?:main )?content|back to top|print(?: this)?(?: page)?|share(?: this)?(?: page| article| post)?(?: on)?:?(?: (?:facebook|twitter|x|linkedin|e-?mail|whatsapp|bluesky|copy link|[|·,/ ])+)?|(?:facebook|twitter|x|linkedin|instagram|youtube|whatsapp|e-?mail|bluesky|[|·,/ ]){4,80}|(?:facebook|twitter|linkedin|instagram|youtube|whatsapp|tweet|pin it)|tags?:.{0,200}|categor(?:y|ies):.{0,200}|filed under:?.{0,200}|posted (?:in|under):? .{0,100}|topics:.{0,200}|home(?: ?[>›»/|] ?.{1,40}){1,6}|you are here:.{0,200}|breadcrumb.{0,100}|(?:we use|this (?:site|website) uses) (?:essential |some )?cookies.{0,400}|accept (?:all|additional)? ?cookies.{0,60}|(?:manage|reject|cookie) (?:cookies|additional cookies|settings|preferences|policy)|log ?in|sign in|register|search|menu|main menu|navigation|close|next(?: post| page| article)?(?: ?[>›»→])?|(?:[<‹«←] ?)?previous(?: post| page| article)?|read more(?: ?[>›»→…])?|load more|view all|see all|comments? \(\d+\)|\d+ comments?|no comments(?: yet)?|add (?:a )?comment|\d+ (?:min(?:ute)?s?) read|reading time:?.{0,20}|all rights reserved.{0,60}|(?:terms|privacy|cookies|accessibility)(?: (?:and conditions|policy|statement|notice|of use))?(?: ?[|·] ?.{1,40}){0,6}|page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|[-–—]? ?\d{1,4} ?[-–—]|\d{1,4}|\d{1,3} (?:of|/) \d{1,3}|continued overleaf|please turn over|this page is intentionally (?:left )?blank.?|\[?advertisement\]?|is this page useful\??.{0,60}|registered charity (?:no\.?|number)?.{0,80}|©.{0,120}|copyright .{0,120}|crown copyright.{0,80}|follow us:?.{0,80}|photo(?:graph)?: .{0,80}|image: .{0,80}|download (?:as )?pdf|listen to this page|translate this page|change (?:text size|language).{0,30}|a\+? a- .{0,10}|cymraeg|english)$"
)
