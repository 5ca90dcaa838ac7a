from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeclinesConfig(AppConfig):
    name = "declines"
    verbose_name = _("Declines")
