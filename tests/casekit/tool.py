"""Calling the tool, and comparing what it prints with goldens. Knows no server."""
import difflib
import os
import subprocess

LIMIT = 120  # seconds that one call may take
NONE = object()


class Failure(Exception):
    """Why a case does not hold: one line, and what differs."""

    def __init__(self, reason, want=None, got=None):
        super().__init__(reason)
        self.reason, self.want, self.got = reason, want, got

    def report(self):
        lines = [self.reason]
        if self.want is not None and self.got is not None:
            lines += list(difflib.unified_diff(self.want.splitlines(), self.got.splitlines(),
                                               "wanted", "got", lineterm="", n=2))
        elif self.got:
            lines += self.got.splitlines()
        return "\n".join(lines[:200])


def read(folder, name=None, default=NONE):
    path = folder if name is None else os.path.join(folder, name)
    if default is not NONE and not os.path.exists(path):
        return default
    with open(path, encoding="utf-8") as source:
        return source.read()


def golden(folder, name, got):
    """Compares with the golden of that name; with BLESS=1 it is rewritten instead."""
    want = read(folder, name, "")
    if want == got:
        return
    if os.environ.get("BLESS"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(got)
        return
    raise Failure("%s is not what came" % name, want=want, got=got)


def run_text(command, cwd=None, env=None, text=None):
    done = subprocess.run(command, cwd=cwd, env=env, input=text, capture_output=True, text=True,
                          errors="replace", timeout=LIMIT,
                          stdin=subprocess.DEVNULL if text is None else None)
    return done.returncode, done.stdout, done.stderr


class Tool:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "DB_"))}
        self.env.pop("DATABASE_URL", None)
        self.env.update(NO_COLOR="1", SOURCE_DATE_EPOCH="1790000000")

    def run(self, args, cwd=None):
        """(exit status, standard output, standard error)"""
        try:
            return run_text([self.path] + args, cwd=cwd, env=self.env)
        except subprocess.TimeoutExpired:
            raise Failure("schemagen %s took longer than %d s" % (" ".join(args), LIMIT))

    def expect(self, args, cwd=None, status=0):
        """Standard output, where the exit status is as wanted."""
        got, out, err = self.run(args, cwd)
        if got != status:
            shown = " ".join(a for a in args if "/" not in a)
            raise Failure("exit status %s of schemagen %s" % (got, shown), got=out + err)
        return out
