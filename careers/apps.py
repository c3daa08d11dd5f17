from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.signals import request_started


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = "Career portal"

    def ready(self) -> None:
        from careers import checks, signals
        from careers.search import current

        checks.register()
        signals.connect()
        request_started.connect(current.watch, dispatch_uid="search_watch")


class DeskConfig(AdminConfig):
    """Django's admin with the staff desk as its site."""

    default_site = "careers.desk.Desk"
