/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "table.h"

#include "printable.h"

#include <stdio.h>

struct cli_table {
  GPtrArray *cells; /* char *, UTF-8; titles first */
  guint columns;
  gboolean *right; /* `columns` */
};

/* Widths in columns of a terminal, roughly: one for each character. */
static guint
width (const char *cell)
{
  return (guint) g_utf8_strlen (cell, -1);
}

cli_table *
table_new (const char *const *titles)
{
  cli_table *made = g_new0 (cli_table, 1);

  while (titles[made->columns])
    ++made->columns;
  made->right = g_new0 (gboolean, made->columns);
  made->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < made->columns; ++i)
    {
      made->right[i] = *titles[i] == '>';
      g_ptr_array_add (made->cells, g_strdup (titles[i] + made->right[i]));
    }
  return made;
}

void
table_add (cli_table *table, const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Names come from drivers and sound servers. */
  g_ptr_array_add (table->cells, printable (text));
  g_free (text);
}

void
table_print (cli_table *table)
{
  guint *widths = g_new0 (guint, table->columns);

  for (guint i = 0; i < table->cells->len; ++i)
    widths[i % table->columns]
      = MAX (widths[i % table->columns], width (table->cells->pdata[i]));

  for (guint i = 0; i < table->cells->len; ++i)
    {
      const guint column = i % table->columns;
      const gboolean last = column == table->columns - 1;
      const char *cell = table->cells->pdata[i];
      const int room = (int) (widths[column] - width (cell));

      if (table->right[column])
        printf ("%*s%s", room, "", cell);
      else
        printf ("%s%*s", cell, last ? 0 : room, "");
      fputs (last ? "\n" : "  ", stdout);
    }
  g_free (widths);
  g_free (table->right);
  g_ptr_array_free (table->cells, TRUE);
  g_free (table);
}
