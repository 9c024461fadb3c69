"""What a heading says that its part is for: the first pattern found in it decides."""

import re

ZONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "what was said before",
        re.compile(
            r"\b(?:what (?:we|you) (?:heard|told|said|have heard)|you said|"
            r"previous consultation|earlier consultation|"
            r"last consultation|results? of|summary of (?:responses|findings|earlier|"
            r"the)|findings from|what people (?:told|said)|"
            r"response to the (?:earlier|previous|first|last)|last (?:time|year)|"
            r"earlier (?:survey|work|exercise|round)|previous (?:survey|round)|"
            r"we asked|survey results|what (?:respondents|members|residents) (?:told|"
            r"said)|"
            r"engagement (?:so far|to date)|lessons from the (?:last|earlier|previous|first))\b"
        ),
    ),
    (
        "examples",
        re.compile(
            r"\b(?:examples? (?:answer|response)s?|sample (?:answer|response)s?|"
            r"case stud(?:y|ies)|worked example|model answer|in practice: )"
        ),
    ),
    (
        "questions and answers",
        re.compile(
            r"\b(?:faqs?|frequently asked|questions and answers|q&a|q & a|"
            r"common questions|your questions answered|questions you may have|"
            r"questions people ask)\b"
        ),
    ),
    (
        "contents",
        re.compile(
            r"^(?:(?:table of |list of )?contents(?: page)?|in this (?:paper|document|"
            r"report|consultation)|on this page)$"
        ),
    ),
    (
        "about you",
        re.compile(
            r"\b(?:about (?:you|yourself|your organisation|the respondent|who you are)|"
            r"your details|respondent(?:'s)? (?:information|details)|your information|"
            r"equality monitoring|equalities monitoring|monitoring (?:form|questions|"
            r"information)|diversity monitoring|personal details|"
            r"contact details of respondent|tell us who you are|who is answering)\b"
        ),
    ),
    (
        "terms of reference",
        re.compile(
            r"\b(?:terms of reference|matters on which|evidence is sought|"
            r"scope of the inquiry|call for evidence|inquiry scope|"
            r"what the inquiry will|areas of interest|lines of inquiry|key lines)\b"
        ),
    ),
    (
        "questions",
        re.compile(
            r"\b(?:questions?|what we (?:want|would like|'d like|are asking)|"
            r"we (?:want|would like) to (?:know|hear)|your views|have your say|"
            r"points? for discussion|for discussion|over to you|what do you think|"
            r"tell us what you think|issues for (?:consideration|response)|"
            r"discussion points|asks of you|what we are asking|we are asking|"
            r"cwestiynau|what we'd like)\b"
        ),
    ),
    (
        "confidentiality",
        re.compile(
            r"\b(?:confidential|confidentiality|privacy|data protection|"
            r"how we (?:will )?use your|publication of responses|"
            r"freedom of information|personal data|gdpr|your data)\b"
        ),
    ),
    (
        "how to respond",
        re.compile(
            r"\b(?:how to (?:respond|reply|take part|contribute|get involved|have your|"
            r"answer|submit|give|send)|responding|respond(?: to| by)?\b|"
            r"ways to (?:respond|take part)|taking part|submitting|giving evidence|"
            r"contact(?: us| details)?|more information|further information|enquiries|"
            r"get in touch|getting in touch|deadline|closing date|next steps|"
            r"what happens next|how do i|who (?:is|should|can)|send(?:ing)? (?:us |"
            r"in )?(?:your|evidence|answers|replies|responses)|replies$|reply$|"
            r"returning)"
        ),
    ),
    (
        "recommendations",
        re.compile(
            r"\b(?:recommendations?|what we recommend|we recommend|what should change|"
            r"our asks|calls to action|what (?:needs to|must) change|"
            r"what we (?:think|believe) (?:should|must|ought to) (?:happen|change|be done))\b"
        ),
    ),
    (
        "references",
        re.compile(
            r"^(?:\d+\.? |annex [a-z]:? |appendix [a-z0-9]:? )?(?:references?|"
            r"bibliography|sources(?: used| cited)?|(?:some )?(?:further|background|suggested|"
            r"recommended|more|selected) reading|(?:what|more) to read|want to read more|endnotes|"
            r"footnotes|works cited|reading list|notes and references|selected sources|notes|"
            r"useful reading|read more|sources and further reading|"
            r"where the figures come from|evidence we used|documents? (?:we )?(?:used|"
            r"cited))$"
        ),
    ),
    (
        "summary",
        re.compile(
            r"^(?:\d+\.? )?(?:(?:executive )?summary|overview|at a glance|in brief|"
            r"key points|about this (?:consultation|paper|document|call)|abstract)$"
        ),
    ),
)
