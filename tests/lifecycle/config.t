#!/usr/bin/env python3
"""docs/schemagen.schema.json says what the program takes: its members are those of the program's own
table, every value that it allows is read and every other refused; the documents' examples and the projects
of schemas/ fit it. Prints TAP."""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "casekit"))
from tap import done, ok  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMAGEN = os.environ.get("SCHEMAGEN", os.path.join(ROOT, "build", "schemagen"))
SAMPLES = {"string": "a text", "boolean": True, "array": ["a text"], "object": {}, "integer": 3}
TYPES = {"string": str, "boolean": bool, "array": list, "object": dict, "integer": int}


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def misfits(value, schema, at="it"):
    """What the schema has against the value, in the few words of JSON Schema that ours uses."""
    if "anyOf" in schema:
        against = [misfits(value, one, at) for one in schema["anyOf"]]
        return [] if [] in against else sum(against, [])
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[one]) and (one == "boolean") == isinstance(value, bool) for one in wanted):
        return ["%s is no %s" % (at, " or ".join(wanted))]
    found = []
    if isinstance(value, list):
        for one in value:
            found += misfits(one, schema["items"], at + "[]")
    if isinstance(value, dict):
        for name, one in value.items():
            inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
            if inner is False:
                found.append("%s has no %s" % (at, name))
            elif inner is not True:
                found += misfits(one, inner, name)
    return found


def takes(value):
    """Does the program read it? And what it says."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "schemagen.json"), "w", encoding="utf-8") as file:
            json.dump(value, file)
        done = subprocess.run([SCHEMAGEN, "history"], cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode == 0, done.stdout


def agree(name, value):
    expected = misfits(value, SCHEMA)
    taken, said = takes(value)
    ok("%s: %s" % (name, json.dumps(value)), taken == (not expected), "%s\n%s" % (expected, said))


def try_members(name, properties, wrap):
    for member, schema in properties.items():
        for sample in SAMPLES.values():
            agree(name, wrap({member: sample}))
    agree(name, wrap({"unknown": "a text"}))


def check_table():
    """The rows of config.c, by their table."""
    source = read("src", "commands", "config.c")
    environment = SCHEMA["properties"]["environments"]["additionalProperties"]["anyOf"][1]
    for table, properties in (("document", SCHEMA["properties"]), ("environment", environment["properties"]),
                              ("history", SCHEMA["properties"]["history"]["properties"])):
        rows = re.search(r"%s_rows\[\] = \{(.*?)\};" % table, source, re.S).group(1)
        names = re.findall(r'\{"([^"]+)"', rows)
        ok("members of %s" % table, names and sorted(names) == sorted(properties), "%s, %s" % (names, sorted(properties)))
        ok("descriptions of %s" % table, all("description" in one or "anyOf" in one for one in properties.values()))


def check_documents():
    for name in sorted(os.listdir(os.path.join(ROOT, "docs"))) + ["../README.md"]:
        for text in re.findall(r"^```json\n(.*?)^```$", read("docs", name), re.M | re.S) if name.endswith(".md") else ():
            if '"version"' not in text:
                ok("%s: an example" % name, not misfits(json.loads(text), SCHEMA), text)
    told = re.findall(r"^\| `([\w$]+)` \|", read("docs", "configuration.md"), re.M)
    ok("docs/configuration.md tells of every setting", sorted(told) == sorted(set(SCHEMA["properties"]) - {"$schema"}), told)
    for path in glob.glob(os.path.join(ROOT, "schemas", "*", "schemagen.json")):
        ok(os.path.relpath(path, ROOT), not misfits(json.loads(read(path)), SCHEMA))


SCHEMA = json.loads(read("docs", "schemagen.schema.json"))
check_table()
try_members("document", SCHEMA["properties"], lambda value: value)
try_members("history", SCHEMA["properties"]["history"]["properties"], lambda value: {"history": value})
for inner in ({"a": "a text"}, {"a": 1}, {"a": {"database": "x", "dev": "y"}}, {"a": {"database": 1}}, {"a": {"b": "c"}}):
    agree("environments", {"environments": inner})
for inner in ([], ["a", 1], "a"):
    agree("exclude", {"exclude": inner})
check_documents()
sys.exit(done())
