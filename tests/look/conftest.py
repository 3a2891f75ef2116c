"""The specimen pages and their templates, for tests only."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    """Where collected files would be: the live server takes them from static/ itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "STATIC_ROOT", str(tmp_path_factory.mktemp("static")))
        yield


@pytest.fixture(autouse=True)
def specimen_templates(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
