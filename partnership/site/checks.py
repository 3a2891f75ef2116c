"""Deploy checks of our own: a demo is never a real portal."""

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def no_demo(app_configs, **kwargs):
    if settings.DEMO:
        return [
            checks.Error(
                "DEMO is on: anybody can become any invented person.",
                hint="Unset DEMO, and never load the demo into a real portal's database.",
                id="portal.E001",
            )
        ]
    return []


@checks.register(checks.Tags.security, deploy=True)
def behind_tls(app_configs, **kwargs):
    if not settings.TLS:
        return [
            checks.Error(
                "TLS is off: cookies and case details would travel in the clear.",
                hint="Serve the portal over https and set TLS=true.",
                id="portal.E002",
            )
        ]
    return []
