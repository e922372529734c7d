#!/usr/bin/env python3
"""Runs that are cut off at random moments, over a history of migrations in and outside transactions: the
runner is killed, the server is killed and started again, the connection is ended by the server or cut on
its way. However often it happens, the run that comes through ends in the same catalog, rows and history as
one that nothing happened to. Prints TAP.
  CUTS=200 SEED=7 tests/lifecycle/crash.t [runner|server|connection]
is a long run over 30 migrations; CUTS says how often each kind has to hit."""
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "casekit"))
import relay  # noqa: E402
from tap import done, ok  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMAGEN = os.environ.get("SCHEMAGEN", os.path.join(ROOT, "build", "schemagen"))
SERVER = os.path.join(ROOT, "tests", "server")
LONG = "CUTS" in os.environ
COUNT = 30 if LONG else 13
CUTS = {"runner": 4, "server": 1, "connection": 3}
RUN_SECONDS = 60


# ------------------------------------------------------------------ the history

def first(n):
    return ("""CREATE TABLE ledger (entry integer);
CREATE TABLE base (n integer);
INSERT INTO base VALUES (0);
CREATE TYPE mood AS ENUM ('m0');
CREATE TABLE parts (id integer) PARTITION BY RANGE (id);
INSERT INTO ledger VALUES (1);""",
            "DROP TABLE parts;\nDROP TYPE mood;\nDROP TABLE base;\nDROP TABLE ledger;")


def in_transaction(n):
    return ("CREATE TABLE t%(n)d (id integer);\nINSERT INTO t%(n)d SELECT generate_series(1, 20);\n"
            "INSERT INTO ledger VALUES (%(n)d);" % {"n": n},
            "DELETE FROM ledger WHERE entry = %(n)d;\nDROP TABLE t%(n)d;" % {"n": n})


def in_segments(n):
    return ("""CREATE TABLE t%(n)d (id integer, v integer);
INSERT INTO t%(n)d SELECT i, i FROM generate_series(1, 50) i;
INSERT INTO ledger VALUES (%(n)d);
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY t%(n)d_v ON t%(n)d (v);
INSERT INTO ledger VALUES (%(n)d00);
CREATE UNIQUE INDEX CONCURRENTLY t%(n)d_id ON t%(n)d (id);
-- schemagen: transaction on
INSERT INTO ledger VALUES (%(n)d01);
-- schemagen: assert (SELECT count(*) FROM ledger WHERE entry = %(n)d01) = 1""" % {"n": n},
            """DELETE FROM ledger WHERE entry = %(n)d01;
-- schemagen: transaction off
DROP INDEX CONCURRENTLY t%(n)d_id;
DELETE FROM ledger WHERE entry = %(n)d00;
DROP INDEX CONCURRENTLY t%(n)d_v;
-- schemagen: transaction on
DELETE FROM ledger WHERE entry = %(n)d;
DROP TABLE t%(n)d;""" % {"n": n})


def outside(n):
    return ("""-- schemagen: transaction off
INSERT INTO ledger VALUES (%(n)d);
ALTER TYPE mood ADD VALUE 'm%(n)d';
VACUUM ledger;
UPDATE base SET n = n + 1;
REINDEX TABLE CONCURRENTLY ledger;
INSERT INTO ledger VALUES (%(n)d00);""" % {"n": n},
            """-- schemagen: transaction off
DELETE FROM ledger WHERE entry = %(n)d00;
ANALYZE base;
UPDATE base SET n = n - 1;
DELETE FROM ledger WHERE entry = %(n)d;""" % {"n": n})


def partitions(n):
    return ("""CREATE TABLE p%(n)d PARTITION OF parts FOR VALUES FROM (%(n)d0) TO (%(n)d9);
CREATE TABLE q%(n)d PARTITION OF parts FOR VALUES FROM (%(n)d00) TO (%(n)d09);
INSERT INTO parts VALUES (%(n)d1), (%(n)d01);
INSERT INTO ledger VALUES (%(n)d);
-- schemagen: transaction off
ALTER TABLE parts DETACH PARTITION p%(n)d CONCURRENTLY;
INSERT INTO ledger VALUES (%(n)d00);""" % {"n": n},
            """ALTER TABLE parts ATTACH PARTITION p%(n)d FOR VALUES FROM (%(n)d0) TO (%(n)d9);
DELETE FROM ledger WHERE entry IN (%(n)d, %(n)d00);
DELETE FROM parts WHERE id IN (%(n)d1, %(n)d01);
-- schemagen: transaction off
ALTER TABLE parts DETACH PARTITION q%(n)d CONCURRENTLY;
-- schemagen: transaction on
DROP TABLE p%(n)d, q%(n)d;""" % {"n": n})


