#ifndef SCHEMAGEN_BASE_SECRET_H
#define SCHEMAGEN_BASE_SECRET_H

/* Asterisks over what looks like a password, in place: the text keeps its length. */

/* The password of a URL, and what follows '?' where a parameter's name is encoded. */
void secret_hide_url(char *text);

/* What follows 'password =' and its like, to the end of the text. */
void secret_hide_named(char *text);

#endif
