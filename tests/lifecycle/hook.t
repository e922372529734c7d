#!/usr/bin/env bash
# The pre-commit hook that init writes, in real git repositories.
. "$(dirname "$0")/tap.sh"
if ! command -v git >/dev/null; then
    skip "the hook" "no git here"
    done_testing
fi
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@b
PATH=$(dirname "$SCHEMAGEN"):$PATH
commit() {
    git add -A
    git commit -qm "$1" >"$work/out" 2>"$work/err"
    status=$?
    out=$(cat "$work/out") err=$(cat "$work/err")
}

project
git init -q .
run init
exits "init in a repository" 0
prints "writes the hook" ".git/hooks/pre-commit"
commit "an empty project"
exits "is let through" 0
(PATH=/usr/bin:/bin; git commit -q --allow-empty -m "without the program") >"$work/out" 2>"$work/err"
status=$? out='' err=$(cat "$work/err")
exits "without the program it is refused" 1
says "and that is why" "schemagen is not in PATH"
printf 'table songs {\n    id int\n}\n' >schemas/public.sg
run fmt
commit "a model without its migration"
exits "is refused" 1
holds "$out$err" "table songs is not in the migrations"
ok "with the reason" $?
run diff --from migrations: --no-prove -m songs
commit "with it"
exits "it is let through" 0
printf 'table songs { id int }\n' >schemas/public.sg
commit "a model that is not canonical"
exits "is refused" 1

# what is staged counts, not what lies about
staged() {
    git commit -qm "$1" >"$work/out" 2>"$work/err"
    status=$?
    err=$(cat "$work/err") out=$(cat "$work/out")
}
git checkout -q HEAD -- . && git reset -q
printf 'table songs {\n    id    int\n    mood  text\n}\n' >schemas/public.sg
run fmt
run diff --from migrations: --no-prove -m mood
git add schemas
staged "a model whose migration is not staged"
exits "is refused" 1
says "and it is said what was looked at" "refused for what is staged"
git add generated
echo 'table unfinished {' >schemas/other.sg
staged "both, beside a model that is not staged"
exits "are let through" 0
rm schemas/other.sg
git rm -q schemas/public.sg
staged "the last model taken away"
exits "is refused" 1

# hooks that are kept elsewhere
project
git init -q .
git config core.hooksPath "$folder/others"
run init
exits "init where core.hooksPath is set" 0
prints_not "writes no hook" "pre-commit"
says "and says where it goes" "others/pre-commit, for core.hooksPath says"

# a project below the repository's top, in a linked working tree
project
git init -q . && git commit -q --allow-empty -m first
git worktree add -q "$folder/linked" 2>/dev/null
mkdir -p "$folder/linked/it's/here"
cd "$folder/linked/it's/here" || exit 1
run init
exits "init below the top of a linked tree" 0
[ -x "$folder/.git/hooks/pre-commit" ]
ok "the hook is where all trees have it" $?
printf 'table songs {\n    id int\n}\n' >schemas/public.sg
run fmt
commit "a model without its migration"
exits "is refused there" 1
run diff --from migrations: --no-prove -m songs
commit "with it"
exits "it is let through" 0

# a hook of others'
project
git init -q .
mkdir -p .git/hooks
printf '#!/bin/sh\nexit 0\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
run init
same "a hook that is there stays" "$(cat .git/hooks/pre-commit)" "$(printf '#!/bin/sh\nexit 0')"
says "and what to add to it is said" "schemagen fmt --check && schemagen check"
project
run init
exits "without a repository" 0
prints_not "there is no hook" "pre-commit"

# what .pre-commit-hooks.yaml calls
for entry in $(sed -n 's/^  entry: schemagen \([a-z]*\).*/\1/p' "$root/.pre-commit-hooks.yaml"); do
    run "$entry" --help
    exits "the hook's command $entry is one" 0
done
done_testing
