"""What every test may ask for."""

from types import SimpleNamespace

import pytest
from wagtail.models import Page, Site

from tests.factories import (
    HomePageFactory,
    LabPageFactory,
    PortfolioIndexPageFactory,
    PracticeIndexPageFactory,
)


@pytest.fixture
def house(db: None) -> SimpleNamespace:
    """The pages every site has: home, portfolio, practices; and one lab."""
    root = Page.get_first_root_node()
    home = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    portfolio = PortfolioIndexPageFactory(parent=home)
    return SimpleNamespace(
        root=root,
        home=home,
        portfolio=portfolio,
        practices=PracticeIndexPageFactory(parent=home),
        lab=LabPageFactory(parent=portfolio, title="État'LIN", slug="etatlin"),
    )
