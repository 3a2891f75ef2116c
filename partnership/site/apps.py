from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "partnership.site"
    label = "portal_site"
    verbose_name = "The site"

    def ready(self):
        from partnership.site import (  # noqa: PLC0415 -- once the models are loaded
            celery,  # noqa: F401 -- so that the doorbell rings at our broker
            checks,  # noqa: F401 -- registers the deploy checks
        )
