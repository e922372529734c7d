"""Times whole processes, for the benchmarks."""

import os
import subprocess
import tempfile
import time


class Run:
    """The best wall time of a command in seconds, its peak memory in MiB, its output."""

    def __init__(self, command, env, times, before=None):
        self.seconds, self.memory = None, 0
        for _ in range(times):
            if before:
                before()
            with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
                begun = time.monotonic()
                process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL,
                                           stdout=out, stderr=err)
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.monotonic() - begun
                process.returncode = os.waitstatus_to_exitcode(status)
                out.seek(0)
                err.seek(0)
                self.output = out.read().decode("utf-8", "replace")
                self.errors = err.read().decode("utf-8", "replace")
            self.status = process.returncode
            self.memory = max(self.memory, usage.ru_maxrss / 1024)
            self.seconds = seconds if self.seconds is None else min(seconds, self.seconds)
