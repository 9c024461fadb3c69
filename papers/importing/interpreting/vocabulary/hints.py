"""Words without one of which a rule cannot apply: looked up first, as they cost little."""


def _set_of(written: str) -> frozenset[str]:
    return frozenset(written.split())


# No figure is without a digit or one of these.
COUNTS = _set_of(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty "
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
