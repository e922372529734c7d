#!/usr/bin/env bash
# fmt from the outside: in place and stable, for hooks and editors, and never half-done.
. "$(dirname "$0")/tap.sh"
project
mkdir schemas
printf 'TABLE t {\n  a INT   -- one\n\n\n  b text,\n}\n' >schemas/a.sg
printf 'table u {\n  a  integer\n}\n' >schemas/b.sg
printf 'table w { a int\n' >broken.sg
wanted='table t {
  a  int  -- one

  b  text
}'
cp -r schemas before

run fmt --check
exits "--check finds a file" 3
same "and names it" "$out" "schemas/a.sg"
diff -r before schemas
ok "but leaves it" $?
run fmt --check schemas/b.sg
exits "--check of a canonical one" 0
same "says nothing" "$out$err" ""

run fmt
exits "fmt of the project's models" 0
same "names what it changed" "$out" "schemas/a.sg"
same "as it should be" "$(cat schemas/a.sg)" "$wanted"
run fmt --check
exits "nothing is left to do" 0
run fmt
same "a second time changes nothing" "$out" ""

# editors
printf 'TABLE t {\n  a INT   -- one\n\n\n  b text,\n}\n' | "$SCHEMAGEN" fmt - >piped 2>piped.err
ok "standard input" $?
same "goes to standard output" "$(cat piped)" "$wanted"
"$SCHEMAGEN" fmt - <broken.sg >piped 2>piped.err
same "a broken one is an error" $? 1
same "with nothing on standard output" "$(cat piped)" ""
holds "$(cat piped.err)" "error:"
ok "and says where" $?
printf 'TABLE t { a int }' | "$SCHEMAGEN" fmt --check - >piped 2>piped.err
same "--check of standard input" $? 3

# errors leave files as they are
cp before/a.sg schemas/a.sg
cp broken.sg schemas/
run fmt
exits "one broken file among others" 1
says "is named" "schemas/broken.sg:1"
cmp -s broken.sg schemas/broken.sg
ok "and is left as it is" $?
same "the others are done" "$(cat schemas/a.sg)" "$wanted"
run fmt --check schemas
exits "an error outweighs a difference" 1
rm schemas/broken.sg
run fmt nowhere
exits "a path that is not there" 1
says "is called by its name" 'could not read "nowhere"'
run fmt --models nowhere
says "models that are not there" 'there are no models at "nowhere"'

# what was not ours to change stays: the mode, and a file that cannot be written
cp before/a.sg schemas/a.sg
chmod 640 schemas/a.sg
run fmt
same "the file's mode" "$(stat -c %a schemas/a.sg)" 640
[ -z "$(find schemas -name '*.sg?*' -o -name '.*.sg*')" ]
ok "no other file is left behind" $?

# as JSON
printf 'table a { x int }\n' >schemas/a.sg
run fmt --check --format json
exits "what is not canonical, as JSON" 3
same "is listed" "$out" '{"version": 1, "files": ["schemas/a.sg"]}'
run fmt --format json
exits "what was written, as JSON" 0
same "is listed" "$out" '{"version": 1, "files": ["schemas/a.sg"]}'
run fmt --format json
same "nothing was" "$out" '{"version": 1, "files": []}'
run fmt --format json -
exits "standard input beside it" 2

# every model of the tree
mkdir tree
here=$PWD
(cd "$root" && find tests/cases schemas -name '*.sg' ! -path '*/error/*' -exec cp --parents -t "$here/tree" {} +)
run fmt tree
exits "every model of the tree" 0
run fmt --check tree
exits "is stable" 0
same "all of it" "$out" ""
done_testing
