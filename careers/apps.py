from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "careers"
    verbose_name = "Career portal"

    def ready(self) -> None:
        from careers import checks, signals

        checks.register()
        signals.connect()
