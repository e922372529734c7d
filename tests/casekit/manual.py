#!/usr/bin/env python3
"""What README.md and docs/schemagen.1 say of commands and options, made of the program's own --help.
Called with the program as its argument it writes both files; tests/lifecycle/readme.t holds them
against it."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
README = os.path.join(ROOT, "README.md")
MANUAL = os.path.join(ROOT, "docs", "schemagen.1")


def ask(program, *words):
    return subprocess.run([program, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          check=True, text=True).stdout


def options_of(text):
    """[(as it is typed, what it does)] of the option lines in a help text."""
    found = []
    for line in text.splitlines():
        start = re.match(r"  (?:-\w, |    )(--\S+(?: \S+)?)(.*)", line)
        if start:
            typed, rest = line[:32].strip(), line[32:].strip()
            if len(line) <= 32 or not line[31:32].isspace():
                words = line.strip()
                cut = re.match(r"((?:-\w, )?--\S+(?: [A-Z=]\S*| \S+\|\S+)?)\s*(.*)", words)
                typed, rest = cut.group(1), cut.group(2)
            found.append([typed, rest])
        elif found and line.startswith(" " * 32):
            found[-1][1] = (found[-1][1] + " " + line.strip()).strip()
    return found


def commands_of(program):
    """[(name, usage, summary, details, options)] in the order of help."""
    listed = ask(program, "--help").split("Commands:")[1].split("\n\n")[0]
    for name in re.findall(r"^  (\w+) ", listed, re.M):
        text = ask(program, "help", name)
        head, _, options = text.partition("\nOptions:\n")
        parts = head.strip().split("\n\n")
        parts = [part for part in parts if not part.startswith('"schemagen --help"')]
        yield (name, parts[0][len("usage: schemagen "):], parts[1],
               "\n".join(parts[2:]), options_of(options))


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def roff_options(options):
    return "".join(".TP\n.B %s\n%s\n" % (roff(typed), roff(does)) for typed, does in options)


def manual_rows(program):
    out = ".SH COMMANDS\n"
    for _, usage, summary, details, options in commands_of(program):
        out += ".SS %s\n%s\n" % (roff(usage), roff(summary))
        out += roff(details) + "\n" if details else ""
        out += roff_options(options)
    options = options_of(ask(program, "--help").split("Options of every command")[1])
    return out + ".SH OPTIONS\nThey may stand before or after the command.\n" + roff_options(options)


def readme_rows(program):
    rows = "| command | |\n| --- | --- |\n"
    for _, usage, summary, _, _ in commands_of(program):
        rows += "| `%s` | %s |\n" % (usage.replace("|", "\\|"), summary.rstrip("."))
    return rows


def rewritten(path, program):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path == MANUAL:
        pattern, rows = r"^\.SH COMMANDS\n.*?(?=^\.SH EXIT STATUS)", manual_rows(program)
    else:
        pattern, rows = r"^\| command \| \|\n(?:\|.*\n)+", readme_rows(program)
    return text, re.sub(pattern, lambda _: rows, text, count=1, flags=re.M | re.S if path == MANUAL else re.M)


def main():
    for path in (README, MANUAL):
        text, new = rewritten(path, os.path.abspath(sys.argv[1]))
        if text != new:
            with open(path, "w", encoding="utf-8") as file:
                file.write(new)
            print(os.path.relpath(path, ROOT))


if __name__ == "__main__":
    main()
