"""Form widgets of the home's settings."""

from django.forms import Media, TextInput


class ColourInput(TextInput):
    """A colour written `#rrggbb`; a script sets a colour picker beside it."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"data-colour": "", "spellcheck": "false", **(attrs or {})})

    @property
    def media(self) -> Media:
        return Media(js=["portfolio/admin/colour.js"], css={"all": ["portfolio/admin/colour.css"]})
