"""A Redis written in Python, in memory, for a machine that has none: `python -m … PORT`. For demos only.

Every task is a nudge over rows in the database, so what it forgets when it stops costs nothing.
"""

import os
import signal
import sys

from fakeredis import TcpFakeServer


def main():
    server = TcpFakeServer(("127.0.0.1", int(sys.argv[1])))
    # Its threads wait for their clients, and the clients are stopped after it: leave at once.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    server.serve_forever()


if __name__ == "__main__":
    main()
