"""Words without one of which a rule cannot apply: looked up first, as they cost little."""


def _set_of(written: str) -> frozenset[str]:
    return frozenset(written.split())


# No figure is without a digit or one of these.
COUNTS = _set_of(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred thousand million millions billion billions half third thirds "
    "quarter quarters fifth fifths tenth tenths majority doubled trebled tripled halved quadrupled"
)
# Outside their own part of a paper, no sentence recommends without one of these.
RECOMMENDING = _set_of(
    "recommend recommends recommended recommendation recommendations propose proposes proposal "
    "proposals urge urges call calls suggest suggests want ask asks like"
)
# Nothing tells how to respond, or whom to write to, without one of these.
HOW = _set_of(
    "tel telephone phone call ring freephone freepost write post send mail mailing email emailing "
    "contact enquiries touch respond responding reply replying contribute part submit comment "
    "commenting comments form fill complete your"
)
# Nobody is called without one of these.
CALLING = _set_of(
    "hear hearing conversation conversations talk talking chat chatting speak speaking meet "
    "meeting interview interviewing interviewed views responses submission submissions "
    "contributions evidence comments answers replies input contact thoughts ideas stories accounts "
    "testimony examples feedback suggestions opinions experience experiences voices respond reply "
    "answer comment contribute write send submit share give tell forward join touch involved "
    "engage help part let complete fill say invited invite invites encourage encourages encouraged "
    "urge urges urged welcome welcomes welcomed sought seek seeks aimed intended meant designed "
    "written directed addressed interest audience event events workshop workshops session sessions "
    "meetings group groups table tables roundtable roundtables ring call work working survey paper"
)
