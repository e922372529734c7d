/* Reads where a database is: libpq's URLs and keyword strings, and SQLAlchemy's URLs with the
 * parameters of their drivers. Connecting is left to connection.c, and which of the many places
 * an address is taken from to the commands. */

#include "postgres/url.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/name.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What libpq understands, up to its newest version. */
static const char *const keywords[] = {
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "max_protocol_version",
    "min_protocol_version",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_issuer",
    "oauth_scope",
    "options",
    "passfile",
    "password",
    "port",
    "require_auth",
    "requirepeer",
    "scram_client_key",
    "scram_server_key",
    "service",
    "servicefile",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslkeylogfile",
    "sslmode",
    "sslnegotiation",
    "sslpassword",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
};

/* Parameters of drivers: what libpq calls them; NULL: of no meaning here. */
static const struct {
    const char *name, *keyword;
} driver_parameters[] = {
    {"async_fallback", NULL},
    {"client_encoding", NULL},
    {"charset", NULL},
    {"command_timeout", NULL},
    {"database", "dbname"},
    {"direct_tls", NULL},
    {"executemany_mode", NULL},
    {"executemany_batch_page_size", NULL},
    {"prepare_threshold", NULL},
    {"prepared_statement_cache_size", NULL},
    {"prepared_statement_name_func", NULL},
    {"ssl", "sslmode"},
    {"ssl_mode", "sslmode"},
    {"statement_cache_size", NULL},
    {"tcp_keepalive", "keepalives"},
    {"timeout", "connect_timeout"},
    {"username", "user"},
};

/* What the drivers' ssl= may be, where it is not a word of sslmode itself. */
static const struct {
    const char *value, *sslmode;
} ssl_values[] = {
    {"true", "require"}, {"1", "require"},     {"on", "require"},
    {"yes", "require"},  {"false", "disable"}, {"0", "disable"},
    {"off", "disable"},  {"no", "disable"},    {"no-verify", "require"},
};

/* What is being read. */
struct reader {
    struct arena *arena;
    struct address *address;
    struct diags *diags;
    bool driver; /* a SQLAlchemy URL: its dialect of parameters */
};

static bool wrong(struct reader *reader, const char *what)
{
    return diag_error(reader->diags, NOWHERE, CHECK_ADDRESS,
                      "the address of the database (from %s) is wrong: %s",
                      reader->address->from, what);
}

/* ------------------------------------------------------------------ addresses */

static size_t count_keywords(const struct address *address)
{
    size_t count = 0;

    while (address->keywords && address->keywords[count]) {
        count++;
    }
    return count;
}

const char *address_value(const struct address *address, const char *keyword)
{
    for (size_t i = 0; address->keywords && address->keywords[i]; i++) {
        if (!strcmp(address->keywords[i], keyword)) {
            return address->values[i];
        }
    }
    return NULL;
}

struct address address_with(struct arena *arena, const struct address *address,
                            const char *keyword, const char *value)
{
    size_t count = count_keywords(address), kept = 0;
    struct address copy = *address;

    copy.keywords = arena_alloc(arena, (count + 2) * sizeof *copy.keywords);
    copy.values = arena_alloc(arena, (count + 2) * sizeof *copy.values);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(address->keywords[i], keyword)) {
            copy.keywords[kept] = address->keywords[i];
            copy.values[kept++] = address->values[i];
        }
    }
    copy.keywords[kept] = arena_strdup(arena, keyword);
    copy.values[kept] = arena_strdup(arena, value);
    return copy;
}

static const char *said_or_environment(const struct address *address, const char *keyword,
                                       const char *variable)
{
    const char *value = address_value(address, keyword);

    if (!(value && *value) && !address->isolated) {
        value = getenv(variable);
    }
    return value && *value ? value : NULL;
}

