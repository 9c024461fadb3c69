"""Made people, with what signing in and taking part need; made organisations; who is in which."""

from typing import Final

from accounts.models import HouseRules
from accounts.profile import LedBy, Region, Serves, Size, Specialism
from consultation.management.volume.batches import analyse, execute, in_batches
from consultation.management.volume.words import BIRDS, DOMAIN, FORMS, PLACES, QUALITIES, WORKS

# Of a hundred organisations, so many wait to be verified; every so-manieth has no owner.
PROPOSED_IN_A_HUNDRED: Final = 2
WITHOUT_OWNER: Final = 10

_PEOPLE: Final = """
WITH made AS (
    INSERT INTO accounts_user (id, password, is_superuser, public_id, email, display_name,
        uses_pseudonym, agreed_rules, is_staff, is_active, joined_at)
    SELECT id, '!' || md5(random()::text), false, left(md5('person' || id || random()), 16),
        'person-' || id || '@' || %(domain)s,
        (%(qualities)s::text[])[1 + id %% cardinality(%(qualities)s::text[])] || ' '
            || (%(birds)s::text[])[1 + (id / 8) %% cardinality(%(birds)s::text[])] || ' ' || id,
        true, %(rules)s, false, true, now() - random() * interval '3 years'
    FROM (SELECT nextval(pg_get_serial_sequence('accounts_user', 'id')) AS id
          FROM generate_series(1, %(size)s)) ids
    RETURNING id, email
), addresses AS (
    INSERT INTO account_emailaddress (user_id, email, verified, "primary")
    SELECT id, email, true, true FROM made
)
INSERT INTO accounts_rulesagreement (user_id, rules_id)
SELECT made.id, rules.id FROM made, accounts_houserules rules WHERE rules.version = %(rules)s
"""

_ORGANISATIONS: Final = """
INSERT INTO accounts_organisation (id, public_id, name, slug, kind, charity_number,
    company_number, website, about, size, region, specialisms, serves, led_by, email_domains,
    created_at, verified_at)
SELECT id, left(md5('organisation' || id || random()), 16), name,
    replace(lower(name), ' ', '-'),
    CASE WHEN random() < 0.8 THEN 'member' ELSE 'stakeholder' END,
    CASE WHEN random() < 0.8 THEN (5000000 + id)::text ELSE '' END,
    CASE WHEN random() < 0.6 THEN lpad((60000000 + id)::text, 8, '0') ELSE '' END,
    'https://organisation-' || id || '.' || %(domain)s, 'Work with people leaving prison.',
    (%(sizes)s::text[])[1 + floor(random() * cardinality(%(sizes)s::text[]))::int],
    (%(regions)s::text[])[1 + floor(random() * cardinality(%(regions)s::text[]))::int],
    ARRAY(SELECT code FROM unnest(%(specialisms)s::text[]) code WHERE random() + id * 0 < 0.15),
    ARRAY(SELECT code FROM unnest(%(serves)s::text[]) code WHERE random() + id * 0 < 0.2),
    ARRAY(SELECT code FROM unnest(%(led_by)s::text[]) code WHERE random() + id * 0 < 0.1),
    ARRAY['organisation-' || id || '.' || %(domain)s],
    now() - random() * interval '3 years',
    CASE WHEN id %% 100 >= %(proposed)s THEN now() END
FROM (
    SELECT id, (%(places)s::text[])[1 + id %% cardinality(%(places)s::text[])] || ' '
        || (%(works)s::text[])[1 + (id / 11) %% cardinality(%(works)s::text[])] || ' '
        || (%(forms)s::text[])[1 + (id / 77) %% cardinality(%(forms)s::text[])] || ' ' || id AS name
    FROM (SELECT nextval(pg_get_serial_sequence('accounts_organisation', 'id')) AS id
          FROM generate_series(1, %(size)s)) ids
) named
"""

# Two in three of the people without an organisation come to one; the first to each owns it.
# How many there are is counted beforehand, so that the two sides can be joined by hash.
_MEMBERSHIPS: Final = """
WITH organisation AS MATERIALIZED (
    SELECT id, verified_at, row_number() OVER (ORDER BY id) AS place
    FROM accounts_organisation WHERE website LIKE '%%.' || %(domain)s
), person AS MATERIALIZED (
    SELECT id, row_number() OVER (ORDER BY id) AS place,
        1 + row_number() OVER (ORDER BY id) %% (SELECT count(*) FROM organisation) AS joins
    FROM accounts_user
    WHERE email LIKE '%%@' || %(domain)s AND id %% 3 > 0 AND EXISTS (SELECT FROM organisation)
    AND NOT EXISTS (SELECT FROM accounts_membership m WHERE m.user_id = accounts_user.id)
)
INSERT INTO accounts_membership (user_id, organisation_id, role, created_at, confirmed_at)
SELECT person.id, organisation.id,
    CASE WHEN person.place <= (SELECT count(*) FROM organisation)
            AND organisation.place %% %(without)s > 0 THEN 'owner'
        WHEN random() < 0.1 THEN 'approver' ELSE 'member' END,
    now() - random() * interval '1 year', organisation.verified_at
FROM person JOIN organisation ON organisation.place = person.joins
"""


def add_people(number: int) -> None:
    """Add people with a confirmed address who have taken note of the house rules."""
    rules = HouseRules.objects.newest().version
    values = {"domain": DOMAIN, "qualities": QUALITIES, "birds": BIRDS, "rules": rules}
    in_batches(number, lambda size: _run(_PEOPLE, {**values, "size": size}))
    analyse("accounts_user", "account_emailaddress", "accounts_rulesagreement")


def add_organisations(number: int) -> None:
    """Add organisations, most of them verified, with every field of the register filled in."""
    values = {
        "domain": DOMAIN,
        "sizes": Size.values,
        "regions": Region.values,
        "specialisms": Specialism.values,
        "serves": Serves.values,
        "led_by": LedBy.values,
        "places": PLACES,
        "works": WORKS,
        "forms": FORMS,
        "proposed": PROPOSED_IN_A_HUNDRED,
    }
    in_batches(number, lambda size: _run(_ORGANISATIONS, {**values, "size": size}))
    analyse("accounts_organisation")


def add_memberships() -> None:
    """Let made people answer for made organisations; one in ten of these has no owner."""
    _run(_MEMBERSHIPS, {"domain": DOMAIN, "without": WITHOUT_OWNER})
    analyse("accounts_membership")


def _run(statement: str, values: dict[str, object]) -> None:
    execute([statement], values)
