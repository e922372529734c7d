"""A PostgreSQL for the cases, and what an outsider sees in its databases: pg_dump, the catalog
listing of tests/catalog.sql, the rows and the sequences' state. Never by the tool itself."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading

from tool import Failure, run_text

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Columns by their number, which a rename does not change and a drop with an add does; then the
# rows, by \gexec a query a table.
ROWS = r"""
SELECT 'column', a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
       c.relname || '.' || a.attname
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
WHERE c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|schemagen$)'
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '';
SELECT format('SELECT ''row'', %s, to_jsonb(t) FROM ONLY %s t', c.oid, c.oid::regclass)
FROM pg_class c
WHERE c.relkind = 'r'
  AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|schemagen$)' \gexec
SELECT format('SELECT ''sequence'', %s, last_value FROM %s', c.oid, c.oid::regclass)
FROM pg_class c
WHERE c.relkind = 'S' AND c.relnamespace::regnamespace::text <> 'schemagen' \gexec
"""


class Session:
    """A psql that stays connected: what is asked often is not worth a process and a backend."""

    END = "-- end of the answer --"

    def __init__(self, url):
        self.process = subprocess.Popen(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def ask(self, script):
        try:
            self.process.stdin.write("%s\n\\echo '%s'\n" % (script, self.END))
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # what it said before it ended is read below
        lines = []
        for line in self.process.stdout:
            if line == self.END + "\n":
                return "".join(lines)
            lines.append(line)
        raise Failure("psql failed", got="".join(lines))

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


class Server:
    """One running server: given, or a throwaway one of tests/server."""

    def __init__(self, host, port, folder, own):
        self.host, self.port, self.folder, self.own = host, port, folder, own
        self.major = int(self.sql("postgres", "SHOW server_version_num")) // 10000
        self.dump_program = self.find_dump()
        self.dumps = {}  # what pg_dump said last of each database
        self.sessions = {}  # of the observers, by thread and database
        self.prepare()

    @staticmethod
    def start(major, given):
        folder = tempfile.mkdtemp(prefix="sgcases")
        os.chmod(folder, 0o755)
        if given:
            host, port = given.rsplit(":", 1)
            return Server(host, port, folder, own=False)
        place = os.path.join(folder, "server")
        status, out, errors = run_text([os.path.join(TESTS, "server"), "start", place]
                                       + ([str(major)] if major else []))
        if status:
            raise SystemExit("tests/server: " + errors)
        said = dict(re.findall(r"^(\w+)='?(.*?)'?$", out, re.M))
        return Server(said["PGHOST"], said["PGPORT"], folder, own=True)

    def stop(self):
        for session in self.sessions.values():
            session.close()
        if self.own:
            run_text([os.path.join(TESTS, "server"), "stop", os.path.join(self.folder, "server")])
        shutil.rmtree(self.folder, ignore_errors=True)

    def find_dump(self):
        """A pg_dump that is not older than the server, of $PG_CLIENTS or the machine; else None."""
        clients = os.environ.get("PG_CLIENTS")
        for path in filter(None, [clients and os.path.join(clients, "pg_dump"),
                                  shutil.which("pg_dump")]):
            version = os.path.exists(path) and re.search(r"\) (\d+)",
                                                         run_text([path, "--version"])[1])
            if version and int(version.group(1)) >= self.major:
                return path
        return None

    def prepare(self):
        """What cases may name and no model can make: a role and a tablespace."""
        self.psql("postgres", "SELECT count(*) = 0 AS missing FROM pg_roles WHERE rolname = 'case_owner' \\gset\n"
                  "\\if :missing\nCREATE ROLE case_owner;\n\\endif\n"
                  "SELECT count(*) = 0 AS missing FROM pg_tablespace"
                  " WHERE spcname = 'case_space' \\gset\n"
                  "SET allow_in_place_tablespaces = on;\n"
                  "\\if :missing\nCREATE TABLESPACE case_space LOCATION '';\n\\endif\n")

    def url(self, database):
        return "postgresql:///%s?host=%s&port=%s&user=postgres" % (database, self.host, self.port)

    def psql(self, database, script):
        status, out, errors = run_text(
            ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-f", "-"],
            text=script)
        if status:
            raise Failure("psql failed", got=errors)
        return out

    def sql(self, database, statement):
        return self.psql(database, statement + ";\n").strip()

    def ask(self, database, script):
        key = threading.get_ident(), database
        if key not in self.sessions:
            self.sessions[key] = Session(self.url(database))
        try:
            return self.sessions[key].ask(script)
        except Failure:
            self.forget(database)
            raise

    def forget(self, database):
        session = self.sessions.pop((threading.get_ident(), database), None)
        if session:
            session.close()

    def create(self, database):
        strategy = " STRATEGY file_copy" if self.major >= 15 else ""
        self.drop(database)
        self.ask("postgres", "CREATE DATABASE %s TEMPLATE template0%s;\n" % (database, strategy))

    def drop(self, database):
        self.forget(database)
        self.ask("postgres", "SET client_min_messages = error;\n"
                 "DROP DATABASE IF EXISTS %s WITH (FORCE);\n" % database)

    def listing(self, database):
        with open(os.path.join(TESTS, "catalog.sql"), encoding="utf-8") as source:
            return self.ask(database, "SET search_path = '';\n" + source.read())

    def dump(self, database):
        """pg_dump --schema-only with columns and statements in one order; '' if there is none."""
        if not self.dump_program:
            return ""
        status, out, errors = run_text([self.dump_program, "--schema-only", "-N", "schemagen",
                                        "-d", self.url(database)])
        if status:
            raise Failure("pg_dump failed", got=errors)
        self.dumps[database] = out
        return normal_dump(out)

    def rows(self, database):
        return Rows(self.ask(database, "SET search_path = '';\n" + ROWS))


def normal_dump(text):
    """Statements without comments, sorted, and the lines of a table or composite type too; so are a
    table's parents."""
    statements = []
    for chunk in re.split(r"\n\s*\n", text):
        lines = [x for x in chunk.splitlines() if x and not x.startswith(("--", "\\", "SET "))]
        if lines and re.match(r"CREATE (UNLOGGED )?TABLE .*\($|CREATE TYPE .* AS \($", lines[0]):
            lines[1:-1] = sorted(x.rstrip(",") for x in lines[1:-1])
            lines[-1] = re.sub(r"(?<=^INHERITS \()[^)]*", lambda m: ", ".join(sorted(m[0].split(", "))),
                               lines[-1])
        if lines:
            statements.append("\n".join(lines))
    return "\n".join(sorted(statements)) + "\n"


