from django.apps import AppConfig


class StateThemeConfig(AppConfig):
    """The theme of the State's own sites; installed only where `THEME` asks for it."""

    name = "portfolio.dsfr"
    label = "state_theme"  # "dsfr" is the label of the package it dresses the site with

    def ready(self) -> None:
        from portfolio.dsfr import checks  # noqa: F401  registers