const char *address_describe(struct arena *arena, const struct address *address)
{
    const char *database = said_or_environment(address, "dbname", "PGDATABASE");
    const char *host = said_or_environment(address, "host", "PGHOST");
    const char *port = said_or_environment(address, "port", "PGPORT");
    const char *user = said_or_environment(address, "user", "PGUSER");
    const char *service = said_or_environment(address, "service", "PGSERVICE");
    struct buf out = BUF_INIT;

    host = host ? host : said_or_environment(address, "hostaddr", "PGHOSTADDR");
    buf_add(&out, database ? "database " : "the default database");
    buf_add(&out, database ? database : "");
    buf_addf(&out, host ? " on %s" : "%s", host ? host : "");
    if (port) {
        buf_addf(&out, host ? ":%s" : " on port %s", port);
    }
    buf_addf(&out, user ? " as %s" : "%s", user ? user : "");
    buf_addf(&out, service ? " of service %s" : "%s", service ? service : "");
    buf_addf(&out, address->from ? " (from %s)" : "%s", address->from ? address->from : "");
    const char *text = arena_strdup(arena, buf_text(&out));
    buf_release(&out);
    return text;
}

/* ------------------------------------------------------------------ parameters */

static bool is_keyword(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(keywords); i++) {
        if (!strcmp(keywords[i], name)) {
            return true;
        }
    }
    return false;
}

static bool unknown_parameter(struct reader *reader, const char *name)
{
    const char *near = name_closest(name, keywords, COUNT_OF(keywords));

    wrong(reader, arena_printf(reader->arena, "unknown parameter \"%s\"", name));
    if (near) {
        diag_hint(reader->diags, "Did you mean \"%s\"?", near);
    }
    return false;
}

static void set(struct reader *reader, const char *keyword, const char *value)
{
    const char *from = reader->address->from;

    *reader->address = address_with(reader->arena, reader->address, keyword, value);
    reader->address->from = from;
}

static const char *sslmode_of(const char *value)
{
    for (size_t i = 0; i < COUNT_OF(ssl_values); i++) {
        if (!strcasecmp(ssl_values[i].value, value)) {
            return ssl_values[i].sslmode;
        }
    }
    return value;
}

/* SQLAlchemy says several hosts by repeating host=name:port. */
static void set_driver_host(struct reader *reader, const char *value)
{
    const char *hosts = address_value(reader->address, "host");
    const char *ports = address_value(reader->address, "port");
    const char *colon = *value == '/' || *value == '[' ? NULL : strchr(value, ':');
    bool more = hosts && *hosts;
    char *host =
        arena_strndup(reader->arena, value, colon ? (size_t)(colon - value) : strlen(value));

    set(reader, "host", more ? arena_printf(reader->arena, "%s,%s", hosts, host) : host);
    if (colon || (more && ports)) {
        set(reader, "port",
            more ? arena_printf(reader->arena, "%s,%s", ports ? ports : "",
                                colon ? colon + 1 : "")
                 : colon + 1);
    }
}

static bool set_parameter(struct reader *reader, const char *name, const char *value)
{
    if (!strcmp(name, "ssl")) {
        set(reader, "sslmode", sslmode_of(value));
        return true;
    }
    if (reader->driver && !strcmp(name, "host")) {
        set_driver_host(reader, value);
        return true;
    }
    for (size_t i = 0; reader->driver && i < COUNT_OF(driver_parameters); i++) {
        if (!strcmp(driver_parameters[i].name, name)) {
            if (driver_parameters[i].keyword) {
                set(reader, driver_parameters[i].keyword, value);
            }
            return true;
        }
    }
    if (!is_keyword(name)) {
        return unknown_parameter(reader, name);
    }
    set(reader, name, !strcmp(name, "sslmode") ? sslmode_of(value) : value);
    return true;
}

/* ------------------------------------------------------------------ URLs */

/* The bytes that %XX stand for; NULL and a message that names the part, never its text. */
static const char *decode(struct reader *reader, const char *text, size_t length,
                          const char *part)
{
    char *decoded = arena_alloc(reader->arena, length + 1), *out = decoded;

    for (size_t i = 0; i < length; i++) {
        if (text[i] != '%') {
            *out++ = text[i];
            continue;
        }
        char digits[3] = {0};
        if (i + 2 < length) {
            memcpy(digits, text + i + 1, 2);
        }
        if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]) ||
            !strcmp(digits, "00")) {
            wrong(reader,
                  arena_printf(reader->arena, "\"%%\" in the %s does not begin an encoded byte",
                               part));
            diag_hint(reader->diags, "Write a percent sign as %%25.");
            return NULL;
        }
        *out++ = (char)strtol(digits, NULL, 16);
        i += 2;
    }
    return decoded;
}

