/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One-line texts of failure, for libenhance/io. */

#ifndef ENH_IO_BASE_ERROR_H
#define ENH_IO_BASE_ERROR_H

#include <enhance/status.h>

#if defined(__GNUC__)
#  define ENH__PRINTF(text, first) \
    __attribute__ ((format (printf, text, first)))
#else
#  define ENH__PRINTF(text, first)
#endif

/* Fill `error` (NULL is fine) and return `status`, so that a failure is one
   statement. Control characters in names become '?': one line stays one. */
enh_status
enh__fail (enh_error *error, enh_status status, const char *format, ...)
  ENH__PRINTF (3, 4);

/* Nothing has failed. */
void
enh__error_clear (enh_error *error);

#endif
