/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Small files whose disk may never answer. Opening a file on a dead network mount
   takes for ever, and no flag helps: a thread of its own reads, and whoever wants
   the text waits no longer than it says. Only regular files are read, judged by
   what was opened; one that another program holds is refused at once. */

#ifndef PRESET_PATIENT_READ_H
#define PRESET_PATIENT_READ_H

#include <glib.h>

/* How long a program waits that can do nothing else meanwhile. */
enum { PATIENT_READ_MS = 2000 };

typedef enum patient_trouble {
  PATIENT_FINE,
  PATIENT_UNOPENED,  /* `number` says why */
  PATIENT_UNREAD,    /* `number` says why */
  PATIENT_IRREGULAR, /* a pipe or a device */
  PATIENT_LONG,      /* longer than was allowed */
  PATIENT_LATE       /* not read when its reader gave up */
} patient_trouble;

typedef struct patient_text {
  char *
    bytes; /* NULL where there is trouble; ends in a zero that is not counted */
  gsize length;
  patient_trouble trouble;
  int number; /* errno */
} patient_text;

typedef struct patient_read patient_read;

patient_read *
patient_read_begin (const char *path, gsize bytes_most);

/* Whether it is at its end, waiting for that at most so long. */
gboolean
patient_read_done (patient_read *reading, guint wait_ms);

/* What was read, its bytes for the caller to free; PATIENT_LATE if nothing yet. */
patient_text
patient_read_end (patient_read *reading);

/* All three, with PATIENT_READ_MS. */
patient_text
patient_read_whole (const char *path, gsize bytes_most);

/* The trouble in a few words, in the language of the system's own. */
const char *
patient_why (const patient_text *text);

#endif