class Rows:
    """The rows of every table, with columns known by their number."""

    def __init__(self, text):
        self.columns, self.rows, self.sequences = {}, {}, {}
        for line in text.splitlines():
            what, relation, rest = line.split("|", 2)
            if what == "column":
                number, name, type_name, full = rest.split("|", 3)
                self.columns[(relation, number)] = (name, type_name, full)
            elif what == "row":
                self.rows.setdefault(relation, []).append(json.loads(rest))
            else:
                self.sequences[relation] = rest

    def project(self, relation, keys):
        names = [self.columns[k][0] for k in keys]
        return sorted(json.dumps([row.get(n) for n in names]) for row in self.rows.get(relation, []))

    def kept(self, other, excused):
        """Raises if rows of columns that are in both, with the same type, differ."""
        for relation in self.rows:
            keys = [k for k in sorted(self.columns) if k[0] == relation and k in other.columns
                    and self.columns[k][1] == other.columns[k][1]
                    and self.columns[k][2] not in excused]
            if not any(k[0] == relation for k in other.columns):
                continue
            mine, theirs = self.project(relation, keys), other.project(relation, keys)
            if mine != theirs:
                raise Failure("rows of kept columns changed: %s"
                              % ", ".join(self.columns[k][2] for k in keys),
                              want="\n".join(mine), got="\n".join(theirs))
        for sequence, value in self.sequences.items():
            if "sequences" in excused:
                break
            if other.sequences.get(sequence, value) != value:
                raise Failure("a sequence moved from %s to %s"
                              % (value, other.sequences[sequence]))
