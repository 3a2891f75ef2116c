"""Every package is held by its hash, and the list of licences names all of them."""

from tools import dependencies


def test_every_package_of_every_lock_is_held_by_its_hash():
    assert dependencies.without_hashes() == []
    assert {"django", "weasyprint"} <= {name for name, _ in dependencies.locked("requirements.lock")}


def test_the_list_of_licences_names_every_package_in_its_version():
    written = dependencies.WRITTEN.read_text(encoding="utf-8")

    assert [
        name
        for name, (version, _) in dependencies.purposes().items()
        if f"| {name} | {version} |" not in written
    ] == []
