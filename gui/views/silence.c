/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/silence.h"

#include <glib/gi18n.h>

void
pl_silence_show (PlSession *session, GtkLabel *state, GtkButton *silence)
{
  char *word = pl_session_word (session);

  gtk_label_set_text (state, word);
  gtk_button_set_label (
    silence, pl_session_get_muted (session) ? _ ("Sound _on") : _ ("Si_lence"));
  gtk_widget_set_sensitive (GTK_WIDGET (silence), pl_session_is_on (session));
  g_free (word);
}
