"""Confirming a signature by a passkey: the page asks for a challenge, the browser for a touch, the form brings both.

The challenge is made of the hash of the version that is signed, so each paper asks for a touch of its own. It waits in
the session under its nonce, so that two tabs do not disturb each other, serves once and for `SECONDS`.
"""

import json
import time
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from fido2.utils import websafe_decode
from fido2.webauthn import UserVerificationRequirement

from governance.desk.base.access import SignedInRequest, of_paper
from governance.documents.errors import NotAllowed, Refused
from governance.documents.record.document import Document
from governance.documents.record.passkey_touch import PasskeyTouch, hash_to_sign
from governance.documents.record.perform import transition_of
from governance.documents.record.rate_limit import count_attempt
from governance.proof.passkey import MISSHAPEN, challenge_of, encoded_key, new_nonce

WAITING = "signing_by_passkey"
SECONDS = 120
MOST_WAITING = 10
LONGEST_TOUCH = 10_000


@require_POST
@of_paper()
def paper_passkey(request: SignedInRequest, document: Document, move: str) -> HttpResponse:
    """What the browser asks the passkey for, as JSON, with the nonce that the form sends back."""
    credentials = auth.get_credentials(request.user)
    try:
        asks = transition_of(document, move).custom["move"].needs_password
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    if not asks or not credentials:
        raise Http404
    if count_attempt("signing by passkey", str(request.user.pk)) > settings.SIGNING_TOUCHES_PER_HOUR:
        return JsonResponse(
            {"sentence": _("Too many attempts within an hour: sign with your password.")}, status=429
        )
    nonce, digest = new_nonce(), hash_to_sign(document)
    options, state = auth.get_server().authenticate_begin(
        credentials,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge_of(digest, nonce),
    )
    waiting = {
        key: held for key, held in request.session.get(WAITING, {}).items() if held["until"] > time.time()
    }
    waiting = dict(list(waiting.items())[-MOST_WAITING + 1 :])
    waiting[nonce] = {
        "paper": document.pk, "move": move, "hash": digest, "state": state, "until": time.time() + SECONDS,
    }  # fmt: skip
    request.session[WAITING] = waiting
    return JsonResponse({"nonce": nonce, "options": dict(options)})


def touch_of(request: SignedInRequest, document: Document, move: str, sent: str) -> PasskeyTouch:
    """The touch in a form, if it answers a challenge that was made for this paper and move. Raises NotAllowed."""
    try:
        given = json.loads(sent)
        nonce, response = str(given["nonce"]), given["response"]
        # Taken out before anything is looked at: what was sent once is never taken again.
        waiting = dict(request.session.get(WAITING, {}))
        held = waiting.pop(nonce)
        request.session[WAITING] = waiting
        if (held["paper"], held["move"]) != (document.pk, move) or held["until"] < time.time():
            raise KeyError(nonce)
        server = auth.get_server()
        credential = server.authenticate_complete(held["state"], auth.get_credentials(request.user), response)
        used = auth.get_authenticator_by_credential_id(request.user, credential.credential_id)
        if used is None:
            raise KeyError(nonce)
    except (*MISSHAPEN, RecursionError) as error:
        raise NotAllowed(_("The passkey was not given for this paper, or too late: try again.")) from error
    used.record_usage()
    return PasskeyTouch(
        person=request.user,
        move=move,
        sha256=held["hash"],
        nonce=nonce,
        site=server.rp.id,
        key=encoded_key(credential.public_key),
        response=plain(response),
    )


def plain(response: dict[str, Any]) -> dict[str, Any]:
    """Of what the browser sent, no more than proves the touch."""
    parts = {
        name: response["response"][name] for name in ("clientDataJSON", "authenticatorData", "signature")
    }
    websafe_decode(response["id"])
    return {"id": response["id"], "response": parts}
