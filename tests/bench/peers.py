"""Peers that no Debian package brings: fetched when they are asked for, and kept for the next time."""
import os
import subprocess
import sys

MIGRA = ["migra==3.0.1663481299", "psycopg2-binary", "setuptools<81", "sqlalchemy<2"]


def fetch_migra(python):
    """The folder of its packages; None, and the reason is printed, where it cannot be had."""
    cache = "/var/cache" if os.geteuid() == 0 else os.environ.get(
        "XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
    folder = os.path.join(cache, "schemagen-peers", "migra")
    if not os.path.isdir(os.path.join(folder, "migra")):
        done = subprocess.run([python, "-m", "pip", "install", "-q", "--target", folder] + MIGRA,
                              capture_output=True, text=True)
        if done.returncode:
            print("bench: migra could not be had here (pip install %s): left out\n  %s"
                  % (MIGRA[0], (done.stderr.strip().splitlines() or [""])[-1]), file=sys.stderr)
            return None
    return folder
