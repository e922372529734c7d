/* What the values of the model's enums are called, in models, in JSON and in messages. */

#include "model/model.h"

const char *const kind_words[] = {
    [KIND_SCHEMA] = "schema",
    [KIND_EXTENSION] = "extension",
    [KIND_ENUM] = "enum",
    [KIND_COMPOSITE] = "type",
    [KIND_DOMAIN] = "domain",
    [KIND_SEQUENCE] = "sequence",
    [KIND_TABLE] = "table",
    [KIND_COLUMN] = "column",
    [KIND_CONSTRAINT] = "constraint",
    [KIND_INDEX] = "index",
    [KIND_LABEL] = "label",
    [KIND_COUNT] = "any",
    NULL,
};

const char *const constraint_words[] = {
    [CONSTRAINT_PRIMARY] = "primary key", [CONSTRAINT_UNIQUE] = "unique",
    [CONSTRAINT_CHECK] = "check",         [CONSTRAINT_FOREIGN] = "foreign key",
    [CONSTRAINT_EXCLUDE] = "exclude",     NULL,
};

const char *const fk_action_words[] = {
    [FK_NO_ACTION] = "no action", [FK_RESTRICT] = "restrict",       [FK_CASCADE] = "cascade",
    [FK_SET_NULL] = "set null",   [FK_SET_DEFAULT] = "set default", NULL,
};

const char *const fk_match_words[] = {
    [MATCH_SIMPLE] = "simple", [MATCH_FULL] = "full", [MATCH_PARTIAL] = "partial", NULL};

const char *const generated_words[] = {[GENERATED_NONE] = "no",
                                       [GENERATED_STORED] = "stored",
                                       [GENERATED_VIRTUAL] = "virtual",
                                       NULL};

const char *const identity_words[] = {[IDENTITY_NONE] = "no",
                                      [IDENTITY_ALWAYS] = "always",
                                      [IDENTITY_BY_DEFAULT] = "by default",
                                      NULL};

const char *const storage_words[] = {
    [STORAGE_DEFAULT] = "default",   [STORAGE_PLAIN] = "plain", [STORAGE_EXTERNAL] = "external",
    [STORAGE_EXTENDED] = "extended", [STORAGE_MAIN] = "main",   NULL,
};

const char *const persistence_words[] = {
    [PERSISTENCE_PERMANENT] = "permanent", [PERSISTENCE_UNLOGGED] = "unlogged", NULL};

const char *const replica_identity_words[] = {
    [REPLICA_DEFAULT] = "default",
    [REPLICA_NOTHING] = "nothing",
    [REPLICA_FULL] = "full",
    [REPLICA_INDEX] = "using index",
    NULL,
};

const char *const sequence_type_words[] = {[SEQUENCE_BIGINT] = "bigint",
                                           [SEQUENCE_INTEGER] = "integer",
                                           [SEQUENCE_SMALLINT] = "smallint",
                                           NULL};