static bool read_user(struct reader *reader, const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    size_t user_length = colon ? (size_t)(colon - text) : length;
    const char *user = decode(reader, text, user_length, "user name");

    if (!user) {
        return false;
    }
    if (*user) {
        set(reader, "user", user);
    }
    if (colon) {
        const char *password = decode(reader, colon + 1, length - user_length - 1, "password");
        if (!password) {
            return false;
        }
        if (*password) {
            set(reader, "password", password);
        }
    }
    return true;
}

static bool check_port(struct reader *reader, const char *port)
{
    char *end;
    long number = strtol(port, &end, 10);

    if (!*port || (!*end && isdigit((unsigned char)*port) && number > 0 && number < 65536)) {
        return true;
    }
    /* a password that holds an unencoded "/" reads as a port: do not show it */
    wrong(reader, "the port is not a number from 1 to 65535");
    diag_hint(reader->diags, "In a user name or a password, write \"/\" as %%2F, \"@\" as %%40 "
                             "and \":\" as %%3A.");
    return false;
}

/* One of the hosts between commas: name, name:port, [address]:port. */
static bool read_host(struct reader *reader, const char *text, size_t length, struct buf *hosts,
                      struct buf *ports)
{
    const char *end = text + length, *colon;
    const char *host_end = end;

    if (length && *text == '[') {
        host_end = memchr(text, ']', length);
        if (!host_end || (host_end + 1 < end && host_end[1] != ':')) {
            return wrong(reader, "the IPv6 address is not closed by \"]\"");
        }
        text++;
        colon = host_end + 1 < end ? host_end + 1 : NULL;
    } else {
        colon = memchr(text, ':', length);
        host_end = colon ? colon : end;
    }
    const char *host = decode(reader, text, (size_t)(host_end - text), "host");
    const char *port = "";
    if (colon) {
        port = arena_strndup(reader->arena, colon + 1, (size_t)(end - colon - 1));
    }
    if (!host || !check_port(reader, port)) {
        return false;
    }
    buf_add(hosts, host);
    buf_add(ports, port);
    return true;
}

static bool read_hosts(struct reader *reader, const char *text, size_t length)
{
    struct buf hosts = BUF_INIT, ports = BUF_INIT;
    bool read = true;

    while (read) {
        const char *comma = memchr(text, ',', length);
        size_t one = comma ? (size_t)(comma - text) : length;
        read = read_host(reader, text, one, &hosts, &ports);
        if (!comma) {
            break;
        }
        buf_add_char(&hosts, ',');
        buf_add_char(&ports, ',');
        text += one + 1;
        length -= one + 1;
    }
    if (read && strspn(buf_text(&hosts), ",") < hosts.length) {
        set(reader, "host", buf_text(&hosts));
    }
    if (read && strspn(buf_text(&ports), ",") < ports.length) {
        set(reader, "port", buf_text(&ports));
    }
    buf_release(&hosts);
    buf_release(&ports);
    return read;
}

/* Form encoding: the drivers' URL library reads '+' as a blank, libpq does not. */
static const char *decode_value(struct reader *reader, const char *text, size_t length,
                                const char *part)
{
    char *copy = arena_strndup(reader->arena, text, length);

    for (char *c = copy; reader->driver && *c; c++) {
        *c = *c == '+' ? ' ' : *c;
    }
    return decode(reader, copy, length, part);
}

static bool read_query(struct reader *reader, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, "&");
        const char *equals = memchr(text, '=', length);
        if (length && !equals) {
            return wrong(reader, "a parameter after \"?\" has no \"=\"");
        }
        if (length) {
            const char *name =
                decode_value(reader, text, (size_t)(equals - text), "parameters");
            const char *value = decode_value(
                reader, equals + 1, length - (size_t)(equals - text) - 1, "parameters");
            if (!name || !value || !set_parameter(reader, name, value)) {
                return false;
            }
        }
        text += length + (text[length] == '&');
    }
    return true;
}

/* The '@' that ends user and password; NULL if there is none. A password with an unencoded '/'
 * is recognised where what follows its ':' cannot be a port. */
