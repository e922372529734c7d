# schemagen: everything is built into $(BUILD); sources are found by their folders.
# Targets with a '##' comment are listed by 'make help'.

BUILD ?= build
CC ?= gcc
FLEX ?= flex
BISON ?= bison
prefix ?= /usr/local
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
RANDOM_SOURCES := $(sort $(wildcard tests/random/*.c))
RANDOM := $(if $(RANDOM_SOURCES),$(BUILD)/tests/random/random)

.PHONY: all
all: $(LIBRARY) $(if $(MAIN),$(PROGRAM)) ## build $(BUILD)/schemagen (the default)

.DELETE_ON_ERROR:
.SECONDARY:

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

.PHONY: tests
tests: all $(UNIT_TESTS) $(TOOLS) $(RANDOM) ## build the test programs too

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BUILD)

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

-include $(OBJECTS:.o=.d) $(BUILD)/src/main.d $(UNIT_TESTS:=.d) $(TOOLS:=.d) $(RANDOM_SOURCES:%.c=$(BUILD)/%.d)
