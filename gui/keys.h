/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Silence and the end wherever the app is: in menus, dialogs and all windows. */

#ifndef GUI_KEYS_H
#define GUI_KEYS_H

#include "model/model.h"

/* Until pl_keys_remove, Esc silences before anything else gets it, Ctrl+M mutes
   or unmutes, and Ctrl+Q quits. */
void
pl_keys_install (PlModel *model);

void
pl_keys_remove (void);

#endif
