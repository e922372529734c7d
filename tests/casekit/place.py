"""The folder that a run of tests works in: in memory where there is room, one folder a group, which
becomes its TMPDIR. Tells what a group left there, files and processes, and clears it away."""
import os
import shutil
import signal
import stat
import tempfile
import time

MEMORY = "/dev/shm"
ROOM = 3 << 30  # bytes that must be free, of the memory and of the folder in it


def bytes_available():
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            return next(int(x.split()[1]) << 10 for x in file if x.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return 0


def memory_folder():
    """The folder in memory if tests can write much to it and run programs there; else None."""
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    room = os.statvfs(MEMORY)
    if room.f_flag & os.ST_NOEXEC or room.f_bavail * room.f_frsize < ROOM:
        return None
    return MEMORY if bytes_available() >= ROOM else None


class Place:
    """To be used with 'with': at its end everything is gone."""

    def __init__(self):
        base = os.environ.get("TMPDIR") or memory_folder() or "/tmp"
        self.folder = tempfile.mkdtemp(prefix="sgtest.", dir=base)
        os.chmod(self.folder, 0o755)  # servers of root run under another user
        self.count = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end_processes(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_folder(self, name):
        """Open to all as /tmp is: a test may run the tool under another user."""
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        os.chmod(folder, 0o777 | stat.S_ISVTX)
        return folder


def is_within(path, folder):
    return path == folder or path.startswith(folder + "/")


def belongs(process, folder):
    """Whether it works in the folder or was told that it is its TMPDIR."""
    try:
        if is_within(os.readlink("/proc/%s/cwd" % process), folder):
            return True
        with open("/proc/%s/environ" % process, "rb") as file:
            variables = file.read().split(b"\0")
        return any(v.startswith(b"TMPDIR=") and is_within(os.fsdecode(v[7:]), folder)
                   for v in variables)
    except OSError:  # it has ended, or is another user's
        return False


def processes_of(folder):
    if not os.path.isdir("/proc/self"):
        return []
    return [int(p) for p in os.listdir("/proc") if p.isdigit() and belongs(p, folder)]


def name_of(process):
    try:
        with open("/proc/%d/cmdline" % process, "rb") as file:
            return file.read().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def end_processes(folder):
    """Ends what still runs there; servers by the signal that lets them give their memory back."""
    for number, seconds in ((signal.SIGQUIT, 2), (signal.SIGKILL, 1)):
        for process in processes_of(folder):
            try:
                os.kill(process, number)
            except OSError:
                pass
        until = time.monotonic() + seconds
        while processes_of(folder) and time.monotonic() < until:
            time.sleep(0.05)


def leftovers(folder, grace):
    """What is there that a group should have taken with it, as lines; the folder is removed.
    Servers may take so many seconds to notice that their test has ended."""
    until = time.monotonic() + grace
    while processes_of(folder) and time.monotonic() < until:
        time.sleep(0.05)
    found = ["the process " + name_of(p) for p in processes_of(folder)]
    found += ["the file " + name for name in sorted(os.listdir(folder))]
    if found:
        end_processes(folder)
    shutil.rmtree(folder, ignore_errors=True)
    return found
