"""The specimen pages and their templates, for tests only."""

from copy import deepcopy
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def specimen_templates(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
