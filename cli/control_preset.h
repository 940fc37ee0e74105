/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The command `preset`. Its file may lie on a disk that does not answer: the loop
   goes on meanwhile, and what comes behind it waits, mute and quit left out. */

#ifndef CLI_CONTROL_PRESET_H
#define CLI_CONTROL_PRESET_H

#include "control_session.h"

/* A disk that answers does so within this, and its preset is answered before the
   next command is looked at: ms for all that is read in one turn. */
enum { CONTROL_PRESET_PATIENCE_MS = 100 };

void
control_preset_begin (control_session *session, const char *path);

gboolean
control_preset_is_read (const control_session *session);

/* Keep a line until the preset is there. */
void
control_preset_hold (control_session *session, const char *line);

/* Answer what has been read or takes too long, and do what waits behind it. */
void
control_preset_follow (control_session *session);

/* The end: wait for what is being read, or give it up; answer all. */
void
control_preset_end (control_session *session, gboolean wait);

#endif
