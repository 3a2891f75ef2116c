"""Which findings are settled, and docs/scans.md from what the last runs found."""

import json
import tomllib
from fnmatch import fnmatch

from tools.scan.live import WHO
from tools.scan.observatory import WANTED
from tools.scan.place import HERE, ROOT

GUARDS = ROOT / "tools" / "mutation" / "results.json"
RESULTS, SETTLED, WRITTEN = HERE / "results.json", HERE / "settled.toml", ROOT / "docs" / "scans.md"


def kept():
    return json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}


def keep(part, told):
    RESULTS.write_text(
        json.dumps(kept() | {part: told}, indent=1, sort_keys=True, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def settled():
    return tomllib.loads(SETTLED.read_text(encoding="utf-8"))["settled"]


def settles(reason, finding):
    return (
        fnmatch(finding["rule"], reason["rule"])
        and any(fnmatch(finding["place"], place) for place in reason["places"])
        and finding["tool"] in reason.get("tools", [finding["tool"]])
    )


def scanners(results):
    """Each scanner's findings, those of the source and those of the running portal."""
    runs = [results.get("source", {}), *results.get("live", {}).values()]
    return {name: found for run in runs for name, found in run.get("found", {}).items()}


def open_findings(results):
    reasons = settled()
    return [
        one
        for found in scanners(results).values()
        for one in found
        if not any(settles(reason, one) for reason in reasons)
    ]


def drawn(results):
    lines = [
        "# What stock scanners say",
        "",
        "Written by `make scan` and `make tables` from what the last runs found (tools/scan/results.json); not typed.",
    ]
    if "observatory" in results:
        lines += observatory(results["observatory"])
    lines += [
        "",
        "## Scanners",
        "",
        "A finding is settled by being mended, or by a reason below; `make scan` ends with an error while one is open.",
        "",
        "| Scanner | Looked at | Found | Settled by a reason | Open |",
        "|---|---|---:|---:|---:|",
    ]
    reasons, left = settled(), open_findings(results)
    counts = {name: told for run in results.get("live", {}).values() for name, told in run["told"].items()}
    for name, found in scanners(results).items():
        still = sum(one in left for one in found)
        looked = counts.get(name, {})
        at = f"{looked['pages']} addresses" if looked else "the source"
        lines.append(f"| {name} | {at} | {len(found)} | {len(found) - still} | {still} |")
    lines += ["", "| Rule | Where | Findings | Why it stays |", "|---|---|---:|---|"]
    every = [one for found in scanners(results).values() for one in found]
    for reason in reasons:
        number = sum(settles(reason, one) for one in every)
        where = "<br>".join(f"`{place}`" for place in reason["places"])
        lines.append(f"| {reason['rule']} | {where} | {number} | {reason['why']} |")
    if "source" in results:
        lines += ["", f"Last run over the source: {results['source']['on']}."]
    for who in WHO:
        run = results.get("live", {}).get(who)
        said = f"{run['on']}" if run else "**not yet run**"
        lines += ["", f"Last run against the portal as {who}: {said}."]
    if GUARDS.exists():
        lines += guards(json.loads(GUARDS.read_text(encoding="utf-8")))
    return "\n".join(lines) + "\n"


def guards(told):
    """What `make mutate` found last."""
    share = f"{told['noticed'] / told['sample']:.0%}" if told["sample"] else "none"
    lines = [
        "",
        "## Guards taken out",
        "",
        f"Of {told['guards']} guards in the code (who may, which rows, by which method, with which proof, and what is "
        f"made harmless) {told['sample']} were taken out one at a time on {told['on']}, drawn by chance with seed "
        f"{told['seed']}. A test noticed {told['noticed']} of them, {share}; {told['at_doors']} at a door of the "
        "table of addresses and roles, the others in tests that name the function or its module. Wanted: 95 %.",
        "",
        "| Kind of guard | Taken out | Noticed |",
        "|---|---:|---:|",
    ]
    lines += [f"| `{kind}` | {number} | {killed} |" for kind, (killed, number) in told["kinds"].items()]
    for title, ones in (("Noticed by no test", told["survivors"]), ("Not judged yet", told["not_judged"])):
        if ones:
            lines += ["", f"{title}:", "", *(f"- `{one}`" for one in ones)]
    return lines


def observatory(told):
    lines = [
        "",
        "## Mozilla's HTTP Observatory",
        "",
        f"Its own scanner, run on this machine against gunicorn with TLS and the shipped settings on {told['on']}. "
        f"Wanted on each class of page: A+ and at least {WANTED}. A static file can reach 130: the last five are "
        "given for cookies or for fingerprints of scripts, and it has neither. The scanner does not judge a 404 or a "
        "500; it is told 200 and reads the rest of these answers as they are. It gives five more to hosts on the "
        "browsers' preload list, whose conditions our headers meet; getting onto it is for whoever owns the host.",
        "",
        "| Class | Address | Grade | Score | Policy | Cookies | Scripts | Others |",
        "|---|---|---|---:|---:|---:|---:|---:|",
    ]
    named = ("content-security-policy", "cookies", "subresource-integrity")
    for row in told["rows"]:
        points = [row["tests"].get(name, [False, 0])[1] for name in named]
        rest = sum(one[1] for key, one in row["tests"].items() if key not in named)
        shown = " | ".join(f"{number:+}" for number in (*points, rest))
        lines.append(f"| {row['class']} | `{row['address']}` | {row['grade']} | {row['score']} | {shown} |")
    return lines


def write():
    WRITTEN.write_text(drawn(kept()), encoding="utf-8")


def faults(results):
    """What is not as it should be, in sentences."""
    wrong = [
        f"Open: {one['tool']} {one['rule']} {one['place']}:{one['line']} {one['says']}"
        for one in open_findings(results)
    ]
    wrong += [
        f"Observatory: {row['class']} has {row['score']}. {row.get('error', '')}"
        for row in results.get("observatory", {}).get("rows", [])
        if row["score"] < (130 if row["class"] == "static file" else WANTED)
    ]
    every = [one for found in scanners(results).values() for one in found]
    wrong += [
        f"Settled, but found by nothing any more: {reason['rule']} {reason['places']}"
        for reason in settled()
        if not any(settles(reason, one) for one in every)
    ]
    return wrong


if __name__ == "__main__":
    write()
