"""`make demo-reset`: remove the demo's data, wherever its servers keep it."""

import shutil
import sys

from . import Trouble
from .demo import STATE
from .postgres import Cluster
from .processes import Records
from .state import Busy, State
from .supervisor import say
from .unprivileged import noted_home, remove_home


def reset(folder):
    """Remove the folder and all that belongs to it, after stopping what a killed start left running."""
    state = State(folder)
    if not state.folder.exists():
        return False
    state.open()
    try:
        Records(state.folder).recover()
        Cluster(None, noted_home(state.folder), {}).recover()
        remove_home(state.folder)
        shutil.rmtree(state.folder)
    finally:
        state.close()
    return True


def main():
    try:
        removed = reset(STATE)
    except Busy:
        sys.exit("The demo is running: stop it first, then reset it.")
    except Trouble as trouble:
        sys.exit(str(trouble))
    say(
        "The demo's data is gone; `make demo` starts afresh."
        if removed
        else "There is no demo data to remove."
    )


if __name__ == "__main__":
    main()
