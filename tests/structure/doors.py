"""The table: who may open which address."""

from typing import Final

ROLES: Final = (
    "visitor",
    "participant",
    "other_participant",
    "other_member",
    "suspended",
    "editor",
    "moderator",
    "analyst",
    "lead",
    "staff_without_factor",  # editor, moderator and lead in one person
)
ANYONE: Final = dict.fromkeys(ROLES, 200)
SIGNED_IN: Final = {**ANYONE, "visitor": 302}
POST_ONLY: Final = dict.fromkeys(ROLES, 405)
NOBODY: Final = dict.fromkeys(ROLES, 404)
STRANGERS: Final = ("participant", "other_participant", "other_member", "suspended")
# A page of the desk leads staff to the second step that they still have to take.
STEP_FIRST: Final = {"staff_without_factor": 302}
STAFF: Final = {**SIGNED_IN, **dict.fromkeys(STRANGERS, 404), **STEP_FIRST}


def only(*roles: str, status: int = 200) -> dict[str, int]:
    """Signed-in strangers get 404, visitors the sign-in page, the roles `status`."""
    step = {} if roles and set(roles) <= set(STRANGERS) else STEP_FIRST
    return {**dict.fromkeys(ROLES, 404), "visitor": 302, **step, **dict.fromkeys(roles, status)}


EDITORS: Final = only("editor", "lead")
EDITORS_POST: Final = only("editor", "lead", status=405)
MODERATORS: Final = only("moderator", "lead")
MODERATORS_POST: Final = only("moderator", "lead", status=405)
ANALYSTS: Final = only("analyst", "lead")
ANALYSTS_POST: Final = only("analyst", "lead", status=405)
GUARDED: Final = ("editor", "moderator", "analyst", "lead")  # they have a second factor
OWN_PEOPLE_AND_STAFF: Final = {
    **NOBODY,
    **dict.fromkeys(("participant", *GUARDED), 200),
}
# A signed-in person is sent on from the pages of the entrance.
ENTRANCE: Final = {**dict.fromkeys(ROLES, 302), "visitor": 200}
SENT_ON: Final = dict.fromkeys(ROLES, 302)

