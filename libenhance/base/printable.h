/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Names of files and devices may hold line breaks and escape sequences. */

#ifndef ENH_BASE_PRINTABLE_H
#define ENH_BASE_PRINTABLE_H

/* Replace the control characters of ASCII, so that a message stays one line. */
static inline void
enh__printable (char *text, char replacement)
{
  for (; *text; ++text)
    if ((unsigned char) *text < 0x20 || *text == 0x7f)
      *text = replacement;
}

#endif
