/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Numbers as text, the same in every locale. */

#ifndef ENH_BASE_NUMBER_TEXT_H
#define ENH_BASE_NUMBER_TEXT_H

#include <stddef.h>

/* Buffer of enh__number_write, bytes. */
#define ENH__NUMBER_BYTES 32u

/* Read a decimal number: sign, digits, one point, exponent; nothing else in
   [text, text + length). 1: it is one, and finite. */
int
enh__number_read (const char *text, size_t length, double *value);

/* Write the shortest text that reads back as the same float. */
void
enh__number_write (float value, char text[ENH__NUMBER_BYTES]);

#endif
