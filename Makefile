# schemagen: everything is built into $(BUILD); sources are found by their folders.
# Targets with a '##' comment are listed by 'make help'.

BUILD ?= build
ifeq ($(origin CC),default)
CC := gcc
endif
FLEX ?= flex
BISON ?= bison
PREFIX ?= /usr/local
prefix ?= $(PREFIX)
bindir ?= $(prefix)/bin
mandir ?= $(prefix)/share/man
DESTDIR ?=

OPTIMISE ?= -O2 -g
SANITISE ?=
WARNINGS := -Wall -Wextra -Werror
CPPFLAGS := -D_GNU_SOURCE -Iinclude -Isrc -I. -I$(BUILD) -isystem $(shell pg_config --includedir 2>/dev/null)
CFLAGS ?= $(OPTIMISE)
ALL_CFLAGS := -std=gnu11 $(WARNINGS) $(CFLAGS) $(SANITISE) -MMD -MP
LDFLAGS := $(SANITISE) -L$(shell pg_config --libdir 2>/dev/null)
LDLIBS := -lpq -lpg_query -lprotobuf-c -lcjson -lcrypto -lm

SOURCES := $(sort $(wildcard src/*/*.c src/*/*/*.c grammar/*.c))
PARSERS := $(patsubst %.y,$(BUILD)/%.tab.c,$(wildcard grammar/*.y))
LEXERS := $(patsubst %.l,$(BUILD)/%.lex.c,$(wildcard grammar/*.l))
GENERATED := $(PARSERS) $(LEXERS)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
MAIN := $(wildcard src/main.c)
LIBRARY := $(BUILD)/libschemagen.a
PROGRAM := $(BUILD)/schemagen

UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/unit/*.c)))
TOOL_SOURCES := $(sort $(wildcard tests/bench/*.c))
TOOLS := $(patsubst %.c,$(BUILD)/%,$(TOOL_SOURCES))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/*.c)))
MANUAL := $(wildcard docs/schemagen.1)
FUZZ_SECONDS ?= 60
ASAN_PAIRS ?= 60
RANDOM_SOURCES := $(sort $(wildcard tests/random/*.c))
RANDOM := $(if $(RANDOM_SOURCES),$(BUILD)/tests/random/random)

.PHONY: all
all: $(LIBRARY) $(if $(MAIN),$(PROGRAM)) ## build the program, build/schemagen (the default)

.DELETE_ON_ERROR:
.SECONDARY: $(UNIT_TESTS:=.o) $(TOOLS:=.o) $(FUZZERS:=.o)

$(PROGRAM): $(BUILD)/src/main.o $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/%.o: $(BUILD)/%.c
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -Wno-unused-function -Wno-sign-compare -c -o $@ $<

$(BUILD)/%.tab.c $(BUILD)/%.tab.h &: %.y
	@mkdir -p $(@D)
	$(BISON) -Wall -Werror -Wno-yacc --header=$(BUILD)/$*.tab.h -o $(BUILD)/$*.tab.c $<

$(BUILD)/%.lex.c $(BUILD)/%.lex.h &: %.l
	@mkdir -p $(@D)
	$(FLEX) --header-file=$(BUILD)/$*.lex.h -o $(BUILD)/$*.lex.c $<

# Whoever includes a generated header needs it before the first compile, when no .d file says so.
$(filter $(BUILD)/grammar/%,$(OBJECTS)) $(BUILD)/src/main.o: | $(GENERATED)

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(RANDOM): $(RANDOM_SOURCES:%.c=$(BUILD)/%.o) $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(LIBRARY)
	$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

.PHONY: fuzz-programs
fuzz-programs: $(FUZZERS) ## build what fuzz runs

.PHONY: bench-programs
bench-programs: $(TOOLS) ## build what bench runs

.PHONY: tests
tests: all $(UNIT_TESTS) $(RANDOM) ## build what check runs

.PHONY: deps
deps: ## install what is missing of what the build and the tests need (root or sudo)
	@tests/deps.sh build check

# What deps installs changes what this Makefile finds out (pg_config), so the rest is made anew.
.PHONY: check
check: deps ## install what is missing, build, run every test
	@+$(MAKE) -s -j2 tests
	@tests/run -b $(BUILD) $(GROUPS)

.PHONY: check-asan
check-asan: deps ## the same tests under AddressSanitizer and UBSan, fewer random pairs
	@+ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
	  COUNT=$(ASAN_PAIRS) $(MAKE) -s -j2 check BUILD=$(BUILD)/asan OPTIMISE='-O1 -g' WARNINGS=-w \
	  SANITISE='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

.PHONY: check-versions
check-versions: deps ## the cases of tests/cases/pg on servers 14, 16, 17 and 18, fetched by npm
	@tests/deps.sh versions || echo "versions: no npm"
	@+$(MAKE) -s -j2 tests
	@tests/versions -b $(BUILD) $(VERSIONS)

.PHONY: bless
bless: all ## rewrite the goldens of the cases, for the reviewer to read
	@BLESS=1 tests/run -b $(BUILD) cases

.PHONY: manual
manual: all ## write the rows of commands and options in README and manual page from --help
	@python3 tests/casekit/manual.py $(PROGRAM)

.PHONY: lint
lint: ## floors, format, cppcheck, headers alone
	@tests/deps.sh build lint
	@+$(MAKE) -s $(GENERATED)
	@BUILD=$(BUILD) tests/lint

.PHONY: fuzz
fuzz: ## fuzz every reader for FUZZ_SECONDS each (default 60)
	@tests/deps.sh build fuzz
	@+$(MAKE) -s -j2 fuzz-programs BUILD=$(BUILD)/fuzz CC=clang OPTIMISE='-O1 -g' WARNINGS=-w \
	  SANITISE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
	@tests/fuzz/run $(BUILD)/fuzz $(FUZZ_SECONDS)

.PHONY: bench
bench: ## time against pg_dump and Alembic at BENCH_TABLES tables (default 100 1000 5000), and 1,000 migrations
	@tests/deps.sh build check bench
	@+$(MAKE) -s -j2 all bench-programs
	@tests/bench/run -b $(BUILD) $(BENCH_PEERS:%=--%) $(BENCH_TABLES)
	@tests/bench/migrations -b $(BUILD)

.PHONY: demo
demo: deps ## install what is missing, build, walk through the main job on a throwaway server
	@+$(MAKE) -s -j2 all
	@BUILD=$(BUILD) tests/demo

.PHONY: install
install: all ## install the program and its manual page (PREFIX, DESTDIR)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(bindir)/schemagen
	$(if $(MANUAL),install -D -m 644 $(MANUAL) $(DESTDIR)$(mandir)/man1/schemagen.1)

.PHONY: uninstall
uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(bindir)/schemagen $(DESTDIR)$(mandir)/man1/schemagen.1

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BUILD)

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(UNIT_TESTS:=.d) $(TOOLS:=.d) $(FUZZERS:=.d) $(RANDOM_SOURCES:%.c=$(BUILD)/%.d)
