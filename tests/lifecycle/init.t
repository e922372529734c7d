#!/usr/bin/env bash
# init: a project out of nothing, and out of a database that is there.
. "$(dirname "$0")/tap.sh"
project
git init -q . 2>/dev/null
run init
exits "init" 0
prints "makes the config" "schemagen.json"
prints "and the folders" "schemas/"
says "says what is next" "next:"
[ -d schemas ] && [ -d generated ]
ok "the folders are there" $?
if [ -d .git/hooks ]; then
    [ -x .git/hooks/pre-commit ]
    ok "the hook can be run" $?
else
    skip "the hook can be run" "no git here"
fi
run init
exits "init again" 0
same "makes nothing" "$out" ""
run history
exits "the config is sound" 0
rm -f .git/hooks/pre-commit schemagen.json
run init --format json
exits "init as JSON" 0
prints "says what it wrote" '{"version": 1, "files": ["schemagen.json"'
mkdir inner
run -C inner init
exits "init inside a project" 1

# a clone of what it made
if command -v git >/dev/null; then
    git add -A && git -c user.name=a -c user.email=a@b commit -qnm first
    git clone -q . clone
    run -C clone check
    exits "check in a clone of a new project" 0
else
    skip "check in a clone of a new project" "no git here"
fi

project
database init
query init "create table songs (id serial primary key, title text not null); comment on table songs is 'All of them.';
    insert into songs (title) values ('one'); create view v as select 1 as x"
run init --from-db
exits "init --from-db" 0
prints "writes the models" "schemas/public.sg"
prints "and the baseline" "_baseline.up.sql"
says "what is not modelled is said" "view"
[ -z "$(find . -name .gitkeep)" ]
ok "nothing else is left in the folders" $?
run current
prints "the baseline is stamped" "baseline (head)"
run diff --exit-code
exits "and is what the database is" 0
database fresh
run upgrade head
exits "the baseline builds a database" 0
run diff --exit-code
exits "that is the same" 0
run init --from-db
exits "a second baseline" 1
says "is refused" "holds migrations already"

# taken over from Alembic
project
database alembic
query alembic "create table alembic_version (version_num varchar(32) primary key);
    insert into alembic_version values ('004_mnop3456'); create table favorites (id serial primary key);
    insert into favorites default values"
run init --from-db
exits "init --from-db where Alembic was" 0
says "says what its table says" "Alembic's table public.alembic_version says \"004_mnop3456\"; it is left as it is"
! grep -rq alembic schemas generated
ok "and leaves it out" $?
run diff --exit-code
exits "nothing differs" 0
same "the table stays" "$(query alembic 'select version_num from alembic_version')" 004_mnop3456
same "and so do rows" "$(query alembic 'select count(*) from favorites')" 1
query alembic "drop table favorites; insert into alembic_version values ('other')"
rm -r schemas generated
query alembic 'delete from schemagen.migrations'
run init --from-db
exits "an empty database" 0
says "several revisions are named" '"004_mnop3456, other"'

# nothing half-done
project
database little
query little "create table songs (id serial primary key);
    drop role if exists r_little; create role r_little login; grant select on songs to r_little;
    revoke create on schema public from public"
full=$DATABASE_URL
export DATABASE_URL="postgresql://r_little@/little?host=$pghost&port=$pgport"
run init --from-db
exits "a role that may not make the history" 1
says "is told" 'could not create the history table'
[ -z "$(find schemas generated -type f)" ]
ok "before anything is written" $?
mkdir -p there
printf '{"history": {"schema": "public"}}' >schemagen.json
export DATABASE_URL=$full
printf 'CREATE TABLE x (id integer);' >generated/x.sql
run init --from-db
exits "once it may" 0
run current
prints "the baseline stands" "baseline (head)"
query little "drop owned by r_little; drop role r_little"

# a baseline that could not be written, after the models were
project
database stuck
query stuck "create table songs (id serial primary key)"
printf '{"migrations": "/proc/self/fdinfo"}' >schemagen.json
run init --from-db
exits "a migrations folder that takes no files" 1
says "what was written is taken away again" "are taken away again"
[ -z "$(find schemas -type f)" ]
ok "all of it" $?
same "and the database is as it was" "$(query stuck "select to_regnamespace('schemagen') is null")" t
unset DATABASE_URL
project
run init --from-db
exits "init --from-db without a database" 2
done_testing
