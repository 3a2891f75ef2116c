"""A page runs one of our scripts only while it is what was gathered."""

import hashlib
from base64 import b64encode

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

from partnership.templatetags import scripts


@pytest.fixture
def gathered(tmp_path, monkeypatch):
    """A folder of gathered files with one script in it."""
    storage = ManifestStaticFilesStorage(location=tmp_path, base_url="/static/")
    storage.save("one.js", ContentFile(b"go()"))
    list(storage.post_process({"one.js": (storage, "one.js")}))
    monkeypatch.setattr(scripts, "staticfiles_storage", storage)
    scripts.told.cache_clear()
    yield storage
    scripts.told.cache_clear()


def test_a_script_stands_with_the_fingerprint_of_its_file(gathered):
    proof = b64encode(hashlib.sha384(b"go()").digest()).decode()

    assert scripts.script("one.js", module=True) == (
        f'<script type="module" src="{gathered.url("one.js")}" integrity="sha384-{proof}"></script>'
    )


def test_a_script_that_was_not_gathered_makes_no_page_fail(gathered):
    assert scripts.script("none.js") == '<script src="/static/none.js"></script>'
