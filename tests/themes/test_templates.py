"""What a theme may replace."""

from django.conf import settings


def test_a_theme_replaces_only_the_base_and_components():
    themes = settings.BASE_DIR / "templates" / "themes"
    found = {path.relative_to(themes / "dsfr") for path in themes.rglob("*.html")}
    others = {str(path) for path in found if path.parts[0] != "components"}
    assert others <= {"base.html", "bare.html"}
