"""OpenID Connect as allauth speaks it, made strict: signed tokens only, a nonce in each. allauth finds it here."""

import secrets

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings

ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
)  # no secrets, and never none
KEYS_TRIED = 5  # of a token that does not say which
LEEWAY = 60  # seconds that two clocks may differ


class Adapter(OpenIDConnectOAuth2Adapter):
    """One exchange with a provider."""

    @property
    def openid_config(self):
        """What the provider says of itself; it has to be who the settings say."""
        config = super().openid_config
        accounts = settings.SSO[self.provider_id]
        if str(config.get("issuer", "")).rstrip("/") != accounts.issuer:
            raise OAuth2Error("The provider calls itself something else than the settings do")
        return config

    def complete_login(self, request, app, token, **kwargs):
        """Read the token, its signature checked although it came straight from there; keep none of its claims."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("No ID token came")
        login = super().complete_login(request, app, token, **kwargs)
        login.claims = login.account.extra_data["id_token"]
        login.account.extra_data = {}
        return login

    def _decode_id_token(self, app, id_token):
        """The claims of a token that a key of this provider has signed, for us, and that has not run out."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            named = jwt.get_unverified_header(id_token).get("kid")
            keys = [one for one in jwt.PyJWKSet.from_dict(answer.json()).keys if named in (None, one.key_id)]
            for key in keys[:KEYS_TRIED]:
                try:
                    return self._read(app, id_token, key)
                except jwt.InvalidSignatureError:
                    continue
        except jwt.PyJWTError as error:
            raise OAuth2Error("The token is not good") from error
        raise OAuth2Error("No key of the provider has signed the token")

    def _read(self, app, id_token, key):
        return jwt.decode(
            id_token,
            key.key,
            algorithms=ALGORITHMS,
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "exp", "iat", "sub"]},
        )


class OrganisationProvider(OpenIDConnectProvider):
    """An organisation's provider. What the browser asks for besides, such as other scopes, is not passed on."""

    oauth2_adapter_class = Adapter

    def extract_uid(self, data):
        found = data["id_token"].get(self.app.settings["uid_field"])
        if not found or not isinstance(found, str):
            raise OAuth2Error("The token does not say whose it is")
        return found

    def get_redirect_from_request_kwargs(self, request):
        return {"next_url": get_next_redirect_url(request), "process": AuthProcess.LOGIN}

    def redirect(self, request, process, next_url=None, data=None, **kwargs):
        nonce = secrets.token_urlsafe(24)
        return super().redirect(
            request, process, next_url, data, auth_params={"nonce": nonce}, nonce=nonce, **kwargs
        )


provider_classes = [OrganisationProvider]
