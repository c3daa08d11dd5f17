from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = "Career portal"

    def ready(self) -> None:
        from careers import checks, signals

        checks.register()
        signals.connect()


class DeskConfig(AdminConfig):
    """Django's admin with the staff desk as its site."""

    default_site = "careers.desk.Desk"
