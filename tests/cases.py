#!/usr/bin/env python3
"""Runs the folders of tests/cases and prints TAP; what a case holds is told by its first folder.

  parse/NAME  in.sg, out.sg             'pull models:in.sg' prints out.sg, and out.sg prints itself
  error/NAME  in.sg, err.txt            'pull models:in.sg' fails with exactly these messages
  sql/NAME    in.sql, out.sg, [err.txt] 'pull sql:in.sql' prints out.sg and says err.txt; without
                                        out.sg it fails
  fmt/NAME    in.sg, out.sg             'fmt' makes out.sg of in.sg, and nothing of out.sg
  diff/NAME   from.sg, to.sg, err.txt   'diff --from --to --sql' without a server says exactly this;
              [args] [out.txt]          more options; what it prints
  pg/NAME     from.sg, to.sg            the round on a server, told at PgCase; and, each optional:
              up.sql, down.sql          the migration without its header (on the reference version)
              rows.sql                  rows to insert before; '-- changes: TABLE.COLUMN' excuses one,
                                        '-- changes: sequences' their state
              look.sql, look.txt        a query after the upgrade, and what it prints
              setup.sql                 what both databases need first
              stderr.txt                what diff warns about
              versions, schemagen.json, args
  story/NAME  NN_message.sg …           the story of schemas/NAME, told at StoryCase; a step may be
              NN_message.up.sql, .down.sql  written by hand, with data/ beside it; after a step
              NN_message.rows.sql       what people do, and at the end
              look.sql, look.txt        what they see

With BLESS=1 goldens that do not fit are rewritten. The tool is $SCHEMAGEN, else build/schemagen.
"""
import argparse
import concurrent.futures
import os
import shutil
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "casekit"))
from observe import Server  # noqa: E402
from pgcase import PgCase  # noqa: E402
from story import StoryCase  # noqa: E402
from tool import Failure, Tool, golden, read  # noqa: E402

TESTS = os.path.dirname(os.path.abspath(__file__))
KINDS = ("parse", "error", "sql", "fmt", "diff", "pg", "story")


def case_parse(tool, folder, work):
    printed = tool.expect(["pull", "models:in.sg"], cwd=folder)
    golden(folder, "out.sg", printed)
    again = tool.expect(["pull", "models:out.sg"], cwd=folder)
    if again != read(folder, "out.sg"):
        raise Failure("out.sg does not print itself", want=read(folder, "out.sg"), got=again)


def case_error(tool, folder, work):
    status, _, errors = tool.run(["pull", "models:in.sg"], cwd=folder)
    golden(folder, "err.txt", errors)
    if status != 1:
        raise Failure("exit status is %s, not 1" % status)


def case_sql(tool, folder, work):
    status, printed, errors = tool.run(["pull", "sql:in.sql"], cwd=folder)
    if status not in (0, 1):
        raise Failure("exit status is %s" % status, got=errors)
    if status == 0 or os.path.exists(os.path.join(folder, "out.sg")):
        golden(folder, "out.sg", printed)
    if errors or os.path.exists(os.path.join(folder, "err.txt")):
        golden(folder, "err.txt", errors)


def case_fmt(tool, folder, work):
    path = os.path.join(work, "model.sg")
    shutil.copy(os.path.join(folder, "in.sg"), path)
    tool.expect(["fmt", path])
    golden(folder, "out.sg", read(path))
    tool.expect(["fmt", path])
    if read(path) != read(folder, "out.sg"):
        raise Failure("a second fmt changes it again", want=read(folder, "out.sg"), got=read(path))
    tool.expect(["fmt", "--check", path])


def case_diff(tool, folder, work):
    if os.path.exists(os.path.join(folder, "schemagen.json")):
        shutil.copy(os.path.join(folder, "schemagen.json"), work)
    for name in ("from.sg", "to.sg"):
        shutil.copy(os.path.join(folder, name), work)
    args = (read(folder, "args", "--sql") or "--sql").split()
    status, out, errors = tool.run(
        ["diff", "--from", "models:from.sg", "--to", "models:to.sg", "--no-prove"] + args, cwd=work)
    golden(folder, "err.txt", errors)
    if os.path.exists(os.path.join(folder, "out.txt")):
        golden(folder, "out.txt", out)
    wanted = 1 if "error:" in errors else 3 if "--exit-code" in args and out else 0
    if status != wanted:
        raise Failure("exit status is %s, not %d" % (status, wanted), got=out + errors)


LIVE = {"pg": PgCase, "story": StoryCase}
OFFLINE = {"parse": case_parse, "error": case_error, "sql": case_sql, "fmt": case_fmt, "diff": case_diff}


# What a server says that lacks a library (lz4, …): nothing of ours is at fault.
NOT_BUILT_WITH = "This functionality requires the server to be built with"


