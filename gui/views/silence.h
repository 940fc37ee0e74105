/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What every window of its own shows beside its purpose: the state in a word, and
   the button that silences. */

#ifndef PL_SILENCE_H
#define PL_SILENCE_H

#include "model/session.h"

#include <gtk/gtk.h>

void
pl_silence_show (PlSession *session, GtkLabel *state, GtkButton *silence);

#endif
