"""`make scan`, while `make demo` runs: every scanner, or some of its parts; docs/scans.md is written anew.

    make scan                              source, observatory, live (which changes the demo's data)
    make scan ARGS="source observatory"    these parts; the others stay as they were
    make scan ARGS="live --seconds 1200"   wapiti for longer as each visitor

It ends with 1 while a finding is neither mended nor settled in tools/scan/settled.toml.
"""

import argparse
import datetime as dt
import sys

from tools.scan import live, observatory, place, report, source

PARTS = ("source", "observatory", "live")


def main():
    reader = argparse.ArgumentParser(prog="make scan")
    reader.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar=f"PART ({', '.join(PARTS)})")
    reader.add_argument("--seconds", type=int, default=300, help="how long wapiti may look as each visitor")
    reader.add_argument("--as", dest="visitors", action="append", choices=live.WHO, help="this visitor only")
    asked = reader.parse_args()
    place.install()
    on = f"{dt.date.today():%-d %B %Y}"  # noqa: DTZ011 - the day of whoever scans
    for part in asked.parts or PARTS:
        print(f"{part} …", flush=True)
        if part == "source":
            told = {"found": source.figures()}
        elif part == "observatory":
            told = {"rows": observatory.figures()}
        else:
            told = report.kept().get("live", {})
            for who in asked.visitors or live.WHO:
                told[who] = live.figures(who, asked.seconds) | {"on": on}
                report.keep(part, told)
            continue
        report.keep(part, told | {"on": on})
    report.write()
    sys.exit("\n".join(report.faults(report.kept())) or None)


if __name__ == "__main__":
    main()
