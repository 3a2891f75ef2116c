"""Copy the parts of the GOV.UK and MoJ design systems that we use into static/vendor/.

    python tools/vendor_frontend.py            fetch with `npm pack`, strip, write
    python tools/vendor_frontend.py --check    say whether the files on disk are still those recorded

Services that are not on GOV.UK use the design system without its branding: the "GDS Transport" typeface,
the crown and the royal crest are taken out here, and the versions and checksums of what came in and what
went out are written beside the files. Needs npm, and only when a version changes; the portal does not.
"""

import argparse
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
FIXTURES = ROOT / "tests" / "look" / "fixtures"

GOVUK = ("govuk-frontend", "6.6.0")
MOJ = ("@ministryofjustice/frontend", "11.1.0")
MOJ_BLOCKS = ("moj-timeline", "moj-sub-navigation", "moj-badge")

# The components whose published examples our own templates are compared with.
COMPONENTS = (
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "file-upload",
    "hint",
    "input",
    "inset-text",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)

FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
FONT_FAMILY = re.compile(r"font-family:\s*(?:\"GDS Transport\"|GDS Transport),arial,sans-serif")
SOURCE_MAP = re.compile(r"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=.*?\*/)\s*")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")

LICENCE = """\
{title}

The MIT License (MIT)

Copyright (c) {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pack(name: str, version: str) -> dict[str, bytes]:
    """The files of one published package, by their path in it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
            return {
                member.name.removeprefix("package/"): tar.extractfile(member).read()
                for member in tar
                if member.isfile()
            }


def without_branding(css: str) -> str:
    """The stylesheet without typeface, crest and source map; refuses to leave any of them behind."""
    css = FONT_FACE.sub("", css)
    css = FONT_FAMILY.sub("font-family:var(--portal-font,system-ui,arial,sans-serif)", css)
    css = SOURCE_MAP.sub("", css)
    css = "".join(_without_urls(css))
    for mark in ("GDS Transport", "@font-face", "url(", "sourceMappingURL"):
        if mark in css:
            raise SystemExit(f"'{mark}' is still in the stylesheet: the new version needs a new rule here.")
    return css + "\n"


def _without_urls(css: str):
    """Drop only the declarations that load a picture; every other byte stays."""
    place = 0
    for match in re.finditer(r"[{;]([a-z-]+:[^;{}]*url\([^)]*\)[^;{}]*)", css):
        yield css[place : match.start(1)]
        place = match.end(1)
        if css[place : place + 1] == ";":
            place += 1
    yield css[place:]


def only_blocks(css: str, blocks: tuple[str, ...]) -> str:
    """Of a flat, minified stylesheet the rules whose selectors all belong to the named blocks."""

    def wanted(selectors: str) -> bool:
        return all(
            any(re.search(rf"\.{block}(?![a-z])", part) for block in blocks) for part in selectors.split(",")
        )

    out, place = [], 0
    while place < len(css):
        brace = css.find("{", place)
        if brace < 0:
            break
        head = css[place:brace].rsplit(";", 1)[-1].strip()
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body = css[brace + 1 : end - 1]
        if head.startswith("@media") or head.startswith("@supports"):
            inner = "".join(f"{s}{{{b}}}" for s, b in RULE.findall(body) if wanted(s))
            if inner:
                out.append(f"{head}{{{inner}}}")
        elif not head.startswith("@") and wanted(head):
            out.append(f"{head}{{{body}}}")
        place = end
    return "".join(out)


def write(folder: Path, record: dict, name: str, data: bytes, source: bytes, source_path: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    record["files"][name] = {
        "source": source_path,
        "source_sha256": checksum(source),
        "sha256": checksum(data),
    }


def vendor() -> None:
    name, version = GOVUK
    files = pack(name, version)
    folder = VENDOR / "govuk-frontend"
    record = {"package": name, "version": version, "licence": "MIT", "files": {}}
    css = files["dist/govuk/govuk-frontend.min.css"]
    write(
        folder,
        record,
        "govuk-frontend.min.css",
        without_branding(css.decode()).encode(),
        css,
        "dist/govuk/govuk-frontend.min.css",
    )
    js = files["dist/govuk/govuk-frontend.min.js"]
    stripped = SOURCE_MAP.sub("", js.decode()) + "\n"
    write(folder, record, "govuk-frontend.min.js", stripped.encode(), js, "dist/govuk/govuk-frontend.min.js")
    (folder / "LICENSE").write_text(
        LICENCE.format(
            title=f"govuk-frontend {version}", holder="2017 Crown Copyright (Government Digital Service)"
        )
    )
    (folder / "VERSIONS.json").write_text(json.dumps(record, indent=2) + "\n")

    FIXTURES.mkdir(parents=True, exist_ok=True)
    for component in COMPONENTS:
        examples = json.loads(files[f"dist/govuk/components/{component}/fixtures.json"])["fixtures"]
        kept = [{key: one[key] for key in ("name", "options", "html")} for one in examples]
        text = json.dumps({"version": version, "fixtures": kept}, indent=1, ensure_ascii=False)
        (FIXTURES / f"{component}.json").write_text(text + "\n")

    name, version = MOJ
    files = pack(name, version)
    css = files["moj/moj-frontend.min.css"]
    folder = VENDOR / "moj"
    record = {"package": name, "version": version, "licence": "MIT", "blocks": MOJ_BLOCKS, "files": {}}
    blocks = without_branding(only_blocks(css.decode(), MOJ_BLOCKS))
    write(folder, record, "moj-blocks.css", blocks.encode(), css, "moj/moj-frontend.min.css")
    (folder / "LICENSE").write_text(
        LICENCE.format(title=f"{name} {version}", holder="2017 Crown Copyright (Ministry of Justice)")
    )
    (folder / "VERSIONS.json").write_text(json.dumps(record, indent=2) + "\n")


def check() -> list[str]:
    """The vendored files that are not, byte for byte, what was recorded."""
    return [
        f"{folder.name}/{name}"
        for folder in (VENDOR / "govuk-frontend", VENDOR / "moj")
        for name, entry in json.loads((folder / "VERSIONS.json").read_text())["files"].items()
        if checksum((folder / name).read_bytes()) != entry["sha256"]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare the files on disk with the record")
    if parser.parse_args().check:
        changed = check()
        sys.exit(f"Changed by hand: {', '.join(changed)}" if changed else 0)
    vendor()


if __name__ == "__main__":
    main()
