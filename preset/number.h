/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Numbers as text, the same in every locale. */

#ifndef PRESET_NUMBER_H
#define PRESET_NUMBER_H

#include <glib.h>

/* Buffer size for number_format, bytes. */
enum { NUMBER_TEXT_BYTES = 32 };

/* Read a decimal number: sign, digits, one point, exponent; nothing before or
   after it, no hexadecimal, no "inf", no "nan". */
gboolean
number_parse (const char *text, double *value);

/* Read a whole number of at least 0. */
gboolean
number_parse_whole (const char *text, guint32 *value);

/* Write the shortest text that reads back as the same float. */
const char *
number_format (float value, char text[NUMBER_TEXT_BYTES]);

#endif
