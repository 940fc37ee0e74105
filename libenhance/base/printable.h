/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Names of files and devices may hold line breaks and escape sequences. */

#ifndef ENH_BASE_PRINTABLE_H
#define ENH_BASE_PRINTABLE_H

/* Replace the control characters of ASCII and, in UTF-8, those of ISO 6429 (U+0080
   to U+009F), so that a message stays one line and a terminal obeys none of them. */
static inline void
enh__printable (char *text, char replacement)
{
  for (; *text; ++text)
    if ((unsigned char) *text < 0x20 || *text == 0x7f)
      *text = replacement;
    else if ((unsigned char) *text == 0xc2
             && ((unsigned char) text[1] & 0xe0) == 0x80)
      {
        text[0] = replacement;
        text[1] = replacement;
      }
}

#endif
