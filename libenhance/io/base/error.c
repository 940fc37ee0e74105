/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One-line texts of failure. */

#include "io/base/error.h"

#include "base/printable.h"

#include <stdarg.h>
#include <stdio.h>

enh_status
enh__fail (enh_error *error, enh_status status, const char *format, ...)
{
  if (error)
    {
      va_list args;

      va_start (args, format);
      (void) vsnprintf (error->text, sizeof error->text, format, args);
      va_end (args);
      enh__printable (error->text, '?');
    }
  return status;
}

void
enh__error_clear (enh_error *error)
{
  if (error)
    error->text[0] = '\0';
}