KINDS = [in_transaction, in_segments, outside, partitions]


SLOW_COMMIT = """CREATE TABLE once (id integer);
CREATE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER nap AFTER INSERT ON once DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION nap();
INSERT INTO once VALUES (1);"""


def write_history(folder, bodies):
    os.makedirs(folder)
    for n, (up, down) in enumerate(bodies, 1):
        revision, before = "r%02d" % n, "r%02d" % (n - 1) if n > 1 else "base"
        for ending, body in (("up", up), ("down", down)):
            with open("%s/%s.%s.sql" % (folder, revision, ending), "w", encoding="utf-8") as file:
                file.write("-- schemagen: revision %s\n-- schemagen: revises %s\n-- schemagen: message step %d\n\n%s\n"
                           % (revision, before, n, body))


# ------------------------------------------------------------------ the server, and a way to it that can be cut

class Server:
    def __init__(self, folder):
        self.folder = folder
        started = subprocess.run([SERVER, "start", folder] + os.environ.get("SERVER_MAJOR", "").split(),
                                 stdout=subprocess.PIPE, text=True, check=True).stdout
        self.host = started.split("'")[1]
        self.query("postgres", "alter system set synchronous_commit = on")
        self.query("postgres", "select pg_reload_conf()")

    def psql(self, program, *arguments):
        environment = dict(os.environ, PGHOST=self.host, PGUSER="postgres", PGPORT="5432")
        return subprocess.run([program, *arguments], env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False).stdout

    def query(self, database, sql):
        return self.psql("psql", "-XqAt", "-d", database, "-c", sql).strip()

    def make(self, database):
        self.query("postgres", "drop database if exists %s with (force)" % database)
        self.query("postgres", "create database %s template template0" % database)

    def crash(self):
        """Kills the postmaster, or has it end at once without a checkpoint; starts it again."""
        if random.random() < 0.5:
            with open(self.folder + "/data/postmaster.pid", encoding="ascii") as file:
                os.kill(int(file.readline()), signal.SIGKILL)
        else:
            subprocess.run([SERVER, "halt", self.folder], check=False)
        subprocess.run([SERVER, "again", self.folder], check=True)

    def stop(self):
        subprocess.run([SERVER, "stop", self.folder], check=False)


