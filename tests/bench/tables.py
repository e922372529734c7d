"""One description of a benchmark's tables, written out as models, as SQL and as SQLAlchemy metadata:
about ten columns each, two foreign keys, three indexes. With changed=True every hundredth table has
a column more and a wider one."""

COLUMNS = [
    # name, model and SQL, SQLAlchemy
    ("id", "integer generated always as identity primary key",
     "Integer, Identity(always=True), primary_key=True"),
    ("name", "varchar({width}) not null", "String({width}), nullable=False"),
    ("title", "text", "Text"),
    ("amount", "numeric(12,2) not null default 0", "Numeric(12, 2), nullable=False, "
     "server_default=text('0')"),
    ("created_at", "timestamptz not null default now()", "DateTime(timezone=True), "
     "nullable=False, server_default=text('now()')"),
    ("is_active", "boolean not null default true", "Boolean, nullable=False, "
     "server_default=text('true')"),
    ("status", "varchar(20) not null default 'new'", "String(20), nullable=False, "
     "server_default=text(\"'new'\")"),
    ("data", "jsonb", "JSONB"),
]


def width_of(number, changed):
    return 120 if changed and number % 100 == 0 else 100


def parents(number):
    """The tables that the two foreign keys of a table point to, never a later one."""
    return number // 2, number // 3


def columns(number, changed):
    width = width_of(number, changed)
    lines = [(name, sql.format(width=width)) for name, sql, _ in COLUMNS]
    lines += [("parent_id", "integer"), ("owner_id", "integer")]
    if changed and number % 100 == 0:
        lines.append(("note", "text"))
    return lines


def write_models(out, tables, changed=False):
    for number in range(tables):
        parent, owner = parents(number)
        out.write("/// Table %d of the benchmark.\ntable bench_%05d {\n" % (number, number))
        for name, sql in columns(number, changed):
            if name == "parent_id":
                sql += " references bench_%05d (id)" % parent
            elif name == "owner_id":
                sql += " references bench_%05d (id) on delete set null" % owner
            out.write("  %-10s  %s\n" % (name, sql))
        out.write("\n  index (name)\n  index (parent_id, created_at)\n"
                  "  unique index (status, id)\n}\n\n")


def write_sql(out, tables):
    for number in range(tables):
        lines = ",\n  ".join("%s %s" % column for column in columns(number, False))
        table = "bench_%05d" % number
        out.write("create table %s (\n  %s\n);\n" % (table, lines))
        out.write("comment on table %s is 'Table %d of the benchmark.';\n" % (table, number))
        for column in ("name", "parent_id, created_at"):
            out.write("create index on %s (%s);\n" % (table, column))
        out.write("create unique index on %s (status, id);\n" % table)
    for number in range(tables):
        parent, owner = parents(number)
        out.write("alter table bench_%05d add foreign key (parent_id) references bench_%05d (id),"
                  " add foreign key (owner_id) references bench_%05d (id) on delete set null;\n"
                  % (number, parent, owner))


def write_metadata(out, tables):
    """The metadata of the unchanged tables, as a module that SQLAlchemy users would have."""
    out.write("from sqlalchemy import *\n"
              "from sqlalchemy.dialects.postgresql import JSONB\nmetadata = MetaData()\n")
    for number in range(tables):
        parent, owner = parents(number)
        table = "bench_%05d" % number
        out.write("Table('%s', metadata,\n" % table)
        for name, _, python in COLUMNS:
            out.write("  Column('%s', %s),\n" % (name, python.format(width=100)))
        out.write("  Column('parent_id', Integer, ForeignKey('bench_%05d.id', name="
                  "'%s_parent_id_fkey')),\n" % (parent, table))
        out.write("  Column('owner_id', Integer, ForeignKey('bench_%05d.id', name="
                  "'%s_owner_id_fkey', ondelete='SET NULL')),\n" % (owner, table))
        out.write("  Index('%s_name_idx', 'name'),\n" % table)
        out.write("  Index('%s_parent_id_created_at_idx', 'parent_id', 'created_at'),\n"
                  % table)
        out.write("  Index('%s_status_id_idx', 'status', 'id', unique=True),\n" % table)
        out.write("  comment='Table %d of the benchmark.')\n" % number)
