"""The sub-commands of ALTER TABLE, as the table of docs/sql.md lists them: a row of that table each, the words
that it names, and for each of the parser's sub-commands (AT_…; none where RENAME and SET SCHEMA are
statements of their own) one that changes something over SETUP. What stands before '|' is setup, too."""

SETUP = """
create type comp as (a int);
create table parent (a int);
create table child () inherits (parent);
create table parts (a int) partition by list (a);
create table part partition of parts for values in (1);
create table loose (a int);
create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table far (a int options (x '1')) server s;
create table other (a int primary key);
create unique index other_i on other (a);
create table typed of comp;
create table t (a int default 1 not null, b text, c int, g int generated always as (a + 1) stored,
    i int generated always as identity,
    constraint k check (a > 0), constraint f foreign key (c) references other (a));
create unique index t_i on t (a);
create function f() returns trigger language plpgsql as 'begin end';
create trigger tr before insert on t for each row execute function f();
create rule r as on insert to t do nothing;
"""

CARRIED, REPORTED, PASSED = "carried out", "reported", "passed over"

ROWS = [
    (CARRIED, {
        "ADD": [("AddColumn", "alter table t add z int")],
        "DROP": [("DropColumn", "alter table t drop b")],
        "ALTER COLUMN": [],
        "TYPE": [("AlterColumnType", "alter table t alter b type varchar(5)")],
        "SET": [("ColumnDefault", "alter table t alter c set default 5"),
                ("SetNotNull", "alter table t alter c set not null"),
                ("SetIdentity", "alter table t alter i set increment 5")],
        "DROP DEFAULT": [("ColumnDefault", "alter table t alter a drop default")],
        "NOT NULL": [("DropNotNull", "alter table t alter a drop not null")],
        "EXPRESSION": [("ColumnDefault", "alter table t alter g set expression as (a + 2)"),
                       ("DropExpression", "alter table t alter g drop expression")],
        "IDENTITY": [("AddIdentity", "alter table t alter a drop default | "
                                     "alter table t alter a add generated always as identity"),
                     ("DropIdentity", "alter table t alter i drop identity")],
        "SET STATISTICS": [("SetStatistics", "alter table t alter a set statistics 50")],
        "SET (…)": [("SetOptions", "alter table t alter a set (n_distinct = 5)")],
        "RESET (…)": [("ResetOptions", "alter table t alter a set (n_distinct = 5) | "
                                       "alter table t alter a reset (n_distinct)")],
        "SET STORAGE": [("SetStorage", "alter table t alter b set storage external")],
        "SET COMPRESSION": [("SetCompression", "alter table t alter b set compression lz4")],
    }),
    (CARRIED, {
        "ADD": [("AddConstraint", "alter table t add constraint z check (c > 0)")],
        "ALTER": [("AlterConstraint", "alter table t alter constraint f deferrable")],
        "VALIDATE": [("ValidateConstraint", "alter table t add constraint n check (a > 5) not valid | "
                                            "alter table t validate constraint n")],
        "DROP": [("DropConstraint", "alter table t drop constraint k")],
        "RENAME CONSTRAINT": [(None, "alter table t rename constraint k to kk")],
        "ADD … USING INDEX": [("AddConstraint", "alter table t add unique using index t_i")],
    }),
    (CARRIED, {
        "RENAME": [(None, "alter table t rename to tt"), (None, "alter table t rename a to aa")],
        "SET SCHEMA": [(None, "create schema x | alter table t set schema x")],
        "OWNER TO": [("ChangeOwner", "alter table t owner to somebody")],
        "CLUSTER ON": [("ClusterOn", "alter table t cluster on t_i")],
        "SET WITHOUT CLUSTER": [("DropCluster", "alter table t cluster on t_i | "
                                                "alter table t set without cluster")],
        "SET LOGGED": [("SetLogged", "alter table t set unlogged | alter table t set logged")],
        "SET UNLOGGED": [("SetUnLogged", "alter table t set unlogged")],
        "SET ACCESS METHOD": [("SetAccessMethod", "alter table t set access method heap2")],
        "SET TABLESPACE": [("SetTableSpace", "alter table t set tablespace fast")],
        "SET (…)": [("SetRelOptions", "alter table t set (fillfactor = 50)")],
        "RESET (…)": [("ResetRelOptions", "alter table t set (fillfactor = 50) | "
                                          "alter table t reset (fillfactor)")],
        "REPLICA IDENTITY": [("ReplicaIdentity", "alter table t replica identity using index t_i")],
    }),
    (CARRIED, {
        "INHERIT": [("AddInherit", "alter table loose inherit parent")],
        "NO INHERIT": [("DropInherit", "alter table child no inherit parent")],
        "OF": [("AddOf", "alter table loose of comp")],
        "NOT OF": [("DropOf", "alter table typed not of")],
        "ATTACH": [("AttachPartition", "alter table parts attach partition loose for values in (2)")],
        "DETACH PARTITION": [
            ("DetachPartition", "alter table parts detach partition part"),
            ("DetachPartitionFinalize", "alter table parts detach partition part finalize")],
    }),
    (REPORTED, {
        "ROW LEVEL SECURITY": [
            ("EnableRowSecurity", "alter table t enable row level security"),
            ("DisableRowSecurity", "alter table t enable row level security | "
                                   "alter table t disable row level security"),
            ("ForceRowSecurity", "alter table t force row level security"),
            ("NoForceRowSecurity", "alter table t force row level security | "
                                   "alter table t no force row level security")],
    }),
    (PASSED, {
        "ENABLE": [("EnableTrig", "alter table t enable trigger tr"),
                   ("EnableAlwaysTrig", "alter table t enable always trigger tr"),
                   ("EnableReplicaTrig", "alter table t enable replica trigger tr"),
                   ("EnableTrigAll", "alter table t enable trigger all"),
                   ("EnableTrigUser", "alter table t enable trigger user"),
                   ("EnableRule", "alter table t enable rule r"),
                   ("EnableAlwaysRule", "alter table t enable always rule r"),
                   ("EnableReplicaRule", "alter table t enable replica rule r")],
        "DISABLE": [("DisableTrig", "alter table t disable trigger tr"),
                    ("DisableTrigAll", "alter table t disable trigger all"),
                    ("DisableTrigUser", "alter table t disable trigger user"),
                    ("DisableRule", "alter table t disable rule r")],
        "SET WITHOUT OIDS": [("DropOids", "alter table t set without oids")],
        "OPTIONS (…)": [("GenericOptions", "alter foreign table far options (add y '2')"),
                        ("AlterColumnGenericOptions",
                         "alter foreign table far alter a options (set x '2')")],
    }),
]
