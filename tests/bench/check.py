"""A project of many tables and many migrations, for timing 'schemagen check': the first migration makes
the tables, and each pair of later ones adds a column and takes it away again."""
import os
import subprocess

import tables as description

HEADER = ("-- schemagen: revision  %s\n-- schemagen: revises   %s\n-- schemagen: message   %s\n\n")


def write_migration(folder, revision, parent, up, down):
    for direction, body in (("up", up), ("down", down)):
        with open(os.path.join(folder, "%s_bench.%s.sql" % (revision, direction)), "w") as out:
            out.write(HEADER % (revision, parent, "bench") + body + "\n")


def make_project(program, folder, table_count, migration_count):
    migrations = os.path.join(folder, "generated")
    os.makedirs(os.path.join(folder, "schemas"))
    with open(os.path.join(folder, "schemas", "bench.sg"), "w") as out:
        description.write_models(out, table_count, False)
    env = dict(os.environ, SOURCE_DATE_EPOCH="1700000000")
    subprocess.run([program, "-C", folder, "diff", "--from", "empty:", "--no-prove", "-q", "-m", "bench"],
                   env=env, check=True, stdout=subprocess.DEVNULL)
    parent = os.path.basename(sorted(os.listdir(migrations))[0]).split("_")[0]
    names = [line.split()[1] for line in open(os.path.join(folder, "schemas", "bench.sg"))
             if line.startswith("table ")]
    for number in range(1, migration_count):
        table, revision = names[(number - 1) // 2 % len(names)], "20260101%06d" % number
        add = "ALTER TABLE %s ADD COLUMN extra text;" % table
        drop = "ALTER TABLE %s DROP COLUMN extra;" % table
        up, down = (add, drop) if number % 2 else (drop, add)
        write_migration(migrations, revision, parent, up, down)
        parent = revision