DOORS: Final[dict[str, dict[str, int]]] = {
    "reading:home": ANYONE,
    "reading:papers": ANYONE,
    "reading:paper": ANYONE,
    "reading:editions": ANYONE,
    "reading:edition": ANYONE,
    "reading:changes": NOBODY,  # the table's paper has one edition
    "reading:paper-feed": ANYONE,
    "reading:print-pack": ANYONE,
    "reading:short-link": SENT_ON,
    "reading:feed": ANYONE,
    "reading:sitemap": ANYONE,
    "reading:robots": ANYONE,
    "reading:about": ANYONE,
    "reading:alive": ANYONE,
    "reading:ready": ANYONE,
    "responses:question": ANYONE,
    "responses:print-question": ANYONE,
    "responses:thread": ANYONE,
    "responses:permalink": SENT_ON,
    "responses:respond": SIGNED_IN,
    "responses:react": POST_ONLY,
    "responses:follow-paper": POST_ONLY,
    "responses:follow-question": POST_ONLY,
    "responses:follow-thread": POST_ONLY,
    # The table's response is the moderator's.
    "responses:edit": {**NOBODY, "moderator": 200, "visitor": 302},
    "responses:withdraw": {**NOBODY, "moderator": 200, "visitor": 302},
    "responses:history": ANYONE,
    "responses:pin": MODERATORS,
    "responses:close-thread": MODERATORS,
    "responses:answered": EDITORS,
    "responses:draft": POST_ONLY,
    "responses:preview": POST_ONLY,
    "responses:drafts": SIGNED_IN,
    "responses:discard-draft": only("participant"),
    "submissions:entry": ANYONE,
    # The table's room is the participant's organisation's.
    "submissions:room": only("participant"),
    "submissions:respondent": only("participant"),
    "submissions:comment": only("participant", status=405),
    "submissions:discard": only("participant"),
    "submissions:answer": only("participant"),
    "submissions:versions": only("participant"),
    "reading:me": SIGNED_IN,
    "reading:mine": SIGNED_IN,
    "reading:following": SIGNED_IN,
    "reading:stop-following": {**POST_ONLY, "visitor": 302},
    "account_login": ENTRANCE,
    "account_signup": ENTRANCE,
    "account_logout": {**ANYONE, "visitor": 302},
    "account_inactive": ANYONE,
    # Only reached from a page that asks for it; without a password one shows another way.
    "account_reauthenticate": SENT_ON,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": SENT_ON,
    "account_change_password": SENT_ON,
    "account_set_password": SENT_ON,  # they have not shown lately who they are
    "account_reset_password": ANYONE,
    "account_confirm_login_code": SENT_ON,
    "account_confirm_password_reset_code": SENT_ON,
    "account_complete_password_reset": SENT_ON,
    "account_password_reset_completed": ANYONE,
    "account_request_login_code": ENTRANCE,
    "single_sign_on": POST_ONLY,
    "single_sign_on_back": NOBODY,  # no provider is set up
    "account_signup_by_passkey": ENTRANCE,
    "mfa_index": SENT_ON,
    "mfa_authenticate": SENT_ON,
    "mfa_reauthenticate": {**SENT_ON, **dict.fromkeys(GUARDED, 200)},
    # Who has an app is sent on to where it can be removed, who has none the other way; and each
    # must have shown lately who they are.
    "mfa_activate_totp": SENT_ON,
    "mfa_app_picture": {**NOBODY, "visitor": 302},
    "mfa_deactivate_totp": {**NOBODY, **dict.fromkeys(GUARDED, 302), "visitor": 302},
    "mfa_view_recovery_codes": SENT_ON,
    "mfa_generate_recovery_codes": SENT_ON,
    "mfa_download_recovery_codes": SENT_ON,
    "mfa_add_webauthn": SENT_ON,
    "mfa_reauthenticate_webauthn": SENT_ON,
    "mfa_remove_webauthn": SENT_ON,
    "mfa_edit_webauthn": SENT_ON,
    "mfa_login_webauthn": SENT_ON,
    "mfa_signup_webauthn": SENT_ON,
    "usersessions_list": SIGNED_IN,
    "accounts:prove": {**SIGNED_IN, **dict.fromkeys(GUARDED, 302)},
    "accounts:second-step": {**SENT_ON, "staff_without_factor": 200},
    "accounts:welcome": SENT_ON,  # they have answered it
    "accounts:house-rules": ANYONE,
    "accounts:name": SIGNED_IN,
    "accounts:sign-in": SIGNED_IN,
    "accounts:data": SIGNED_IN,
    "accounts:erasure": SIGNED_IN,
    "accounts:withdraw-erasure": {**POST_ONLY, "visitor": 302},
    "accounts:suspension": only("suspended"),
    "accounts:organisations": SIGNED_IN,
    "accounts:add-organisation": SIGNED_IN,
    "accounts:leave-organisation": only("participant"),
    "accounts:kept-invitation": SENT_ON,
    "accounts:invitation": NOBODY,  # the secrets of the table were never made
    "accounts:invitation-sign-in": POST_ONLY,
    "accounts:accept-invitation": {**POST_ONLY, "visitor": 302},
    "accounts:decline-invitation": NOBODY,
    "reading:organisations": SIGNED_IN,
    # The table's organisation is not verified: its own people and staff see it.
    "reading:organisation": OWN_PEOPLE_AND_STAFF,
    "organisations:logo": OWN_PEOPLE_AND_STAFF,
    "organisations:edit": only("participant"),
    "organisations:change-logo": {**only("participant"), "moderator": 200, "lead": 200},
    "organisations:remove-logo": {**POST_ONLY, "visitor": 302},
    "organisations:join": SIGNED_IN,
    "organisations:take-back": {**POST_ONLY, "visitor": 302},
    "organisations:members": only("participant"),
    "organisations:invite": {**POST_ONLY, "visitor": 302},
    "organisations:change-role": only("participant"),
    "organisations:confirm-member": {**POST_ONLY, "visitor": 302},
    "organisations:remove-member": only("participant"),
    "organisations:hand-over": only("participant"),
    "organisations:send-again": {**POST_ONLY, "visitor": 302},
    "organisations:revoke-invitation": {**POST_ONLY, "visitor": 302},
    "organisations:decide-request": {**POST_ONLY, "visitor": 302},
    "register:list": MODERATORS,
    "register:add": MODERATORS,
    "register:organisation": MODERATORS,
    "register:change": MODERATORS,
    "register:verify": MODERATORS_POST,
    "register:decline": MODERATORS,
    "register:requests": MODERATORS,
    "register:people": MODERATORS,
    "register:appoint-owner": MODERATORS_POST,
    "register:decide-request": MODERATORS_POST,
    "digests:preferences": SIGNED_IN,
    "digests:change-notices": SENT_ON,
    "digests:stop-notices": NOBODY,  # the token of the table is forged
    "digests:notices": SIGNED_IN,
    "digests:read-notices": {**POST_ONLY, "visitor": 302},
    "digests:open-notice": {**NOBODY, "visitor": 302},  # nobody has the notice of the table
    "desk:home": STAFF,
    "papers:list": EDITORS,
    "papers:create": EDITORS,
    "papers:import": EDITORS,
    "papers:review-import": EDITORS,
    "papers:confirm-import": EDITORS,
    "papers:discard-import": EDITORS,
    "papers:structure": EDITORS,
    "papers:edit": EDITORS,
    "papers:preview": EDITORS,
    "papers:preview-links": EDITORS,
    "papers:revoke-preview-link": EDITORS_POST,
    "papers:life": EDITORS,
    "papers:schedule": EDITORS,
    "papers:extend": EDITORS,
    "papers:close": EDITORS,
    "papers:withdraw": EDITORS,
    "papers:restore": only("lead"),
    "life:tell-me": SENT_ON,  # the table's paper is open
    "life:stop-waiting": {**POST_ONLY, "visitor": 302},
    "life:closing-date": ANYONE,
    "life:confirm-alert": NOBODY,  # the secrets of the table were never made
    "life:stop-alert": NOBODY,
    "life:open-preview": NOBODY,
    "papers:copy": EDITORS,
    "papers:translation": EDITORS,
    "papers:bring-missing": EDITORS_POST,
    "papers:confirm-translation": EDITORS_POST,
    "papers:tie-question": only(),  # the table's paper has no translation
    "papers:carry-questions": EDITORS,
    "papers:files": EDITORS,
    "papers:add-attachment": EDITORS,
    "papers:change-attachment": EDITORS,
    "papers:move-attachment": EDITORS_POST,
    "papers:remove-attachment": EDITORS,
    "papers:put-cover": EDITORS,
    "papers:reword-cover": EDITORS,
    "papers:remove-cover": EDITORS,
    # Those of the table were added after publishing; no edition names them yet.
    "files:attachment": {**NOBODY, "editor": 200, "lead": 200},
    "files:cover": {**NOBODY, "editor": 200, "lead": 200},
    "files:previewed-attachment": NOBODY,
    "files:previewed-cover": NOBODY,
    "papers:publish": EDITORS,
    "papers:undo": EDITORS,
    "papers:prose-preview": EDITORS_POST,
    "papers:add-section": EDITORS,
    "papers:change-section": EDITORS,
    "papers:remove-section": EDITORS,
    "papers:move-section": EDITORS_POST,
    "papers:place-section": EDITORS,
    "papers:add-question": EDITORS,
    "papers:add-source": EDITORS,
    "papers:change-question": EDITORS,
    "papers:remove-question": EDITORS,
    "papers:move-question": EDITORS_POST,
    "papers:place-question": EDITORS,
    "papers:retire-question": EDITORS,
    "papers:restore-question": EDITORS_POST,
    "papers:replace-question": EDITORS,
    "papers:change-source": EDITORS,
    "papers:remove-source": EDITORS,
    "papers:add-call": EDITORS,
    "papers:change-call": EDITORS,
    "papers:remove-call": EDITORS,
    "people:list": MODERATORS,
    "people:person": MODERATORS,
    "people:responses": MODERATORS,
    "people:history": only("lead"),
    "people:mail": only("lead"),
    "people:give-role": only("lead"),
    "people:take-back-role": only("lead"),
    "people:suspend": only("lead"),
    "people:lift-suspension": only("lead"),
    "people:answer-appeal": only("lead"),
    "people:erasures": only("lead"),
    "people:erasure": only("lead"),
    "people:refuse-erasure": only("lead"),
    "people:house-rules": only("lead"),
    "register:import": MODERATORS,
    "register:import-template": MODERATORS,
    "register:review-import": MODERATORS,
    "register:apply-import": MODERATORS_POST,
    "register:discard-import": MODERATORS,
    "register:refused-lines": MODERATORS,
    "moderation:queue": MODERATORS,
    "moderation:review": MODERATORS,
    "moderation:publish-response": MODERATORS_POST,
    "moderation:reject-response": MODERATORS_POST,
    "moderation:confirm-membership": MODERATORS_POST,
    "exports:list": ANALYSTS,
    "exports:csv": ANALYSTS_POST,
    "mail:unsubscribe": NOBODY,  # the token of the table is forged
    "mailbox:letter-list": ANYONE,
    "mailbox:letter": NOBODY,
    "mailbox:letter-html": NOBODY,
}


NOT_PAGES: Final = {
    "reading:alive",
    "reading:ready",
    "reading:feed",
    "reading:paper-feed",
    "reading:print-pack",
    "reading:sitemap",
    "reading:robots",
    "life:closing-date",
    "files:attachment",
    "files:cover",
    "organisations:logo",
    "register:import-template",
    "register:refused-lines",
}
