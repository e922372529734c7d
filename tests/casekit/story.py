"""One system of schemas/: its story, a model a step, as the tool writes its migrations."""
import json
import os
import re
import shutil
import time

from tool import Failure, golden, read

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIRST_DAY, DAY = 1790000000, 86400  # the clock of the story: a step a day


class StoryCase:
    """Takes a database through the steps of tests/cases/story/NAME: a model a step (NN_message.sg), or a
    migration by hand (NN_message.up.sql and .down.sql, with data/ beside them); what diff writes on the way
    must be generated/NAME (the proofs, which name the server, apart), and where it ends must be
    what schemas/NAME builds from nothing. With BLESS=1 generated/NAME is written anew."""

    def __init__(self, tool, server, folder, work):
        self.tool, self.server, self.folder = tool, server, folder
        self.name = os.path.basename(folder)
        self.work = os.path.join(work, "project")
        self.schemas = os.path.join(ROOT, "schemas", self.name)
        self.generated = os.path.join(ROOT, "generated", self.name)
        self.steps = sorted(f for f in os.listdir(folder) if f.endswith((".sg", ".up.sql")))
        self.a, self.b = "story_a_" + self.name, "story_b_" + self.name

    def run(self):
        missing = self.missing_extensions()
        if missing:
            self.tell_without_server()
            return "# skip the live part: this server has no extension %s" % ", ".join(missing)
        try:
            self.server.create(self.a)
            self.server.create(self.b)
            self.tell()
        finally:
            self.server.drop(self.a)
            self.server.drop(self.b)
        return None

    def missing_extensions(self):
        model = [step for step in self.steps if step.endswith(".sg")][-1]
        wanted = set(re.findall(r"^extension (\w+)", read(self.folder, model), re.M))
        there = self.server.sql("postgres", "SELECT name FROM pg_available_extensions").split()
        return sorted(wanted - set(there))

    def call(self, project, args, step=0):
        self.tool.env["SOURCE_DATE_EPOCH"] = str(FIRST_DAY + step * DAY)
        return self.tool.expect(["-C", project, "-d", self.server.url(self.a)] + args)

    def begin(self):
        os.makedirs(os.path.join(self.work, "models"))
        with open(os.path.join(self.work, "schemagen.json"), "w", encoding="utf-8") as out:
            json.dump({"models": "models", "migrations": "generated"}, out)

    def tell(self):
        self.begin()
        empty = self.server.listing(self.a)
        for number, step in enumerate(self.steps):
            (self.take_model if step.endswith(".sg") else self.take_migration)(step, number)
            self.call(self.work, ["upgrade", "head"])
            rows = step.split(".")[0] + ".rows.sql"
            if os.path.exists(os.path.join(self.folder, rows)):
                self.server.psql(self.a, read(self.folder, rows))
        self.compare_migrations()
        self.compare_end()
        golden(self.folder, "look.txt", self.server.psql(self.a, read(self.folder, "look.sql")))
        self.call(self.schemas, ["downgrade", "base"])
        self.same("after the downgrade to base", empty, self.server.listing(self.a))
        self.call(self.schemas, ["upgrade", "head"])
        self.same("after the upgrade from base", self.server.listing(self.b),
                  self.server.listing(self.a))

    def take_model(self, step, number):
        shutil.copy(os.path.join(self.folder, step), os.path.join(self.work, "models", "model.sg"))
        self.call(self.work, ["diff", "-m", self.message(step)], number)

    def take_migration(self, step, number):
        """Written by hand: the header, and the bodies as they are."""
        name, generated = step.split(".")[0], os.path.join(self.work, "generated")
        day = time.gmtime(FIRST_DAY + number * DAY)
        revision, previous = time.strftime("%Y%m%d%H%M%S", day), sorted(os.listdir(generated))[-1][:14]
        data = os.path.join(self.folder, "data")
        if os.path.exists(data):
            shutil.copytree(data, os.path.join(generated, "data"), dirs_exist_ok=True)
        for ending in ("up", "down"):
            path = os.path.join(generated, "%s_%s.%s.sql" % (revision, name[3:], ending))
            header = [("revision", revision), ("revises", previous), ("message", name[3:].replace("_", " "))]
            if ending == "up":
                header.append(("created", time.strftime("%Y-%m-%dT%H:%M:%SZ", day)))
            with open(path, "w", encoding="utf-8") as out:
                out.write("".join("-- schemagen: %-9s %s\n" % line for line in header))
                out.write("\n" + read(self.folder, "%s.%s.sql" % (name, ending)))

    def message(self, step):
        """The comment that the model begins with, else what its file is called."""
        said = re.match(r"-- (.*)\n", read(self.folder, step))
        return said.group(1) if said else step[3:-3].replace("_", " ")

    @staticmethod
    def same(when, want, got):
        if want != got:
            raise Failure("catalog differs " + when, want=want, got=got)

    def compare_end(self):
        out = self.call(self.schemas, ["diff", "--exit-code", "--dry-run"])
        if out:
            raise Failure("schemas/%s is not where the story ends" % self.name, got=out)
        script = self.tool.expect(["-C", self.schemas, "-d", self.server.url(self.b), "diff",
                                   "--from", "empty:", "--to", "models:" + self.schemas, "--sql",
                                   "--no-prove"])
        self.server.psql(self.b, script)
        self.same("from what schemas/%s builds" % self.name, self.server.listing(self.b),
                  self.server.listing(self.a))

    def compare_migrations(self):
        written = os.path.join(self.work, "generated")
        if os.environ.get("BLESS"):
            shutil.rmtree(self.generated, ignore_errors=True)
            shutil.copytree(written, self.generated)
        want, got = self.migrations(self.generated), self.migrations(written)
        if sorted(want) != sorted(got):
            raise Failure("generated/%s has other files" % self.name,
                          want="\n".join(sorted(want)), got="\n".join(sorted(got)))
        for name, text in want.items():
            if text != got[name]:
                raise Failure("generated/%s/%s is not what comes" % (self.name, name),
                              want=text, got=got[name])

    @staticmethod
    def migrations(folder):
        names = [n for n in os.listdir(folder) if n.endswith(".sql")] if os.path.isdir(folder) else []
        return {n: re.sub(r"-- schemagen: proved .*\n", "", read(folder, n)) for n in names}

    def tell_without_server(self):
        """The statements of each step forward, between its model and the one before."""
        files = sorted(n for n in os.listdir(self.generated) if n.endswith(".up.sql"))
        before = "empty:"
        for step, name in zip(self.steps, files):
            if not step.endswith(".sg"):
                continue
            after = "models:" + os.path.join(self.folder, step)
            body = self.tool.expect(["diff", "--from", before, "--to", after, "--sql",
                                     "--no-prove"], cwd=self.folder)
            want = re.sub(r"\A(?:-- schemagen: .*\n)+\n*", "", read(self.generated, name))
            if want != body:
                raise Failure("generated/%s/%s is not what comes" % (self.name, name),
                              want=want, got=body)
            before = after
