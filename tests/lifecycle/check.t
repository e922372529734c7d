#!/usr/bin/env bash
# check: whether migrations build what the models say, offline; what it finds, and how it says so.
. "$(dirname "$0")/tap.sh"

# A project whose migrations build its models.
songs() {
    project
    mkdir schemas
    cat >schemas/public.sg <<'SG'
enum mood ('calm', 'loud')

table songs {
    id serial primary key
    title text not null
    rating int default 3 check (rating between 0 and 5)
    mood mood
    index (title)
}
SG
    run diff --from empty: --no-prove -m songs
    exits "the first migration is written" 0
}
up() { ls generated/*.up.sql | tail -1; }
edit() { sed "$2" "$1" >"$1.new" && mv "$1.new" "$1"; }

songs
run check
exits "models and migrations that fit" 0
same "print nothing" "$out" ""
run check -v
says "said with -v" "1 migrations build what the models say"
run check --format json
exits "as JSON" 0
prints "equal" '"sound": true, "equal": true'

# an edited model
edit schemas/public.sg 's/title text not null/&\n    genre varchar(100)/'
run check
exits "a column that came to the model" 3
prints "is named with its place" "schemas/public.sg:6:5: column songs.genre is not in the migrations"
prints "and with its statement" "ALTER TABLE public.songs ADD COLUMN genre varchar(100);"
says "and what to do" "schemagen diff -m"
run check -q
exits "quietly" 3
same "says nothing beside the result" "$err" ""
run check --format github
exits "as annotations" 3
prints "at the model's line" "::error file=schemas/public.sg,line=6,col=5,title=schemagen models::column songs.genre is not in the migrations%0AALTER TABLE public.songs ADD COLUMN genre varchar(100);"
cd "$work" || exit 1
run -C "$folder" check --format github
prints "as seen from the folder of the call" "::error file=$folder/schemas/public.sg,"
cd "$folder" || exit 1
run check --format json
exits "as JSON" 3
printf '%s' "$out" | python3 -c '
import json, sys
found = json.load(sys.stdin)
assert found["version"] == 1 and found["equal"] is False
(one,) = found["differences"]
assert one["op"] == "create" and one["kind"] == "column" and one["name"] == "songs.genre", one
assert one["file"] == "schemas/public.sg" and one["line"] == 6 and one["sql"].startswith("ALTER TABLE"), one'
ok "the document holds the difference" $?
run diff --from migrations: --no-prove -m genre
exits "diff from the migrations writes it" 0
run check
exits "and they fit again" 0

# an edited migration
edit "$(up)" 's/ADD COLUMN genre.*;/ADD COLUMN artist text;/'
run check
exits "a migration that was edited" 3
prints "the column that is gone" "column songs.genre is not in the migrations"
prints "and the one that came" "column songs.artist is not in the models"
prints "with its place in the file" "_genre.up.sql:"

songs
edit "$(up)" '/title text/d'
run check
exits "a column deleted from the SQL" 3
prints "is named" "column songs.title is not in the migrations"
prints "and the index" "index songs.songs_title_idx is not in the migrations"
says "that could not be made" 'column "title" of relation "songs" does not exist'
run check --format json
prints "the folder is sound" '"sound": true, "equal": false'
for system in songs studio; do
    rm -rf schemas generated
    cp -r "$root/schemas/$system" schemas
    cp -r "$root/generated/$system" generated
    rm schemas/schemagen.json
    first=$(ls generated/*.up.sql | head -1)
    line=$(grep -n '^    [a-z]* ' "$first" | sed -n 3p)
    edit "$first" "${line%%:*}d"
    run check
    exits "$system without '${line#*: }'" 3
    column=${line#*: }
    column=${column#"${column%%[! ]*}"}
    prints "names the column" ".${column%% *} is not in the migrations"
done

# expressions
songs
edit schemas/public.sg 's/rating between 0 and 5/rating >= 0 and rating <= 5/'
run check
exits "another spelling of a check" 0
same "is no difference" "$out" ""
edit schemas/public.sg 's/rating <= 5/rating <= 6/'
run check
exits "another number is" 3
prints "named" "differs in check"
songs
edit schemas/public.sg 's/rating between 0 and 5/rating::bigint between 0 and 5/'
run check
exits "what only a server can tell" 0
prints "is said" "perhaps constraint"
says "with the way to decide" "check --replay"
run check --strict
exits "and counts with --strict" 3
run check --format json
prints "null where it is not known" '"equal": null'
songs
edit schemas/public.sg 's/index (title)/index (lower(title))/'
edit "$(up)" 's/songs_title_idx/songs_lower_idx/; s/(title);$/(lower(title));/'
run check
exits "an index over an expression" 0
same "is no difference" "$out" ""
edit schemas/public.sg 's/lower(title)/lower(title) collate "C"/'
run check
exits "a collation that the expression may have of its own" 0
prints "is left to a server" "perhaps index songs.songs_"

# what has served its purpose
songs
edit schemas/public.sg 's/title text not null/name text not null renamed from title/; s/index (title)/index (name)/'
run check
exits "a rename to come" 3
prints "is a difference" "column songs.name is songs.title in the migrations"
run diff --from migrations: --no-prove -m rename
run check
exits "once it is written" 0
prints "the words may go" 'note: "renamed from title" of column songs.name may go'
edit schemas/public.sg 's/ renamed from title//'
run check
same "and nothing is said" "$out" ""
edit schemas/public.sg 's/    mood mood/    dropped mood/'
run check
exits "a drop to come" 3
run diff --from migrations: --no-prove -m drop
run check
exits "once it is written" 0
prints "may go too" '"dropped mood" may go'
run check -q
same "which -q keeps quiet" "$out" ""
edit schemas/public.sg "s/^enum mood .*/enum mood ('calm') dropped 'loud'/"
run check
exits "a label to drop" 3
run diff --from migrations: --no-prove -m label
run check
exits "once it is written" 0
prints "may go as well" '"dropped loud" may go'

# folders that are not sound
songs
printf -- '-- schemagen: revision  one\ncreate table one (id int);\n' >generated/1_one.up.sql
printf -- '-- schemagen: revision  one\n' >generated/1_one.down.sql
run check
exits "two heads" 1
says "are named" "one"
says "with the way to merge them" "schemagen merge"
edit schemas/public.sg '/rating/d'
run check
prints "what differs is said as well" "column songs.rating is not in the models"
songs
mv "$(ls generated/*.down.sql)" "$work/gone"
run check
exits "an up without its down" 1
says "is an error" "has no down file"
run check --format github
prints "and an annotation" "::error file=generated/"
songs
echo 'table { }' >schemas/wrong.sg
echo 'create tabel x (id int);' >>"$(up)"
run check
exits "a model and a migration that cannot be read" 1
says "both are said: the model" "schemas/wrong.sg:1:"
says "and the migration" ".up.sql:"

# what cannot be followed
songs
echo "do \$\$ begin execute 'create table later (id int)'; end \$\$;" >>"$(up)"
run check
exits "a statement that cannot be followed" 0
says "is said with its place" ".up.sql:"
run check --strict
exits "and does not count without a difference" 0
edit schemas/public.sg 's/title text not null/&\n    genre text/'
run check
exits "a difference that it may explain" 0
prints "is in doubt" "perhaps column songs.genre"
run check --strict
exits "and counts with --strict" 3
edit "$(up)" '/^do/d'
echo "do \$\$ begin if now() > '2020-01-01' then create table later (id int); end if; end \$\$;" >>"$(up)"
run check
exits "a difference that it cannot explain" 3
prints "is one" "5: column songs.genre is not in the migrations"
edit "$(up)" '/^do/d'
echo "do \$\$ begin if now() > '2020-01-01' then alter table songs add column genre text; end if; end \$\$;" >>"$(up)"
run check
exits "a block that names the table" 0
prints "may explain it" "perhaps column songs.genre"

# variables
songs
echo "insert into songs (title) values (:'title');" >>"$(up)"
run check
exits "a variable that is not set, in a row" 0

# settings of servers are not looked at
songs
echo '{"dev": "${NOT_SET_ANYWHERE}"}' >schemagen.json
run check
exits "a server's address that is not known" 0
run check --replay
exits "is asked for only with --replay" 1
says "and named then" "NOT_SET_ANYWHERE"

# what others make
project
mkdir schemas
cat >schemas/public.sg <<'SG'
external table users {
    id int primary key
}

table songs {
    owner int references users (id)
}
SG
run diff --from empty: --no-prove -m songs
run check
exits "a foreign key to a table that others make" 0
same "is no difference" "$out$err" ""
run pull migrations:
exits "and can be pulled" 0
prints "as it is" "references users"

# a folder that is mistyped
songs
run check --migrations genrated
exits "migrations that are nowhere" 3
says "are said to be none" 'there are no migrations in "genrated"'

# no database, no network
songs
mkdir bare && cd bare && cp -r ../schemas ../generated .
export DATABASE_URL=postgresql://nobody@203.0.113.1/none
if command -v strace >/dev/null; then
    ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=network -o "$work/trace" "$SCHEMAGEN" check
    status=$?
    exits "check under strace" 0
    grep -qE 'socket|connect' "$work/trace"
    [ $? = 1 ]
    ok "opens no socket" $? "$(grep -E 'socket|connect' "$work/trace")"
else
    skip "opens no socket" "no strace here"
fi
unset DATABASE_URL

# the example projects
for system in "$root"/schemas/*/; do
    run -C "$system" check --strict
    exits "schemas/$(basename "$system")" 0
    same "nothing differs there" "$(echo "$out" | grep -v 'note: "renamed from')" ""
done

# without any migration
project
mkdir schemas
echo 'table t { id int }' >schemas/public.sg
run check
exits "models without migrations" 3
prints "all is missing" "table t is not in the migrations"

# a model of any size is a matter of seconds: what takes the square of the number of its tables,
# or of the columns that one statement changes, takes minutes
project
{
    seq -f 'table t%.0f { id integer primary key; n integer not null; unique (n) }' 15000
    echo 'table wide {'
    seq -f '  c%.0f serial' 1500
    echo '}'
} >from.sg
sed 's/integer/bigint/; s/ serial/ bigserial/' from.sg >to.sg
mkdir none
for to in to.sg none; do
    timeout 20 "$SCHEMAGEN" diff --sql --no-prove --from from.sg --to "models:$to" >"$work/out" 2>&1
    ok "15,000 tables and 1,500 columns of one from from.sg to $to" $?
done
done_testing
