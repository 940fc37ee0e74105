/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Files whose names are nobody's business. */

#ifndef PL_GUI_RECENT_H
#define PL_GUI_RECENT_H

/* Keep a file that was just chosen out of the desktop's list of recent files.
   Takes `uri`. */
void
pl_recent_files_forget (char *uri);

#endif
