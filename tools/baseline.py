"""`make baseline`: write tests/baseline anew, the tables and rows from which every later release has to be reached.

Only for as long as there is no release: from then on the file stays, and new migrations are added on top of it.
"""

import io
import lzma
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.test.utils import override_settings

CHECKOUT = Path(__file__).resolve().parents[1]
BASELINE = CHECKOUT / "tests" / "baseline" / "first.sql.xz"


def main():
    sys.path.insert(0, str(CHECKOUT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- only once Django is set up

    from partnership.site import backups  # noqa: PLC0415
    from tests.factories import assurance, reviews  # noqa: PLC0415
    from tests.factories.cast import Cast  # noqa: PLC0415

    was = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the passwords are nobody's
    try:
        with override_settings(STORAGES=storages, PASSWORD_HASHERS=hashers):
            for command in ("load_questionnaires", "load_dispute_policies"):
                call_command(command, verbosity=0, stdout=io.StringIO())
            cast = Cast()
            reviews.live(cast)
            assurance.open_round(cast)
        plain = BASELINE.with_suffix(".new")
        backups.run("pg_dump", "--format=plain", "--no-owner", "--no-privileges", "--rows-per-insert=100",
                    f"--file={plain}")  # fmt: skip
        lines = [
            line for line in plain.read_text().splitlines(keepends=True)
            if not line.startswith(("--", "\\restrict", "\\unrestrict")) and line.strip()
        ]  # fmt: skip
        plain.unlink()
        BASELINE.write_bytes(lzma.compress("".join(lines).encode(), preset=9))
    finally:
        connection.creation.destroy_test_db(was, verbosity=0)
    print(f"{BASELINE.relative_to(CHECKOUT)}: {BASELINE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
