"""Files and rows agree: what a crash left behind without a row is removed; a row without its file is told of."""

import logging
import re
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from django.utils import timezone

log = logging.getLogger(__name__)

# As stored_name calls them; whatever else lies in that folder is not ours to remove.
OURS = re.compile(r"[0-9a-f]{32}")
FOLDER = "documents"
# A row follows its file within minutes. The rest is for clocks that jump a day and for people who restore.
LEFT_ALONE = timedelta(days=2)


def sweep_files(now=None):
    """Remove old files that no row names. Returns how many were removed, and how many rows have no file.

    While a row has no file nothing is removed: then this is likely the folder of another database, or of another day.
    """
    before = ((now or timezone.now()) - LEFT_ALONE).timestamp()
    folder = Path(settings.DOCUMENT_ROOT) / FOLDER
    if not folder.is_dir():
        found = {}
    else:
        found = {f"{FOLDER}/{one.name}": one for one in folder.iterdir() if OURS.fullmatch(one.name)}
    named = stored_names()  # after the folder was read: a file that came meanwhile is not judged at all
    missing = len(named - there(named, found))
    if missing:
        log.error("%s documents have no file. Files without a document are not removed meanwhile", missing)
        return 0, missing
    removed = 0
    for name in found.keys() - named:
        # When it came to this disk, which no copying back of old files turns into an older day.
        if found[name].stat().st_ctime < before:
            found[name].unlink(missing_ok=True)
            removed += 1
    if removed:
        log.warning("%s files that belonged to nothing were removed", removed)
    return removed, 0


def there(named, found):
    """Those of the names whose file exists: found, or written since the folder was read."""
    root = Path(settings.DOCUMENT_ROOT)
    return {name for name in named if name in found or (root / name).is_file()}


def stored_names():
    """The names of every file that any row holds."""
    names = set()
    for kind in apps.get_models():
        for field in kind._meta.concrete_fields:
            if isinstance(field, FileField):
                rows = kind._base_manager.exclude(**{field.name: ""})
                names.update(rows.values_list(field.name, flat=True).iterator())
    names.discard(None)
    return names
