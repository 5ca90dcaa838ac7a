from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeclinesConfig(AppConfig):
    name = "declines"
    verbose_name = _("Declines")

    def ready(self) -> None:
        from correspondence.settling import when_settled
        from declines.guide import note_sent

        when_settled(note_sent)
