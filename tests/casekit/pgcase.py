"""One case of tests/cases/pg: the whole round of a pair of models on a server."""
import os
import re
import shutil
import zlib

from tool import Failure, golden, read

REFERENCE = 15  # goldens are for this version, or the oldest above it that the case is for
PROVED_SHARE = 8  # one case in so many has its migrations proved by the tool as well
BUILT_SHARE = 4  # one in so many is built from its pulled models; with ROUNDS=all, each is


def parse_versions(text):
    """'15-', '-16', '15-17' or '18' as a range of major versions."""
    first, dash, last = text.strip().partition("-")
    low = int(first) if first else 0
    return low, (int(last) if last else 99) if dash else low


class PgCase:
    """Database A goes empty → from → to → from → to by migrations that the tool writes; B gets
    'to' from nothing. After each step A must be what it was, or what B is, for the outside
    observers, and after each up a further diff must find nothing."""

    def __init__(self, tool, server, folder, work):
        self.tool, self.server, self.folder = tool, server, folder
        self.name = os.path.basename(folder)
        self.project = os.path.join(work, "project")
        self.low, self.high = parse_versions(read(folder, "versions", "0-"))
        tag = "%08x" % zlib.crc32(folder.encode())
        self.a, self.b, self.c = "case_a_" + tag, "case_b_" + tag, "case_c_" + tag
        proved = (zlib.crc32(self.name.encode()) % PROVED_SHARE == 0 and self.low <= REFERENCE
                  and not self.has("setup.sql"))
        self.prove = [] if proved else ["--no-prove"]
        self.builds = (os.environ.get("ROUNDS") == "all"
                       or zlib.crc32(self.name.encode()) // PROVED_SHARE % BUILT_SHARE == 0)
        self.args = read(folder, "args", "").split()

    def has(self, name):
        return os.path.exists(os.path.join(self.folder, name))

    def run(self):
        if not self.low <= self.server.major <= self.high:
            return "# skip needs PostgreSQL %s" % read(self.folder, "versions").strip()
        try:
            self.server.create(self.a)
            self.server.create(self.b)
            self.round()
        finally:
            self.server.drop(self.a)
            self.server.drop(self.b)
            if self.builds:
                self.server.drop(self.c)
        return None

    def call(self, args, **wanted):
        return self.tool.expect(["-C", self.project, "-d", self.server.url(self.a)] + args,
                                **wanted)

    def use_model(self, name):
        shutil.copy(os.path.join(self.folder, name),
                    os.path.join(self.project, "schemas", "model.sg"))

    def start(self):
        """A at 'from' with its rows; B at 'to', by the bare script and psql alone."""
        for place in ("schemas", "generated"):
            os.makedirs(os.path.join(self.project, place))
        if self.has("schemagen.json"):
            shutil.copy(os.path.join(self.folder, "schemagen.json"), self.project)
        self.use_model("from.sg")
        for database in (self.a, self.b):
            if self.has("setup.sql"):
                self.server.psql(database, read(self.folder, "setup.sql"))
        self.call(["diff", "--no-prove", "-m", "from"])
        self.call(["upgrade", "head"])
        if self.has("rows.sql"):
            self.server.psql(self.a, read(self.folder, "rows.sql"))
        target = "target.sg" if self.has("target.sg") else "to.sg"
        script = self.tool.expect(
            ["-C", self.project, "diff", "--from", "empty:", "--to",
             "models:" + os.path.join(self.folder, target), "--sql", "--no-prove"]
            + self.version_option())
        self.server.psql(self.b, script)

    def version_option(self):
        """An 'empty:' source has no version of its own: it is told by the configured database."""
        return ["-d", self.server.url(self.b)]

    def round(self):
        self.start()
        before, rows = self.observe(), self.server.rows(self.a)
        self.migrate()
        after, rows_after = self.observe(), self.server.rows(self.a)
        dump = self.server.dumps.get(self.a)
        self.compare("after the upgrade", self.observe(self.b), after)
        self.no_difference("to", [])
        excused = set(re.findall(r"-- changes: (\S+)", read(self.folder, "rows.sql", "")))
        rows.kept(rows_after, excused)
        self.look()
        self.call(["downgrade", "-1"])
        self.compare("after the downgrade", before, self.observe())
        rows.kept(self.server.rows(self.a), excused)
        self.no_difference("from", ["--from", "db:", "--to", "models:" +
                                    os.path.join(self.folder, "from.sg")])
        self.call(["upgrade", "head"])
        again = self.observe(dumps=self.builds)
        self.compare("after the second upgrade", after, again)
        self.read_dump(dump)
        self.pull(again)

    def pull(self, seen):
        """A as models and through JSON: the same again, and so is what their script makes."""
        models, document = (os.path.join(self.project, name) for name in ("a.sg", "a.json"))
        pulled = self.keep(models, ["pull", "db:"])
        self.keep(document, ["export", "db:"])
        self.same("models that were pulled", pulled, self.call(["pull", models]))
        self.same("models through JSON", pulled, self.call(["pull", document]))
        made_before = re.search(r"CREATE (TABLE|SCHEMA)", read(self.folder, "setup.sql", ""))
        if self.builds and not made_before:
            self.build_from(models, pulled, seen)

    def read_dump(self, dump):
        """A's pg_dump file as a source is A: the comments on extensions aside, which it cannot
        tell from the extensions' own."""
        if not dump or "COMMENT ON EXTENSION" in dump:
            return
        path = os.path.join(self.project, "a.sql")
        with open(path, "w", encoding="utf-8") as out:
            out.write(dump)
        self.no_difference("pg_dump's file", ["--no-renames", "--from", "sql:" + path, "--to", "db:"])

    def build_from(self, models, pulled, seen):
        built = self.build(models)
        if built != pulled:
            # PostgreSQL prints some expressions anew once they are stored again; then they stay
            self.no_difference("the models", ["--from", self.server.url(self.c), "--to", models])
            pulled, seen = self.keep(models, ["pull", self.server.url(self.c)]), self.observe(self.c)
            built = self.build(models)
        self.same("models of what their script makes", pulled, built)
        self.compare("by the script of the models", seen, self.observe(self.c))

    def build(self, models):
        script = self.call(["export", "--format", "sql", models])
        self.server.create(self.c)
        self.server.psql(self.c, read(self.folder, "setup.sql", "") + script)
        return self.call(["pull", self.server.url(self.c)])

    def keep(self, path, args):
        text = self.call(args)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return text

    @staticmethod
    def same(what, want, got):
        if want != got:
            raise Failure("%s differ" % what, want=want, got=got)

    def observe(self, database=None, dumps=True):
        database = database or self.a
        seen = {"catalog": self.server.listing(database)}
        if dumps:
            seen["pg_dump"] = self.server.dump(database)
        return seen

    @staticmethod
    def compare(when, want, got):
        for observer in got:
            if want[observer] != got[observer]:
                raise Failure("%s differs %s" % (observer, when), want=want[observer],
                              got=got[observer])

    def no_difference(self, side, sources):
        out = self.call(["diff", "--exit-code", "--dry-run", "--no-prove"] + sources + self.args)
        if out:
            raise Failure("a further diff to '%s' is not empty" % side, got=out)

    def migrate(self):
        self.use_model("to.sg")
        status, shown, errors = self.tool.run(
            ["-C", self.project, "-d", self.server.url(self.a), "diff", "-m", "case"] + self.prove
            + self.args)
        if status:
            raise Failure("diff ends with status %s" % status, got=shown + errors)
        self.judge_warnings(errors)
        written = re.findall(r"\S+\.(?:up|down)\.sql", shown)
        if not written:
            raise Failure("diff wrote nothing", got=shown)
        for path in written:
            self.judge_file(path if os.path.isabs(path) else os.path.join(self.project, path))
        self.call(["upgrade", "head"])

    def judge_warnings(self, errors):
        """What diff says beside the list of differences."""
        said = "".join(x + "\n" for x in errors.splitlines() if not re.match(r"[-+~>] ", x))
        if said or self.has("stderr.txt"):
            golden(self.folder, "stderr.txt", said)

    def judge_file(self, path):
        """Compares the body, which is what follows the header's empty line."""
        name = "up.sql" if path.endswith(".up.sql") else "down.sql"
        body = re.sub(r"\A(?:-- schemagen: .*\n)+\n*", "", read(path))
        on_reference = self.server.major == max(self.low, REFERENCE) or self.high < REFERENCE
        if on_reference and (self.has(name) or os.environ.get("BLESS")):
            golden(self.folder, name, body)

    def look(self):
        if self.has("look.sql"):
            golden(self.folder, "look.txt", self.server.psql(self.a, read(self.folder, "look.sql")))
