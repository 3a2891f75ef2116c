from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "partnership.site"
    label = "portal_site"
    verbose_name = "The site"

    def ready(self):
        from partnership.site import checks  # noqa: F401, PLC0415 -- registers the deploy checks
