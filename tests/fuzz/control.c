/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes on the standard input of `enhance live --control`, in pieces of any
   length: the same lines whatever the pieces, an answer or none to each, and every
   answer one line of JSON. The engine is one that has not begun yet. */

#include "fuzz.h"

#include "../cli/control_preset.h"

#include <errno.h>

typedef struct lines {
  GString *all;
  control_session *session; /* NULL: only note them */
} lines;

static guint answers;

/* --- In the place of the engine and the writer --------------------------- */

enh_live *
control_engine_live (control_engine *engine)
{
  (void) engine;
  return NULL;
}

gboolean
control_engine_measure (control_engine *engine)
{
  (void) engine;
  return FALSE;
}

enh_status
control_engine_tone (control_engine *engine, uint32_t ear, enh_error *error)
{
  (void) engine;
  FUZZ_CLAIM (ear <= 1);
  g_strlcpy (error->text, "not yet", sizeof error->text);
  return ENH_ERR_STATE;
}

gboolean
control_out_add (control_out *out, const char *line, control_out_rank rank)
{
  json_error_t error;
  json_t *event = json_loads (line, JSON_REJECT_DUPLICATES, &error);

  (void) out;
  (void) rank;
  FUZZ_CLAIM (event && json_string_value (json_object_get (event, "event")));
  FUZZ_CLAIM (!strchr (line, '\n'));
  json_decref (event);
  ++answers;
  return TRUE;
}

/* --- Lines ---------------------------------------------------------------- */

/* Not files by any path: whatever lies there. */
static gboolean
opens_a_file (const char *line)
{
  return strstr (line, "preset") && strchr (line, '/');
}

static void
take (void *user, control_line_kind kind, const char *text)
{
  lines *taken = user;

  FUZZ_CLAIM ((kind == CONTROL_LINE_GOOD) == (text != NULL));
  FUZZ_CLAIM ((kind == CONTROL_LINE_GOOD) == !control_line_fault (kind));
  g_string_append_printf (taken->all, "%d %s\n", (int) kind, text ? text : "");
  if (text && taken->session && !taken->session->end && !opens_a_file (text))
    {
      const guint before = answers;

      control_obey (taken->session, text);
      FUZZ_CLAIM (answers <= before + 1);
    }
}

static GString *
feed (const uint8_t *data, size_t size, size_t piece, control_session *session)
{
  lines taken = { g_string_new (NULL), session };
  control_lines split;

  control_lines_init (&split, take, &taken);
  for (size_t at = 0; at < size; at += piece)
    control_lines_feed (&split, (const char *) data + at,
                        MIN (piece, size - at));
  control_lines_end (&split);
  control_lines_clear (&split);
  return taken.all;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  control_session session = { .settings = preset_new (), .obey = control_obey };
  GString *whole = feed (data, size, MAX (size, 1), &session);
  GString *cut = feed (data, size, size ? 1u + data[0] % 7u : 1u, NULL);

  FUZZ_CLAIM (g_string_equal (whole, cut));
  control_preset_end (&session, TRUE);
  g_string_free (whole, TRUE);
  g_string_free (cut, TRUE);
  preset_free (session.settings);
  return 0;
}
