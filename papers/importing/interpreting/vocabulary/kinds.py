"""Words of choosing, ranking and grading."""

import re

MANY = re.compile(
    r"\b(?:all that apply|all which apply|any that apply|as many as|"
    r"(?:tick|select|choose|pick|mark|circle|check) (?:each|every)\b|"
    r"more than one|up to (?:two|three|four|five|\d)|tick all|select all|"
    r"choose all|all the|(?:choose|pick|select|tick) (?:any|two|three|four|"
    r"up to)|multiple)\b"
)
ONE = re.compile(
    r"\b(?:choose one|select one|tick one|one only|one option|one answer|"
    r"only one|pick one|please tick one|just one|one box|one of the following|"
    r"single)\b"
)
RANKED = re.compile(
    r"\b(?:rank|in order of (?:importance|priority|preference)|"
    r"order of (?:importance|priority|preference)|"
    r"(?:put|place|arrange|sort|list) (?:[a-z']+ ){0,6}in (?:an? |the |your |this )?order\b|"
    r"in order from \d|number (?:these|them|"
    r"the following)|priorit(?:y|ise) (?:order|these|the following))\b"
)
SCALED = re.compile(
    r"\b(?:on a scale|scale of|scale from|from \d to \d{1,2}\b|out of (?:5|10|"
    r"five|ten)\b|\d to \d{1,2},? where|score (?:each|it|this|the)|rate )"
)
EXTENT = re.compile(
    r"\b(?:to what extent|how (?:far|strongly|much)) do you (?:agree|disagree|"
    r"support|oppose)\b"
)
GRADES = re.compile(
    r"^(?:(?:strongly|slightly|somewhat|tend to|partly|mostly|completely|totally|partially|fully) "
    r"(?:agree|disagree|support|oppose|satisfied|dissatisfied)|"
    r"(?:(?:very|fairly|quite|not|at all|extremely|somewhat|slightly|moderately|a little|a bit|"
    r"much|neither|more|less|rather|reasonably|no) ?)+(?:(?:satisfied|dissatisfied|likely|"
    r"unlikely|important|unimportant|well|badly|safe|unsafe|often|easy|difficult|good|poor|bad|"
    r"helpful|unhelpful|confident|useful|concerned|familiar|clear|unclear|better|worse|agree|"
    r"disagree|effective|ineffective|fair|unfair|adequate|support|oppose|nor|opinion) ?)*|"
    r"agree|disagree|neither|neutral|always|often|sometimes|rarely|never|excellent|good|fair|poor|"
    r"to (?:a|some|no) ?(?:very )?(?:great|large|small|limited|certain|moderate)? ?extent|"
    r"a great deal|a lot|satisfied|dissatisfied|support|oppose|important|likely|unlikely|adequate|"
    r"inadequate|\d{1,2}(?:\s*[-–—=(].*)?)$"
)
CHOICES = re.compile(
    r"^(?:yes|no|don'?t know|do not know|not sure|unsure|prefer not to say|"
    r"other|none|n/a|not applicable|neither|both|maybe|agree|disagree|in part|"
    r"partly|partially|undecided|no opinion|no view|"
    r"yes,? .{0,60}|no,? .{0,60}|other\b.{0,60}|none of (?:these|"
    r"the above).{0,20}|neither\b.{0,40})$"
)
PICKS = re.compile(
    r"\b(?:which (?:one |two |three )?of|which (?:is|are|would)|select|tick|choose|pick|circle|"
    r"are you\b|is your|best describes|how (?:often|long|old|likely|satisfied)|prefer|"
    r"(?:following|these) options?)"
)
CHOOSING = re.compile(
    r"\b(?:which (?:of|one|option|is|best|two|three|do you)|select|tick|choose|"
    r"pick|please (?:indicate|circle|mark)|rank|rate|how (?:often|likely|"
    r"satisfied|important|confident|well|easy|far|much|would you rate)|"
    r"to what extent|do you (?:agree|support)|are you\b|prefer|options?)\b"
)
# After an ask: “Please include examples where you can.”
ASKS_MORE = re.compile(
    r"^(?:please (?:include|attach|add|support|be (?:as )?specific|refer to)\b|"
    r"we (?:would|'d) (?:also |particularly |especially )?(?:like|welcome|appreciate|value) "
    r"(?:any |some |specific |your )?(?:examples?|evidence|details?|figures|data|reasons)\b|"
    r"(?:any |specific |particular )?(?:examples?|evidence|details?|figures|data|reasons)\b"
    r"[^.]{0,60}\b(?:would be|are|is) (?:particularly |very |most |especially )?"
    r"(?:welcome|helpful|useful|appreciated|valuable))"
)
# From one question to the next, by the answer given: “If no, please go to question 4.”
_TO = (
    r"(?:please )?(?:now )?(?:go|skip|move|continue|turn|jump|proceed)(?: straight| on| forward|"
    r" ahead| directly)* to (?:the )?(?:next |end\b|(?:question|section|part|page|q)?\.? ?"
    r"[a-z]?\d)[^.?]{0,30}"
)
ROUTED = re.compile(rf"^(?:if [^.?]{{1,60}}?,? )?{_TO}$")
ROUTE_AT_END = re.compile(rf"\s*(?:[(\[]\s*|[-–—→>:]+\s*){_TO}[)\]]?\s*$", re.IGNORECASE)
