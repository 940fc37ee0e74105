/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "common.h"

#include "base/printable.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
bench_error (const char *format, ...)
{
  va_list arguments;
  char text[2048];

  va_start (arguments, format);
  (void) vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  /* One line, whatever the name of a file contains. */
  enh__printable (text, '?');
  fprintf (stderr, "enhance-bench: %s\n", text);
}

void
bench_no_memory (void)
{
  bench_error ("out of memory; close other programs");
  exit (1);
}

void *
bench_zeros (size_t count, size_t size)
{
  void *block = calloc (count ? count : 1, size);

  if (!block)
    bench_no_memory ();
  return block;
}

char *
bench_text (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  const int length = vsnprintf (NULL, 0, format, arguments);
  va_end (arguments);
  char *text = bench_zeros ((size_t) length + 1, 1);
  va_start (arguments, format);
  (void) vsnprintf (text, (size_t) length + 1, format, arguments);
  va_end (arguments);
  return text;
}
