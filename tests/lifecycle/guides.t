#!/usr/bin/env bash
# What five teams do with Alembic every day, as their guides tell it: each of their command lines has
# its counterpart run here, on a real server with rows, and docs/from-alembic.md may name no command that
# was not.
. "$(dirname "$0")/tap.sh"
PATH=$(dirname "$SCHEMAGEN"):$PATH

# "does 'THEIRS' OURS…": runs ours, which must end well, and remembers that it did.
does() {
    local theirs=$1
    shift
    run "$@"
    printf '%s\n' "$*" >>"$work/ran"
    [ "$status" = 0 ]
    ok "$theirs" $? "schemagen $*"
}
revision() { sed -n 's/^-- schemagen: revision  *//p' generated/*"$1".up.sql; }
stands() { query "$1" "select coalesce(string_agg(revision, ' ' order by revision), 'base') from schemagen.migrations"; }
# Puts text behind the header of a migration's file.
fill() { cat >>"$(ls generated/*"$1")"; }

# ------------------------------------------------------------ songs: a backend and its database
project
database songs
does "alembic init alembic" init
model() { # LINES OF THE TABLE
    { echo 'table songs {'; cat; echo '}'; } >schemas/songs.sg
}
model <<'M'
  id         serial        primary key
  title      varchar(255)  not null
  lyrics     text
  model      varchar(100)
  status     varchar(50)   default 'processing'
  created_at timestamptz   default now()
  updated_at timestamptz
M
does "alembic revision --autogenerate" diff --no-prove -m "create songs"
does "alembic upgrade head, the first time" upgrade head
query songs "insert into songs (title, model) values ('Dusk', 'chirp-v4'), ('Dawn', 'chirp-v5')"
model <<'M'
  id         serial        primary key
  title      varchar(255)  not null
  lyrics     text
  model      varchar(100)
  status     varchar(50)   default 'processing'
  genre      varchar(100)
  created_at timestamptz   default now()
  updated_at timestamptz
M
does 'alembic revision --autogenerate -m "add genre column to songs"' revision --autogenerate -m "add genre column to songs"
holds "$(cat generated/*_add_genre_column_to_songs.up.sql)" "ADD COLUMN genre varchar(100)"
ok "review the migration: up" $?
holds "$(cat generated/*_add_genre_column_to_songs.down.sql)" "DROP COLUMN genre"
ok "review the migration: down" $?
does "alembic upgrade head --sql, for review" upgrade head --sql
does "alembic upgrade head" upgrade head
does "alembic current" current
prints "it is at the head" "add genre column to songs (head)"
does "alembic history" history
prints "both are in it" "create songs"
does "alembic history --verbose" history --verbose
prints "with its files" "add_genre_column_to_songs.up.sql"
same '\d songs' "$(query songs "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'songs'::regclass and attname = 'genre'")" "character varying(100)"

# the common scenarios, all at once
model <<'M'
  id         serial        primary key
  title      varchar(255)  not null
  lyrics     text
  ai_model   varchar(100)  renamed from model
  status     varchar(50)   default 'processing'
  genre      varchar(100)  not null default 'unknown' backfill
  rating     integer       not null default 0
  user_id    integer       constraint fk_songs_user references users (id)
  created_at timestamptz   default now()
  updated_at timestamptz

  index idx_songs_genre (genre)
  index idx_songs_status (status)
M
printf 'table users {\n  id  serial  primary key\n}\n' >schemas/users.sg
does "add_column with a default, alter_column, create_index, create_foreign_key" \
    revision --autogenerate -m "genres, ratings, users"
before=$(revision genres_ratings_users)
does "alembic upgrade head: its scenarios" upgrade head
same "with the rows that were there" "$(query songs "select title, ai_model, genre, rating from songs order by id")" \
    "Dusk|chirp-v4|unknown|0
Dawn|chirp-v5|unknown|0"

# the data migration: a column that is filled before it is made not null
does 'alembic revision -m: by hand' revision -m "add workflow"
fill add_workflow.up.sql <<'S'
ALTER TABLE songs ADD COLUMN workflow varchar(50);
UPDATE songs SET workflow = 'notUsed' WHERE workflow IS NULL;
-- schemagen: assert NOT EXISTS (SELECT FROM songs WHERE workflow IS NULL)
ALTER TABLE songs ALTER COLUMN workflow SET NOT NULL;
S
fill add_workflow.down.sql <<'S'
ALTER TABLE songs DROP COLUMN workflow;
S
sed -i 's/^  created_at/  workflow   varchar(50)   not null\n&/' schemas/songs.sg
does "alembic upgrade head: the data migration" upgrade head
same "rows have the value" "$(query songs "select distinct workflow from songs")" notUsed
same "and none can be without" "$(query songs "select attnotnull from pg_attribute where attrelid = 'songs'::regclass and attname = 'workflow'")" t
does "and the models say the same" diff --exit-code
does "alembic downgrade -1" downgrade -1
same "takes the column back, and no row" "$(query songs "select count(*) from songs")" 2
does "alembic downgrade abc123" downgrade "$before-1"
same "stays at it" "$(query songs "select count(*) from information_schema.columns where table_name = 'songs' and column_name = 'ai_model'")" 0
does "alembic downgrade base" downgrade base
same "nothing is left" "$(query songs "select to_regclass('songs') is null")" t
does "alembic upgrade head --sql" upgrade head --sql
cp "$work/out" review.sql
database songs
psql songs -f review.sql >/dev/null
same "a DBA runs it" "$(stands songs | wc -w)" 4

# deployment: backup, upgrade, verify, and back
pg_dump -h "$pghost" -p "$pgport" -U "$pguser" songs >backup.sql
sed -i 's/^  created_at/  mood       text\n&/' schemas/songs.sg
run diff -m mood --no-prove
echo 'diff -m mood' >>"$work/ran"
does "deploy: alembic upgrade head" upgrade head
does "verify: alembic current" current
prints "it is the new one" "mood (head)"
does "rollback: alembic downgrade -1" downgrade -1
prints "it is taken back" "mood"
database songs
psql songs -f backup.sql >/dev/null
does "after psql < backup.sql: alembic current" current
prints "the history came with it" "add workflow"
prints "and what is pending" "mood"

# what goes wrong
url=$DATABASE_URL
export DATABASE_URL="postgresql://aiuser@/aiproxy?host=$work/nowhere"
run current
exits "a database that is down" 1
says "says where its address came from" "from DATABASE_URL"
export DATABASE_URL=$url
same "SELECT * FROM alembic_version" "$(stands songs | wc -w)" 4
does "alembic upgrade head, after that" upgrade head

# two people write a migration at once
head=$(revision mood)
does "one adds a revision" revision -m "one adds tempo"
fill one_adds_tempo.up.sql <<<'ALTER TABLE songs ADD COLUMN tempo integer;'
fill one_adds_tempo.down.sql <<<'ALTER TABLE songs DROP COLUMN tempo;'
does "the other too" revision -m "other adds key" --head "$head" --splice
fill other_adds_key.up.sql <<<'ALTER TABLE songs ADD COLUMN musical_key text;'
fill other_adds_key.down.sql <<<'ALTER TABLE songs DROP COLUMN musical_key;'
does "alembic branches" branches
prints "where they part" "$head"
does "alembic heads" heads
same "both are heads" "$(wc -l <"$work/out")" 2
run upgrade head
exits "head is ambiguous" 1
does 'alembic merge -m "merge migrations" <rev1> <rev2>' merge -m "merge migrations" "$(revision one_adds_tempo)" "$(revision other_adds_key)"
does "alembic upgrade head: merged" upgrade head
same "both are there" "$(query songs "select count(*) from information_schema.columns where column_name in ('tempo', 'musical_key')")" 2

# reset the development database
database songs
does "reset: alembic upgrade head" upgrade head
same "from nothing" "$(query songs "select count(*) from songs")" 0

# ------------------------------------------------------------ studio: containers and hand-made ids
project
database studio
unset DATABASE_URL
export DB_USER=$pguser DB_PASSWORD=secret DB_HOST=$pghost DB_PORT=$pgport DB_NAME=studio
does "alembic init" init
cat >schemagen.json <<'J'
{"database": "postgresql+asyncpg://${DB_USER}:${DB_PASSWORD}@/${DB_NAME}?host=${DB_HOST}&port=${DB_PORT}"}
J
for file in users characters; do cp "$root/schemas/studio/$file.sg" schemas/; done
sed -i '/^  tags/d' schemas/characters.sg
does 'revision id 001_abcd1234' revision --autogenerate --rev-id 001_abcd1234 -m "Initial schema with all tables"
does "alembic upgrade +1" upgrade +1
query studio "insert into users (username, email, hashed_password) values ('anna', 'a@example.org', 'x'), ('bert', 'b@example.org', 'x');
    insert into characters (character_id, name) values ('c1', 'Lena')"
cp "$root/schemas/studio/characters.sg" schemas/
does 'revision id 002_efgh5678' revision --autogenerate --rev-id 002_efgh5678 -m "Add tags column to characters"
does "alembic upgrade 002_efgh5678" upgrade 002_efgh5678
cp "$root/schemas/studio/favorites.sg" schemas/
does 'alembic revision --autogenerate -m "Add favorites table"' revision --autogenerate --rev-id 003_ijkl9012 -m "Add favorites table"
does 'alembic revision -m "Custom migration"' revision --rev-id 004_mnop3456 -m "Migrate data from JSON files to database"
mkdir data
echo '{"anna": ["light:noon", "lens:50mm:f1.4"], "nobody": ["light:noon"]}' >data/favorites.json
fill database.up.sql <<'S'
-- schemagen: file favorites ../data/favorites.json
INSERT INTO favorites (user_id, category, preset_id)
SELECT u.id, split_part(f.text, ':', 1), substr(f.text, strpos(f.text, ':') + 1)
FROM jsonb_each(:'favorites') AS person (username, texts)
JOIN users AS u USING (username)
CROSS JOIN jsonb_array_elements_text(person.texts) AS f (text)
ON CONFLICT DO NOTHING;
S
does "alembic heads: what is pending" heads
prints "the newest" 004_mnop3456
does "alembic upgrade head: data from JSON" upgrade head
same "favorites are in the table" "$(query studio "select username, category, preset_id from favorites join users on users.id = user_id order by 2")" \
    "anna|lens|50mm:f1.4
anna|light|noon"
does "alembic current, in the container" current
prints "by its id" 004_mnop3456
does "alembic history, in the container" history
does "alembic downgrade -1, in the container" downgrade -1
same "the data migration cannot be reversed: nothing is done" "$(query studio 'select count(*) from favorites')" 2
does "alembic downgrade 001_abcd1234" downgrade 001_abcd1234
same "only that one stands" "$(stands studio)" 001_abcd1234
same "and its rows" "$(query studio 'select count(*) from users')" 2

# the entry point, and three replicas that start at once
cat >docker-entrypoint.sh <<'S'
#!/bin/bash
set -e
echo "Starting the API..."
echo "Running database migrations..."
schemagen --wait-for-server 30s upgrade head
if [ $? -eq 0 ]; then
    echo "Database migrations completed"
else
    echo "Database migrations failed"
    exit 1
fi
exec "$@"
S
chmod +x docker-entrypoint.sh
replicas=
for n in 1 2 3; do
    ./docker-entrypoint.sh echo "serving $n" >"$work/replica.$n" 2>&1 </dev/null &
    replicas="$replicas $!"
done
bad=0
for pid in $replicas; do wait "$pid" || bad=$((bad + 1)); done
same "docker-entrypoint.sh: every replica comes up" "$bad $(cat "$work"/replica.* | grep -c serving)" "0 3"
same "and each migration ran once" "$(cat "$work"/replica.* | grep -c '^upgraded')" 3
echo --wait-for-server 30s upgrade head >>"$work/ran"
does "alembic downgrade base, in the container" downgrade base
printf 'syntax error;\n' >>"$(ls generated/*initial*.up.sql)"
run=$(./docker-entrypoint.sh echo serving 2>&1 </dev/null)
! holds "$run" serving
ok "and does not where a migration fails" $?
sed -i '$d' "$(ls generated/*initial*.up.sql)"

# a new feature, from the model to git
if command -v git >/dev/null; then
    git init -q . && git config user.email a@example.org && git config user.name A
    cp "$root/schemas/studio/stories.sg" schemas/
    does "alembic upgrade head, before the feature" upgrade head
    does 'alembic revision --autogenerate -m "Add stories table"' diff --no-prove -m "Add stories table"
    does "alembic upgrade head: stories" upgrade head
    git add schemas generated && git commit -q -m "feat: Add stories table migration"
    ok "git commit" $?
fi

# all tables are there, and no tool knows of them
unset DB_USER DB_PASSWORD DB_HOST DB_PORT DB_NAME
database bootstrap
query bootstrap "create table characters (id serial primary key, name text not null); insert into characters (name) values ('Lena')"
project
does "bootstrap from the current state" init --from-db
does "which stands there already" current
prints "as the baseline" "baseline (head)"
pg_dump -h "$pghost" -p "$pgport" -U "$pguser" --data-only -N schemagen bootstrap | grep -v '^\\\(un\)\?restrict' >data.sql
database bootstrap
does "or start fresh: create the tables" upgrade head
psql bootstrap -f data.sql >/dev/null
same "and import the data again" "$(query bootstrap "select name from characters")" Lena

# ------------------------------------------------------------ charts: DATABASE_URL, PG variables, an extension
project
database charts
mkdir schemas generated
cp "$root"/schemas/charts/*.sg schemas/
cp "$root"/generated/charts/* generated/
export DATABASE_URL="$DATABASE_URL&sslmode=require"
does "DATABASE_URL with sslmode; python scripts/run_migrations.py" upgrade head
does "alembic current; DATABASE_URL" current
url=$DATABASE_URL
unset DATABASE_URL
export PGUSER=$pguser PGPASS=password PGHOST=$pghost PGPORT=$pgport PGDATABASE=charts PGSSLMODE=require
does "alembic current; PG variables" current
prints "are the same database" "status is one of three (head)"
unset PGUSER PGPASS PGHOST PGPORT PGDATABASE PGSSLMODE
export DATABASE_URL=$url
does "alembic history --verbose: charts" history --verbose
does 'alembic revision -m "description of changes"' revision -m "description of changes"
fill description_of_changes.up.sql <<'S'
ALTER TABLE chord_charts ADD COLUMN new_field varchar(100);
CREATE INDEX idx_new_field ON chord_charts (new_field);
S
fill description_of_changes.down.sql <<'S'
DROP INDEX idx_new_field;
ALTER TABLE chord_charts DROP COLUMN new_field;
S
does "pytest tests/test_migrations.py -v" verify "$(revision description_of_changes)"
does "alembic upgrade head: charts" upgrade head
does "alembic downgrade -1: charts" downgrade -1
does "alembic downgrade <revision_id>" downgrade "$(revision create_chord_chart_tables)"
does "alembic downgrade base: charts" downgrade base
does "alembic upgrade head: again" upgrade head
same "SELECT extname FROM pg_extension" "$(query charts "select extname from pg_extension where extname = 'pg_trgm'")" pg_trgm
command pg_dump "$DATABASE_URL" >backup.sql
same 'psql $DATABASE_URL -c "\d chord_charts"' "$(command psql -X "$DATABASE_URL" -c '\d chord_charts' | grep -c 'idx_chord_charts_title_trgm\|new_field')" 3
does "rollback: alembic downgrade -1" downgrade -1
database restored
psql restored -f backup.sql >/dev/null
does "psql \$DATABASE_URL < backup_file.sql; alembic current" current
prints "the backup stands at its revision" "description of changes (head)"

# ------------------------------------------------------------ profiles: many revisions, rarely a plain one
project
database profiles
mkdir schemas generated
cp "$root"/schemas/profiles/*.sg schemas/
cp "$root"/generated/profiles/*.sql generated/
does "alembic --version" --version
does "alembic current: nothing yet" current
does "alembic upgrade head: profiles" upgrade head
does "alembic history --verbose: profiles" history --verbose
does "alembic show head" show head
does "alembic check" check
cat >schemas/tags.sg <<'M'
table tags {
  id    uuid  default gen_random_uuid() primary key
  name  text  not null unique
}
M
run check
exits "alembic check: changes without a migration" 3
does 'alembic revision --autogenerate -m "Add user profile fields"' diff --no-prove -m "Add tags"
ls -la generated >/dev/null && cat generated/*_add_tags.up.sql >/dev/null
ok "ls alembic/versions, cat the latest" $?
does "alembic upgrade head: tags" upgrade head
does 'alembic revision -m "Manual migration description"' revision -m "Manual migration description"
does "alembic show <revision_id>" show "$(revision add_tags)"
does "alembic show <revision_id> --sql" show --verbose "$(revision add_tags)"
prints "has its statements" "CREATE TABLE"
does "alembic upgrade head --sql: what would run" upgrade head --sql
"$SCHEMAGEN" upgrade head --sql | head -20 >"$work/head"
same "alembic upgrade head --sql | head -20" "$(wc -l <"$work/head")" 20
does "alembic -x verbose=true upgrade head" -v -x verbose=true upgrade head
does "alembic downgrade -2" downgrade -2
does "alembic stamp <revision_id>" stamp "$(revision add_tags)"
does "alembic current: what was stamped" current
prints "is said to stand" "Add tags"
run stamp "$(revision fix_circular_dependency_of_contacts_and)"
does "alembic downgrade <revision_id>: profiles" downgrade "$(revision add_organizations)"
does "alembic upgrade head: and back" upgrade head
does "alembic heads: profiles" heads
cat >schemas/circle.sg <<'M'
table chickens {
  id   serial   primary key
  egg  integer  references eggs (id)
}

table eggs {
  id       serial   primary key
  chicken  integer  references chickens (id)
}
M
does 'revision --autogenerate -m "Fix circular dependency in profile relationships"' diff --no-prove -m "Chickens and eggs"
does "alembic upgrade head: a circle of keys" upgrade head
same "both keys are there" "$(query profiles "select count(*) from pg_constraint where contype = 'f' and conrelid in ('eggs'::regclass, 'chickens'::regclass)")" 2
# a migration that fails, and the next
does "revision -m: one that fails" revision -m "fails"
fill fails.up.sql <<<'ALTER TABLE nope ADD COLUMN x integer;'
run upgrade head
exits "failed migration" 1
says "at its line" "_fails.up.sql:"
does "alembic show <failed_revision_id>" show "$(revision fails)"
does "alembic current: the failed one is not in it" current
prints "but pending" "fails"
sed -i '/nope/d' generated/*_fails.up.sql
does "fix it, alembic upgrade head" upgrade head
# reset the history
rm generated/*
database profiles
does 'rm alembic/versions/*.py; revision --autogenerate -m "Initial migration"' revision --autogenerate -m "Initial migration"
does "alembic upgrade head: one for all" upgrade head
same "builds all tables" "$(query profiles "select count(*) from pg_tables where schemaname = 'public'")" 9

# ------------------------------------------------------------ documents: a folder of its own, .env, vectors
project
database documents
unset DATABASE_URL
mkdir -p model_app
printf '%s\n' "DB_USER=$pguser" DB_PASSWORD=your_password "DB_HOST=$pghost" "DB_PORT=$pgport" DB_NAME=documents >model_app/.env
cd model_app || exit 1
mkdir schemas
cp "$root"/schemas/documents/users.sg schemas/
does 'cd model_app; python -m alembic revision --autogenerate -m "Description of changes"' revision --autogenerate -m "Description of changes"
does "python -m alembic upgrade head" upgrade head
does "python -m alembic current" current
does "python -m alembic history" history
cd ..
does "from the folder above" -C model_app current
cd model_app || exit 1
cp "$root"/schemas/documents/scopes.sg schemas/
sed -i '/references documents/d' schemas/scopes.sg
does 'python -m alembic revision --autogenerate -m "Add user preferences table"' diff --no-prove -m "Add scopes"
does "python -m alembic upgrade head: scopes" upgrade head
does "python -m alembic downgrade -1" downgrade -1
does "python -m alembic upgrade head: again" upgrade head
does "python -m alembic downgrade <revision_id>" downgrade "$(revision description_of_changes)"
# a conflict: delete your migration file, pull, generate it anew
rm generated/*_add_scopes.*
does "someone else's migration came first" revision -m "theirs"
does "alembic upgrade head: theirs" upgrade head
does "regenerate the migration" diff --no-prove -m "Add scopes"
does "apply it" upgrade head
query documents "insert into users (username, email) values ('anna', 'a@example.org')"
sed -i 's/^}/  required_field  text  not null\n}/' schemas/users.sg
run revision --autogenerate -m "Required"
exits "a required field without a default" 1
says "has to say what the rows get" "backfill"
sed -i '/required_field/d' schemas/users.sg
if [ "$(query documents "select count(*) from pg_available_extensions where name = 'vector'")" = 1 ]; then
    cp "$root"/schemas/documents/*.sg schemas/
    does "vector fields" revision --autogenerate -m "Vectors"
    does "python -m alembic upgrade head: vectors" upgrade head
else
    skip "vector fields" "no pgvector here"
fi

# ------------------------------------------------------------ a database that Alembic has had
project
database alembic
query alembic "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('004_mnop3456');
    create table songs (id serial primary key); insert into songs default values"
does "take over one database" init --from-db
says "which says where Alembic stood" 'says "004_mnop3456"'
database alembic_too
query alembic_too "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('004_mnop3456');
    create table songs (id serial primary key)"
does "take over the next" stamp head
says "which says so too" 'says "004_mnop3456"'
does "nothing differs" diff --exit-code
does "its table is left alone" diff --exit-code
same "it is" "$(query alembic_too "select version_num from alembic_version")" 004_mnop3456

# ------------------------------------------------------------ the document
if [ -e "$root/docs/from-alembic.md" ]; then
    missing=$(python3 - "$root/docs/from-alembic.md" "$work/ran" <<'P'
import re, sys
text, ran = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
said = [c for line in text.splitlines() if line.startswith("|") for c in re.findall(r"`schemagen ([^`]+)`", line)]
for command in said:
    pattern = re.escape(command.replace("\\|", "|"))
    for holder, words in ((r"\bREV\d?\b", r"[\\w.-]+"), (r'"[^"]*"', ".+")):
        pattern = re.sub(holder, words, pattern)
    if not re.search("^%s$" % pattern, ran, re.M):
        print(command)
if len(said) < 40:
    print("the document names only %d commands" % len(said))
P
    )
    same "docs/from-alembic.md names no command that is not run here" "$missing" ""
fi
done_testing