class Proxy(threading.Thread):
    """Passes TCP connections on to the server's socket, until they are cut."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.target = server.host + "/.s.PGSQL.5432"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open = []
        self.start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.target)
            self.open += [client, server]
            relay.join(client, server)

    def cut(self):
        for one in self.open:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()
        self.open = []


# ------------------------------------------------------------------ runs and cuts

class Trial:
    def __init__(self, server, project):
        self.server, self.project, self.proxy = server, project, Proxy(server)
        self.troubles = []
        self.inside = self.resumed = 0  # cuts that hit a run, and those that left a file half-run

    def begin(self, command, target, over_tcp=False):
        where = "host=127.0.0.1 port=%d" % self.proxy.port if over_tcp else \
            "host=%s port=5432" % self.server.host
        return subprocess.Popen([SCHEMAGEN, "-d", "%s user=postgres dbname=trial sslmode=disable gssencmode=disable"
                                 % where, command, target], cwd=self.project,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def end(self, run):
        _, said = run.communicate(timeout=RUN_SECONDS)
        return run.returncode, said

    def cut_runner(self, run, _):
        run.kill()

    def cut_server(self, _, __):
        self.server.crash()

    def cut_connection(self, _, over_tcp):
        if over_tcp:
            self.proxy.cut()
        else:
            self.server.query("postgres", "select pg_terminate_backend(pid) from pg_stat_activity"
                                          " where datname = 'trial' and application_name = 'schemagen'")

    def cut(self, kind, command, target, longest):
        """One run that is cut off at a random moment; it may have ended before."""
        over_tcp = kind == "connection" and random.random() < 0.5
        run = self.begin(command, target, over_tcp)
        time.sleep(random.random() * longest * 0.9)
        ended = run.poll() is not None
        getattr(self, "cut_" + kind)(run, over_tcp)
        status, said = self.end(run)
        self.inside += not ended
        if kind == "runner" and not ended:
            return
        if status not in (0, 1) or (status == 1 and "error: " not in said):
            self.troubles.append("a run that was cut off ended with %s: %s" % (status, said))

    def state(self):
        """What everything is compared by: the catalog, the rows, the history."""
        tables = self.server.query("trial", "select string_agg(c.oid::regclass::text, ' ' order by c.relname) from pg_class c"
                                            " where relkind = 'r' and relnamespace = 'public'::regnamespace").split()
        rows = "".join(self.server.query("trial", "select '%s', t::text from %s t order by 2" % (t, t)) for t in tables)
        history = self.server.query(
            "trial", "select revision, message, checksum, direction, segment, segments, statement, segment_checksums,"
                     " started is null from schemagen.migrations order by revision")
        dump = self.server.psql("pg_dump", "--schema-only", "-d", "trial")
        return "\n".join([line for line in dump.splitlines() if "restrict" not in line] + [rows, history])

    def judge(self, name, reference):
        state = self.state()
        if state != reference:
            self.troubles.append("%s: another state\n%s" % (name, "\n".join(
                line for line in state.splitlines() if line not in reference.splitlines())))
        done = self.server.query("trial", "select revision, action, count(*) from schemagen.log"
                                          " where action in ('upgrade', 'downgrade')"
                                          " group by 1, 2 having count(*) <> 1")
        if done:
            self.troubles.append("%s: done more than once: %s" % (name, done))

    def come_through(self, kind, command, target, wanted, longest, reference):
        for _ in range(min(random.randint(1, 3), wanted - self.inside)):
            self.cut(kind, command, target, longest)
            self.resumed += self.server.query("trial", "select to_regclass('schemagen.migrations') is not null") == "t" and \
                self.server.query("trial", "select 1 from schemagen.migrations where segment < segments limit 1") == "1"
        status, said = self.end(self.begin(command, target))
        if status:
            self.troubles.append("%s %s ended with %d: %s" % (command, target, status, said))
        self.judge("%s %s" % (command, target), reference)


def run_kind(trial, kind, cuts, references):
    trial.troubles, trial.inside, trial.resumed = [], 0, 0
    rounds = 0
    while trial.inside < cuts and rounds < cuts * 5 and not trial.troubles:
        trial.server.make("trial")
        for command, target in (("upgrade", "head"), ("downgrade", "base")):
            seconds, reference = references[target]
            trial.come_through(kind, command, target, cuts, seconds, reference)
        rounds += 1
        if LONG:
            print("# %s: %d cuts so far" % (kind, trial.inside), flush=True)
    ok("%d cuts of the %s in the middle of a run, %d of them in the middle of a file"
       % (trial.inside, kind, trial.resumed), not trial.troubles, "\n".join(trial.troubles))
    ok("as many as were wanted", trial.inside >= cuts or trial.troubles, trial.inside)


def lose_answer(server, folder):
    """The connection is cut while the server commits: what the next run finds is the history."""
    write_history(folder + "/generated", [(SLOW_COMMIT, "")])
    server.make("trial")
    trial = Trial(server, folder)
    run = trial.begin("upgrade", "head", True)
    for _ in range(200):
        if server.query("trial", "select 1 from pg_stat_activity where query = 'COMMIT' and state = 'active'"):
            break
        time.sleep(0.05)
    trial.proxy.cut()
    status, said = trial.end(run)
    ok("a commit whose answer is lost", status == 1 and "lost the connection" in said, said)
    status, said = trial.end(trial.begin("upgrade", "head"))
    ok("the next run ends well", status == 0, said)
    found = server.query("trial", "select (select count(*) from once), (select count(*) from schemagen.log)")
    ok("and finds it done", found == "1|1", found)


def references(trial):
    """How long each way takes, and where it ends."""
    found = {}
    trial.server.make("trial")
    for command, target in (("upgrade", "head"), ("downgrade", "base")):
        began = time.monotonic()
        status, said = trial.end(trial.begin(command, target))
        ok("%s %s" % (command, target), status == 0, said)
        found[target] = (time.monotonic() - began, trial.state())
    return found


def main():
    seed = int(os.environ.get("SEED") or time.time())
    random.seed(seed)
    print("# SEED=%d" % seed)
    work = tempfile.mkdtemp(prefix="schemagen-test.", dir=os.environ.get("TMPDIR", "/tmp"))
    os.chmod(work, 0o755)
    server = Server(work + "/pg")
    try:
        write_history(work + "/project/generated",
                      [(first if n == 1 else KINDS[n % len(KINDS)])(n) for n in range(1, COUNT + 1)])
        trial = Trial(server, work + "/project")
        found = references(trial)
        for kind in sys.argv[1:] or CUTS:
            run_kind(trial, kind, int(os.environ.get("CUTS") or CUTS[kind]), found)
        lose_answer(server, work + "/other")
    finally:
        server.stop()
        shutil.rmtree(work, ignore_errors=True)
    return done()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    for name in list(os.environ):
        if name.startswith("PG") or name == "DATABASE_URL":
            del os.environ[name]
    sys.exit(main())
