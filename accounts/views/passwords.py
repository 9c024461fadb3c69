"""Setting a first password, which is a new way into the account."""

from allauth.account import views as allauth_views

from accounts.access import require_sign_in
from accounts.signing_in.proving import require_proof

# allauth asks for the old password before a change, but for nothing where there is none: a browser
# left open would do to set one, and with that to prove that one is the person.
set_password = require_sign_in(require_proof(allauth_views.password_set))
