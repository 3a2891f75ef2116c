"""The specimen pages and their templates, for tests only."""

from copy import deepcopy
from pathlib import Path

import pytest

from partnership.site.context import address


@pytest.fixture(autouse=True)
def specimen_addresses():
    """The specimen has addresses of its own, and what leads where is otherwise looked up once."""
    address.cache_clear()
    yield
    address.cache_clear()


@pytest.fixture(autouse=True)
def specimen_templates(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
