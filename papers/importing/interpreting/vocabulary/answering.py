"""Words by which an author answers his own question, or tells of one put to others."""

import re

ANSWERS = re.compile(
    r"^(?:we (?:think|believe|know|found|say|conclude|would argue|argue|"
    r"suggest|do|have|mean|are|use|"
    r"will|want|cannot|can|began|started|think|see|hope|define|propose|looked|"
    r"heard|asked)\b|i (?:think|believe|would|suspect|"
    r"found)\b|yes\b|no\b|not\b|because\b|it (?:is|was|means|does|depends|"
    r"comes|has|takes|can|would|matters|started|began|will)\b|"
    r"the (?:short |simple |honest |obvious |plain )?(?:answer|reason|truth|"
    r"evidence|reasons|short|point)\b|in short\b|our (?:answer|view)\b|"
    r"there (?:is|are|was|were)\b|"
    r"this (?:is|means|paper|was|matters)\b|they (?:are|do|were|have|can|say|"
    r"said|want|told)\b|partly\b|mostly\b|quite\b|"
    r"nobody\b|everyone\b|almost\b|that (?:is|was)\b|perhaps\b|certainly\b|"
    r"clearly\b|probably\b|very\b|hardly\b|some\b|"
    r"few\b|many\b|most\b|one (?:answer|reason)\b|evidence\b|research\b|"
    r"for (?:us|most|many|some)\b|by\b|"
    r"so\b|nothing\b|money\b|simply\b|first\b|anyone\b|all\b|an?\b|these\b|people\b|when\b|if\b)"
)
REPORTED = re.compile(
    r"\b(?:we asked|i asked|were asked|was asked|they asked|she asked|he asked|"
    r"asked (?:us|whether|"
    r"respondents|people|them|members|how|what|if|about|whether|officers|staff|"
    r"every|each|our|participants|"
    r"young|residents|to)|had asked|survey asked|consultation asked|asked:?$|"
    r"asks itself|often hear|hear people|people (?:often )?ask|"
    r"used to ask|keep asking|kept asking|told us|wondered|the question (?:was|we asked)|"
    r"said one|one (?:person|respondent|member|resident|mother|father|man|"
    r"woman|officer|young person) (?:said|asked|told|put|wrote)|"
    r"ask ourselves|asked ourselves|asked me|asked you)\b"
)
SPEAKER = re.compile(
    r"\b(?:said|asked|asks|says|told us|wrote|wondered|replied|explained|"
    r"put it|recalled|commented)\b"
)
LEADS_TO_QUESTIONS = re.compile(
    r"\b(?:questions?|views|thoughts|comments|ask|asks|explore|explores|"
    r"consider|considers|discussion|"
    r"respond|responses|consultation|consulting|input|help us|feedback|debate)\b"
)
# The head of the column in which a table asks.
QUESTION_COLUMN = re.compile(
    r"^(?:the |our |your |list of )?(?:consultation |survey |discussion |key |review |inquiry )?"
    r"questions?(?: (?:for (?:response|consultation|discussion|you)|asked|text))?$"
)