static const char *find_user_end(const char *text)
{
    size_t authority = strcspn(text, "/?");
    const char *at = NULL, *colon = memchr(text, ':', authority);

    for (size_t i = 0; i < authority; i++) {
        at = text[i] == '@' ? text + i : at;
    }
    if (!at && colon && *text != '[') {
        size_t digits = strspn(colon + 1, "0123456789");
        if (colon + 1 + digits < text + authority && colon[1 + digits] != ',') {
            at = strchr(text, '@');
        }
    }
    return at;
}

static bool read_url(struct reader *reader, const char *text)
{
    const char *user_end = find_user_end(text);

    if (user_end) {
        if (!read_user(reader, text, (size_t)(user_end - text))) {
            return false;
        }
        text = user_end + 1;
    }
    size_t length = strcspn(text, "/?");
    if (!read_hosts(reader, text, length)) {
        return false;
    }
    text += length;
    if (*text == '/') {
        length = strcspn(++text, "?");
        const char *database = decode(reader, text, length, "database name");
        if (!database) {
            return false;
        }
        if (*database) {
            set(reader, "dbname", database);
        }
        text += length;
    }
    return *text != '?' || read_query(reader, text + 1);
}

/* ------------------------------------------------------------------ keyword strings */

static const char *read_value(struct reader *reader, const char **text)
{
    struct buf value = BUF_INIT;
    const char *at = *text;
    bool quoted = *at == '\'', closed = !quoted;

    at += quoted;
    while (*at && (quoted ? *at != '\'' : !isspace((unsigned char)*at))) {
        at += *at == '\\' && at[1];
        buf_add_char(&value, *at++);
    }
    if (quoted && *at == '\'') {
        closed = true;
        at++;
    }
    *text = at;
    const char *kept = arena_strdup(reader->arena, buf_text(&value));
    buf_release(&value);
    if (!closed) {
        wrong(reader, "a quoted value is not closed");
        return NULL;
    }
    return kept;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n\f\v");
}

static bool read_keywords(struct reader *reader, const char *text)
{
    for (text = skip_blanks(text); *text; text = skip_blanks(text)) {
        size_t length = strcspn(text, "= \t\r\n\f\v");
        const char *name = arena_strndup(reader->arena, text, length);
        text = skip_blanks(text + length);
        if (*text != '=') {
            return wrong(reader, "a keyword is not followed by \"=\"");
        }
        text = skip_blanks(text + 1);
        const char *value = read_value(reader, &text);
        if (!value || !set_parameter(reader, name, value)) {
            return false;
        }
    }
    return true;
}

/* ------------------------------------------------------------------ what it is */

/* The length of "scheme://" at the start of the text; 0 if it is not a URL. */
static size_t scheme_length(const char *text)
{
    size_t length = 0;

    while (isalnum((unsigned char)text[length]) ||
           (text[length] && strchr("+-._", text[length]))) {
        length++;
    }
    return length && !strncmp(text + length, "://", 3) ? length + 3 : 0;
}

static bool is_scheme(const char *text, size_t length, const char *scheme)
{
    return length == strlen(scheme) && !strncasecmp(text, scheme, length);
}

bool address_read(struct arena *arena, const char *text, const char *from,
                  struct address *address, struct diags *diags)
{
    struct reader reader = {.arena = arena, .address = address, .diags = diags};

    *address = (struct address){.from = arena_strdup(arena, from)};
    text = skip_blanks(text);
    size_t length = strlen(text), scheme = scheme_length(text);
    while (length && isspace((unsigned char)text[length - 1])) {
        length--;
    }
    text = arena_strndup(arena, text, length);
    if (scheme) {
        size_t name = scheme - 3, base = strcspn(text, "+:");
        if (!is_scheme(text, base, "postgres") && !is_scheme(text, base, "postgresql")) {
            return wrong(&reader, arena_printf(arena, "\"%.*s\" is not a PostgreSQL URL",
                                               (int)scheme, text));
        }
        reader.driver = base < name;
        return read_url(&reader, text + scheme);
    }
    if (!strchr(text, '=')) {
        if (strpbrk(text, "@/:")) {
            return wrong(&reader, "it is neither a URL, nor keyword=value pairs, nor a "
                                  "database name");
        }
        if (*text) {
            set(&reader, "dbname", text);
        }
        return true;
    }
    return read_keywords(&reader, text);
}
