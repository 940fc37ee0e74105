/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A table for people: columns as wide as their widest cell. */

#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <glib.h>

typedef struct cli_table cli_table;

/* `titles` ends in NULL. A column whose title starts with '>' is aligned right. */
cli_table *
table_new (const char *const *titles);

/* Append the next cell; a full row starts a new one. */
void
table_add (cli_table *table, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Print on standard output and free. */
void
table_print (cli_table *table);

#endif
