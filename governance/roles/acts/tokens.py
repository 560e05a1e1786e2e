"""Giving a token of the open interface to oneself, and revoking one."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock
from governance.roles.acts.accounts import BY_ADMINISTRATOR, BY_OWNER
from governance.roles.acts.door import organisation_act
from governance.roles.api_token import MOST_TOKENS, PREFIX, ApiToken, digest_of, standing_tokens
from governance.roles.organisation import OrganisationAct
from governance.roles.person import Person
from governance.roles.rights import Right


def give_token(person: Person, purpose: str, scope: ApiToken.Scope, *, until: date) -> tuple[str, ApiToken]:
    """A new key for programs of this person, and its row. Raises ValidationError with a sentence."""
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        person=person, purpose=purpose, scope=scope, digest=digest_of(key), made_at=clock.now(), until=until
    )
    act = OrganisationAct.GIVE_TOKEN
    with organisation_act(act, person.district_id, by=person, basis=BY_OWNER, right=None) as doing:
        # Under the lock of the district: two forms at once do not give one too many.
        if standing_tokens(person).count() >= MOST_TOKENS:
            raise ValidationError(
                _("You have %(n)d tokens already: revoke one that is used no more.") % {"n": MOST_TOKENS}
            )
        if until < clock.today():
            raise ValidationError(_("This day has passed: such a token would open nothing."))
        token.save(force_insert=True)
        doing.person = person
        doing.changes = {
            "purpose": ["", purpose],
            "scope": ["", scope.value],
            "until": ["", until.isoformat()],
        }
    return key, token


def revoke_token(token: ApiToken, *, by: Person | None) -> None:
    """Nothing is opened by it any more. `by`: its person, or whoever may appoint in the district."""
    is_own = by is not None and by.pk == token.person_id
    act = organisation_act(
        OrganisationAct.REVOKE_TOKEN,
        token.person.district_id,
        by=by,
        basis=BY_OWNER if is_own else BY_ADMINISTRATOR,
        right=None if is_own else Right.APPOINT,
    )
    with act as doing:
        doing.person = token.person
        if token.revoked_at is None:
            doing.change(token, revoked_at=clock.now())
