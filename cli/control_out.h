/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Lines to a reader who may be slow, stalled or gone. A thread of its own
   writes; what finds no room is dropped, line by line, and counted. So a reader
   delays neither the sound nor the end. */

#ifndef CLI_CONTROL_OUT_H
#define CLI_CONTROL_OUT_H

#include <glib.h>

typedef struct control_out control_out;

/* What may wait, in bytes; beside it the pipe itself holds some. */
enum { CONTROL_OUT_BYTES = 65536 };

/* How much a line matters. */
typedef enum control_out_rank {
  CONTROL_OUT_LATEST, /* one at a time, with room: an older one is of no use */
  CONTROL_OUT_REPLY,  /* as long as there is room */
  CONTROL_OUT_LAST    /* has room of its own; one or two in all */
} control_out_rank;

/* Takes over `descriptor`, and closes it in the end. */
control_out *
control_out_new (int descriptor);

/* Queue a line, given without its break. FALSE: it was dropped. */
gboolean
control_out_add (control_out *out, const char *line, control_out_rank rank);

/* Lines dropped, those of rank LATEST left out. */
guint64
control_out_dropped (control_out *out);

/* Whether nobody can read any more. */
gboolean
control_out_broken (control_out *out);

/* Wait for what is queued to be written, and free. FALSE: it did not get away
   in time; the thread still hangs in its call, and only _exit ends it. */
gboolean
control_out_finish (control_out *out, guint milliseconds);

#endif
