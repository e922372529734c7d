#ifndef SCHEMAGEN_RUNNER_VERSION_H
#define SCHEMAGEN_RUNNER_VERSION_H

/* This tool's version, as it is printed and as the history records it. */

#define SCHEMAGEN_VERSION "0.1.0"

#endif
