/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The supervisor's words in those of the session. Values that are not known yet
   become the most general one. */

#ifndef GUI_MODEL_SESSION_WORDS_H
#define GUI_MODEL_SESSION_WORDS_H

#include "model/session.h"

#include <enhance/supervisor.h>

PlSessionState
pl_session_state_of (enh_supervisor_state state);

PlSessionWhy
pl_session_why_of (enh_supervisor_reason reason);

PlSoundKind
pl_session_kind_of (enh_device_kind kind);

PlSessionWarning
pl_session_warning_of (enh_supervisor_warning warning);

#endif
