"""`python -m benchmarks.load PORT CLIENTS TIMES < request`: so many clients send it by turns; the answers as JSON.

A process of its own, so that what it costs is not counted as the server's.
"""

import json
import socket
import sys
import threading
import time


def visit(port, request):
    """Seconds until the whole answer is there, its status and its body; sync workers close after each answer."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(request)
        parts = []
        while part := line.recv(65536):
            parts.append(part)
    answer = b"".join(parts)
    head, _, body = answer.partition(b"\r\n\r\n")
    return time.perf_counter() - began, int(head.split(b" ", 2)[1]), body


def main():
    port, clients, times = map(int, sys.argv[1:])
    request = sys.stdin.buffer.read()
    answers, left = [], iter(range(times))

    def go_on():
        for _ in left:
            answers.append(visit(port, request))

    began = time.perf_counter()
    threads = [threading.Thread(target=go_on) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - began,
                "waits": [wait for wait, _, _ in answers],
                "statuses": sorted({status for _, status, _ in answers}),
                "bytes": max(len(body) for _, _, body in answers),
            }
        )
    )


if __name__ == "__main__":
    main()
