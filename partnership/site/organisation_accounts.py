"""Whose own accounts open the portal, as the environment says. Nobody's unless it names them.

For each organisation, here called COUNTY:

    SSO=county                              which there are, separated by commas
    SSO_COUNTY_ORGANISATION=…               its code among the portal's organisations
    SSO_COUNTY_NAME=…                       as the button says it
    SSO_COUNTY_ISSUER=https://…             exactly as its provider says it
    SSO_COUNTY_CLIENT_ID=… SSO_COUNTY_CLIENT_SECRET=…
    SSO_COUNTY_DOMAINS=county.gov.uk        which email addresses are its to give
    SSO_COUNTY_VERIFIED=email_verified      the claim that says that the address was verified; Entra: xms_edov
    SSO_COUNTY_SUBJECT=sub                  the claim that never changes for one person; Entra: oid
    SSO_COUNTY_SECOND_FACTOR=mfa            values of amr or acr that stand for a second factor; none: ours is asked
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ENTRA = "login.microsoftonline.com"
OF_EVERYBODY = ("common", "organizations", "consumers")  # Entra's issuers that any tenant may sign in at
LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class OrganisationAccounts:
    """One organisation's provider, and what of its word counts."""

    code: str
    organisation: str
    name: str
    issuer: str
    client_id: str
    secret: str
    domains: tuple
    verified: str
    subject: str
    second_factor: frozenset

    @property
    def tenant(self):
        """For Entra the tenant that every token has to name; nothing elsewhere."""
        where = urlsplit(self.issuer)
        return where.path.strip("/").split("/")[0] if where.hostname == ENTRA else ""

    @property
    def app(self):
        """As allauth wants to know it."""
        return {
            "provider_id": self.code,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.issuer,
                "uid_field": self.subject,
                "fetch_userinfo": False,  # only what the signed token says counts
                "oauth_pkce_enabled": True,
            },
        }

    def owns(self, email):
        return email.lower().rpartition("@")[2] in self.domains


def read(env):
    """What the environment configures, by code. A missing or careless value stops the start with a sentence."""
    return {code: read_one(env, code) for code in env.list("SSO", default=[])}


def read_one(env, code):
    def value(name, default=None):
        found = env.str(f"SSO_{code.upper()}_{name}", default=default or "")
        if not found and default is None:
            raise ImproperlyConfigured(
                f"Set SSO_{code.upper()}_{name}, or take {code} out of SSO. See .env.example."
            )
        return found

    def values(name, default=None):
        return [one.strip() for one in value(name, default).split(",") if one.strip()]

    accounts = OrganisationAccounts(
        code=code,
        organisation=value("ORGANISATION"),
        name=value("NAME"),
        issuer=value("ISSUER").rstrip("/"),
        client_id=value("CLIENT_ID"),
        secret=value("CLIENT_SECRET"),
        domains=tuple(one.lower().lstrip("@") for one in values("DOMAINS")),
        verified=value("VERIFIED", "email_verified"),
        subject=value("SUBJECT", "sub"),
        second_factor=frozenset(values("SECOND_FACTOR", "")),
    )
    check(accounts)
    return accounts


def check(accounts):
    named = f"SSO_{accounts.code.upper()}_ISSUER"
    where = urlsplit(accounts.issuer)
    if not accounts.code.isalnum() or not accounts.code.islower():
        raise ImproperlyConfigured(f"SSO: write {accounts.code!r} as one word of small letters.")
    if where.scheme != "https" and where.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{named} has to begin with https://.")
    if accounts.tenant in OF_EVERYBODY:
        raise ImproperlyConfigured(
            f"{named} lets every tenant of Entra in. Name the one of the organisation: "
            f"https://{ENTRA}/<tenant id>/v2.0."
        )
    if not accounts.domains:
        raise ImproperlyConfigured(
            f"Set SSO_{accounts.code.upper()}_DOMAINS: whose email addresses it vouches for."
        )
