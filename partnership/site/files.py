"""Where documents lie: a file is there whole and for good before its row is, or it is not there at all."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Leaves no half of a file where the disk is full, and answers once the disk itself has all of it.

    Otherwise a machine that loses its power just after the commit would have a row and an empty file.
    """

    def _save(self, name, content):
        path = Path(self.path(name))
        try:
            name = super()._save(name, content)
            for part in (path, path.parent):
                write_through(part)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name


def write_through(path):
    """Have the system write down what it may still hold in memory of this file or folder."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
