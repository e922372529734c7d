#!/usr/bin/env python3
"""The README's and the documents' examples: console blocks are run and compared with what they show,
JSON blocks are read as configurations, SQL blocks as migrations; tables of commands and the manual page
are held against --help. BLESS=1 writes what came into the console blocks."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "casekit"))
import manual  # noqa: E402
from tap import done, ok  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMAGEN = os.environ.get("SCHEMAGEN", os.path.join(ROOT, "build", "schemagen"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
CONSOLE_PAGES = ("README.md", "docs/branches.md")


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def normal(text):
    """What differs from run to run: ids, times, versions, checksums."""
    ids = []

    def number(match):
        if match.group() not in ids:
            ids.append(match.group())
        return "REVISION%d" % ids.index(match.group())

    text = re.sub(r"\b20\d{12}", number, text)
    for pattern, name in ((r"\d+ ms", "N ms"), (r"20\d\d-\d\d-\d\dT[\d:]+Z", "TIME"),
                          (r"PostgreSQL \d+(\.\d+)*", "PostgreSQL"), (r"sha256 \w+", "sha256")):
        text = re.sub(pattern, name, text)
    return text


def commands(block):
    """[(lines as shown, command, output)]"""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(([line], [line[2:]], []))
        elif line.startswith("> ") and not found[-1][2]:
            found[-1][0].append(line)
            found[-1][1].append(line[2:])
        else:
            found[-1][2].append(line)
    return found


class Shell:
    def __init__(self, environment):
        self.environment, self.folder = environment, tempfile.mkdtemp(prefix="schemagen-readme.")

    def run(self, lines):
        script = "\n".join(lines) + '\ncode=$?\npwd >"$WHERE"\nexit $code\n'
        where = os.path.join(self.folder, ".where")
        done = subprocess.run(["bash", "-c", script], cwd=self.environment.get("AT", self.folder),
                              env=dict(self.environment, WHERE=where), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.environment["AT"] = open(where, encoding="utf-8").read().strip()
        return done.stdout


def run_console(shell, page, text):
    def replace(match):
        if match.group(1) != "console":
            return match.group()
        shown = []
        for lines, command, expected in commands(match.group(2)):
            out = shell.run(command)
            shown += lines + out.splitlines()
            if not BLESS:
                ok("%s: %s" % (page, command[0]), normal("\n".join(expected)) == normal(out.rstrip("\n")),
                   "got:\n%swanted:\n%s" % (out, "\n".join(expected)))
        return "```console\n%s\n```" % "\n".join(shown)

    return BLOCK.sub(replace, text)


def check_console(page, environment):
    """Runs the page's console blocks in one shell, in a folder of their own."""
    shell = Shell(dict(environment))
    try:
        text = run_console(shell, page, read(page))
        if BLESS:
            with open(os.path.join(ROOT, page), "w", encoding="utf-8") as file:
                file.write(text)
    finally:
        shutil.rmtree(shell.folder, ignore_errors=True)


def check_consoles():
    work = tempfile.mkdtemp(prefix="schemagen-server.")
    os.chmod(work, 0o755)
    server = os.path.join(ROOT, "tests", "server")
    started = subprocess.run([server, "start", work + "/pg"], stdout=subprocess.PIPE, text=True)
    settings = dict(re.findall(r"^(\w+)='?([^'\n]*)'?$", started.stdout, re.M))
    tools = os.path.join(work, "bin")
    os.mkdir(tools)
    os.symlink(SCHEMAGEN, os.path.join(tools, "schemagen"))
    url = "postgresql://postgres@/%s?host=" + settings["PGHOST"] + "&port=" + settings["PGPORT"]
    environment = dict(os.environ, PATH=tools + ":" + os.environ["PATH"])
    try:
        for number, page in enumerate(CONSOLE_PAGES):
            database = "page%d" % number
            subprocess.run(["psql", "-Xqc", "CREATE DATABASE " + database, url % "postgres"], check=True)
            check_console(page, dict(environment, DATABASE_URL=url % database))
    finally:
        subprocess.run([server, "stop", work + "/pg"])
        shutil.rmtree(work, ignore_errors=True)


def schemagen(folder, *words):
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return subprocess.run([SCHEMAGEN, *words], cwd=folder, stdin=subprocess.DEVNULL, env=environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def check_documents():
    for name in ("README.md", "docs/configuration.md", "docs/migrations.md", "docs/branches.md",
                 "docs/from-alembic.md"):
        for number, match in enumerate(BLOCK.finditer(read(name))):
            language, text = match.groups()
            with tempfile.TemporaryDirectory() as folder:
                if language == "json":
                    path, content, words = "schemagen.json", text, ("history",)
                elif language == "sql":
                    path, content, words = "generated/1.up.sql", text, ("history",)
                    if "schemagen: revision" not in text:
                        content = "-- schemagen: revision 1\n" + text
                elif language == "sg":
                    path, content, words = "a.sg", text, ("pull", "models:a.sg")
                else:
                    continue
                os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
                with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                    file.write(content)
                if language == "sql":
                    revision = re.search(r"schemagen: revision +(\S+)", content).group(1)
                    parent = re.search(r"schemagen: revises +(\S+)", content)
                    with open(os.path.join(folder, "generated/1.down.sql"), "w", encoding="utf-8") as file:
                        file.write("-- schemagen: revision %s\n" % revision)
                    for ending in ("up", "down") if parent and parent.group(1) != "base" else ():
                        with open(os.path.join(folder, "generated/0.%s.sql" % ending), "w", encoding="utf-8") as file:
                            file.write("-- schemagen: revision %s\n" % parent.group(1))
                done = schemagen(folder, *words)
                ok("%s: block %d is right" % (name, number + 1), done.returncode == 0, done.stdout + content)


def check_words():
    """The rows of commands and options are those of --help."""
    whole = schemagen(ROOT, "--help").stdout
    ok("there are commands", whole.count("\n  ") > 20)
    for path in (manual.README, manual.MANUAL):
        text, new = manual.rewritten(path, SCHEMAGEN)
        difference = difflib.unified_diff(text.splitlines(), new.splitlines(), "is", "says --help", lineterm="", n=0)
        ok("%s says what --help says ('make manual' writes it)" % os.path.basename(path), text == new,
           "\n".join(difference))


BLESS = os.environ.get("BLESS") == "1"
check_consoles()
if not BLESS:
    check_documents()
    check_words()
sys.exit(done())
