"""The reader's side of the line protocol (see process.ts) in Python. Standard library only."""

import json
import os
import re
import sys


def own_peak_bytes():
    """Most memory resident in this process so far; None where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return int(re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE)[1]) * 1024
    except OSError:
        return None


def serve(version, read, peak_bytes=own_peak_bytes):
    """Says that it is ready, then reads each photo named on the standard input until that ends.

    `read` takes a path and gives (text, polygon) pairs, polygons as at least four (x, y) in pixels of the photo.
    """
    # The standard output is left to libraries that print.
    answers = os.fdopen(3, "w", encoding="utf-8")

    def say(message):
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    say({"ready": version})
    for path in sys.stdin:
        try:
            lines = [
                {"text": text, "polygon": [[float(x), float(y)] for x, y in polygon]}
                for text, polygon in read(path.rstrip("\n"))
            ]
            say({"lines": lines, "peakBytes": peak_bytes()})
        except Exception as error:  # One photo that cannot be read leaves the others standing.
            say({"error": f"{type(error).__name__}: {error}"})
