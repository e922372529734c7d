/* Shows how far a run has come. What is said is the runner's. */

#include "runner/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define TERMINAL_AFTER 200 /* milliseconds: what is quicker is not shown */
#define LINES_AFTER 10000  /* milliseconds; each line comes after twice as long */
#define COLUMNS_USUAL 80

struct progress progress_begin(FILE *out)
{
    const char *terminal = getenv("TERM");

    return (struct progress){
        .out = out,
        .terminal =
            out && isatty(fileno(out)) && terminal && *terminal && strcmp(terminal, "dumb"),
    };
}

void progress_restart(struct progress *progress)
{
    progress->next = progress->terminal ? TERMINAL_AFTER : LINES_AFTER;
}

bool progress_is_due(const struct progress *progress, long milliseconds)
{
    return progress->out && milliseconds >= progress->next;
}

/* The bytes of the text that fit a line of the terminal, of which the last column
 * stays free. */
static int fitting(const struct progress *progress, const char *text)
{
    struct winsize size = {0};
    int columns = COLUMNS_USUAL, bytes = 0;

    if (!ioctl(fileno(progress->out), TIOCGWINSZ, &size) && size.ws_col > 1)
        columns = size.ws_col;
    for (; text[bytes]; bytes++)
        if (((unsigned char)text[bytes] & 0xC0) != 0x80 && --columns == 0)
            break;
    return bytes;
}

void progress_say(struct progress *progress, const char *text, long milliseconds)
{
    if (!progress->terminal) {
        fprintf(progress->out, "%s\n", text);
        progress->next = milliseconds * 2;
        return;
    }
    fprintf(progress->out, "\r%.*s\033[K", fitting(progress, text), text);
    fflush(progress->out);
    progress->shown = true;
}

void progress_clear(struct progress *progress)
{
    if (!progress->shown)
        return;
    fputs("\r\033[K", progress->out);
    fflush(progress->out);
    progress->shown = false;
}
