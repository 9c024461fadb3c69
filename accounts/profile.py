"""What the register knows about an organisation, in words that can be counted and filtered.

The bands of income are those that the voluntary sector's own statistics use; the regions are the
nine of England and the other nations.
"""

from typing import Final

from django.db.models import TextChoices


class Kind(TextChoices):
    """What the organisation is to the body that runs the site."""

    MEMBER = "member", "Member"
    STAKEHOLDER = "stakeholder", "Stakeholder"


class Size(TextChoices):
    """Yearly income."""

    MICRO = "micro", "Micro: under £10,000"
    SMALL = "small", "Small: £10,000 to £100,000"
    MEDIUM = "medium", "Medium: £100,000 to £1 million"
    LARGE = "large", "Large: £1 million to £10 million"
    MAJOR = "major", "Major: over £10 million"


class Region(TextChoices):
    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    YORKSHIRE = "yorkshire", "Yorkshire and the Humber"
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    EAST = "east", "East of England"
    LONDON = "london", "London"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"
    ENGLAND_AND_WALES = "england-wales", "England and Wales"
    UK = "uk", "The whole United Kingdom"


class Specialism(TextChoices):
    """What it does."""

    ADVICE = "advice", "Advice and advocacy"
    ARTS = "arts", "Arts and creative work"
    EDUCATION = "education", "Education and training"
    EMPLOYMENT = "employment", "Employment"
    FAITH = "faith", "Faith and chaplaincy"
    FAMILY = "family", "Family support"
    HEALTH = "health", "Physical health"
    HOUSING = "housing", "Housing and homelessness"
    JUSTICE_REFORM = "justice-reform", "Policy and reform"
    MENTAL_HEALTH = "mental-health", "Mental health"
    MENTORING = "mentoring", "Mentoring and befriending"
    RESETTLEMENT = "resettlement", "Resettlement and through the gate"
    RESTORATIVE = "restorative", "Restorative justice"
    SPORT = "sport", "Sport and activity"
    SUBSTANCE_USE = "substance-use", "Drugs and alcohol"
    VICTIMS = "victims", "Support for victims"
    VOLUNTEERING = "volunteering", "Volunteering"
    OTHER = "other", "Something else"


class Serves(TextChoices):
    """Whom it serves."""

    PEOPLE_IN_PRISON = "in-prison", "People in prison"
    ON_PROBATION = "on-probation", "People on probation"
    WITH_CONVICTIONS = "with-convictions", "People with convictions"
    AT_RISK = "at-risk", "People at risk of offending"
    FAMILIES = "families", "Families of people in prison"
    VICTIMS = "victims", "Victims of crime"
    WOMEN = "women", "Women"
    YOUNG = "young", "Children and young people"
    OLDER = "older", "Older people"
    RACIALLY_MINORITISED = "racially-minoritised", "Racially minoritised people"
    DISABLED = "disabled", "Disabled people"
    LGBT = "lgbt", "LGBT+ people"
    VETERANS = "veterans", "Veterans"
    FOREIGN_NATIONALS = "foreign-nationals", "Foreign nationals"
    ANYONE = "anyone", "Anyone"


class LedBy(TextChoices):
    """Who most of those that lead it are."""

    LIVED_EXPERIENCE = "lived-experience", "People with convictions"
    WOMEN = "women", "Women"
    RACIALLY_MINORITISED = "racially-minoritised", "Racially minoritised people"
    YOUNG = "young", "Young people"
    DISABLED = "disabled", "Disabled people"
    LGBT = "lgbt", "LGBT+ people"
    FAITH = "faith", "A faith community"


LONGEST_CODE: Final = 24
MOST_CODES: Final = 20  # of one list, for one organisation