def run_case(tool, server, path, base):
    """None if the case holds, a reason beginning with '# skip' if it is not for here, else why."""
    kind, name = path.split("/", 1)
    folder = os.path.join(base, path)
    work = tempfile.mkdtemp(prefix="case_", dir=server.folder if server else None)
    try:
        if kind in LIVE:
            return LIVE[kind](Tool(tool.path), server, folder, work).run()
        OFFLINE[kind](tool, folder, work)
        return None
    except Failure as failure:
        if NOT_BUILT_WITH in failure.report():
            return "# skip this server was built without what the case needs"
        return failure.report()
    except (OSError, UnicodeDecodeError) as problem:
        return str(problem)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def find_cases(base, wanted):
    found = []
    for kind in KINDS:
        folder = os.path.join(base, kind)
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        found += [kind + "/" + n for n in names if os.path.isdir(os.path.join(folder, n))]
    return [c for c in found
            if not wanted or any(c == w or c.startswith(w.rstrip("/") + "/") for w in wanted)]


class Tap:
    """Prints results as they come, from whichever thread."""

    def __init__(self):
        self.lock, self.count, self.failed = threading.Lock(), 0, 0

    def result(self, name, why):
        with self.lock:
            self.count += 1
            if why is None:
                print("ok %d - %s" % (self.count, name))
            elif why.startswith("# skip"):
                print("ok %d - %s %s" % (self.count, name, why))
            else:
                self.failed += 1
                print("not ok %d - %s" % (self.count, name))
                for line in why.splitlines():
                    print("# " + line)
            sys.stdout.flush()

    def end(self):
        print("1..%d" % self.count)
        return 1 if self.failed or not self.count else 0


def run_all(options, base, cases, tap):
    tool = Tool(options.tool)
    needs_server = any(c.split("/")[0] in LIVE for c in cases)
    server = Server.start(options.major, options.server) if needs_server else None
    try:
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            running = {pool.submit(run_case, tool, server, c, base): c for c in cases}
            for done in concurrent.futures.as_completed(running):
                tap.result(running[done], done.result())
    finally:
        if server:
            server.stop()


def self_test(options, tap):
    """The runner must notice: goldens that are wrong, and a model that the migration misses."""
    base = tempfile.mkdtemp(prefix="selftest_")
    tool, server = Tool(options.tool), Server.start(options.major, options.server)
    os.environ.pop("BLESS", None)
    try:
        for path, files in SELF_TEST:
            folder = os.path.join(base, path)
            os.makedirs(folder)
            for name, text in files.items():
                with open(os.path.join(folder, name), "w") as out:
                    out.write(text)
            why = run_case(tool, server, path, base)
            wanted = path.split("/")[1].startswith("holds")
            tap.result("self test " + path, None if (why is None) == wanted else
                       "the runner says: " + (why or "ok"))
    finally:
        server.stop()
        shutil.rmtree(base, ignore_errors=True)


ONE = "table t {\n  a  integer\n}\n"
TWO = "table t {\n  a integer\n  b integer\n}\n"
SELF_TEST = (
    ("parse/holds", {"in.sg": "table t { a int }\n", "out.sg": ONE}),
    ("parse/wrong_golden", {"in.sg": ONE, "out.sg": TWO}),
    ("error/wrong_golden", {"in.sg": "tabel t { a int }\n", "err.txt": "nothing\n"}),
    ("error/no_error", {"in.sg": ONE, "err.txt": ""}),
    ("pg/holds", {"from.sg": ONE, "to.sg": TWO, "rows.sql": "INSERT INTO t VALUES (1);"}),
    ("pg/wrong_golden", {"from.sg": ONE, "to.sg": TWO, "up.sql": "SELECT 1;\n"}),
    ("pg/wrong_target", {"from.sg": ONE, "to.sg": TWO, "target.sg": ONE}),
    ("pg/lost_rows", {"from.sg": ONE, "to.sg": TWO, "rows.sql": "INSERT INTO t VALUES (1);",
                      "look.sql": "DELETE FROM t RETURNING a;", "look.txt": "1\n"}),
    ("pg/wrong_look", {"from.sg": ONE, "to.sg": TWO, "rows.sql": "INSERT INTO t VALUES (1);",
                       "look.sql": "SELECT a FROM t;", "look.txt": "2\n"}),
)


def main():
    parser = argparse.ArgumentParser(description="Runs the cases and prints TAP.")
    parser.add_argument("cases", nargs="*", help="kinds or cases: pg, pg/table_add; all if none")
    parser.add_argument("--tool", default=os.environ.get(
        "SCHEMAGEN", os.path.join(os.path.dirname(TESTS), "build", "schemagen")))
    parser.add_argument("--major", type=int, default=int(os.environ.get("SERVER_MAJOR", 0)) or None,
                        help="of the throwaway server; the newest if not said")
    parser.add_argument("--server", help="use the server at this socket folder:port instead")
    parser.add_argument("--base", default=os.path.join(TESTS, "cases"))
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--self-test", action="store_true", help="test the runner itself")
    options = parser.parse_args()
    tap = Tap()
    if options.self_test:
        self_test(options, tap)
    else:
        wanted = [w.replace("tests/cases/", "") for w in options.cases]
        if os.environ.get("SERVER_MAJOR"):
            wanted = wanted or ["pg"]
        cases = find_cases(options.base, wanted)[::int(os.environ.get("CASES_SHARE") or 1)]
        run_all(options, options.base, cases, tap)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
