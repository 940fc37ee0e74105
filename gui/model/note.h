/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The communication-support note: what was done so that a person could hear.
   Plain text, nothing of the sound. It lives in memory until it is forgotten;
   only the user saves it. */

#ifndef GUI_MODEL_NOTE_H
#define GUI_MODEL_NOTE_H

#include <glib.h>

/* Ways of support that can be ticked, besides the listening device itself. */
typedef enum {
  PL_SUPPORT_DEVICE,
  PL_SUPPORT_QUIET_ROOM,
  PL_SUPPORT_FACE,
  PL_SUPPORT_WRITING,
  PL_SUPPORT_OWN_AIDS,
  PL_SUPPORT_INTERPRETER,
  PL_SUPPORT_TIME,
  PL_SUPPORTS
} PlSupport;

typedef enum { PL_CONSENT_NOT_ASKED, PL_CONSENT_YES, PL_CONSENT_NO } PlConsent;

typedef struct PlNote {
  gboolean support[PL_SUPPORTS]; /* what was offered */
  char *answer;                  /* the person's own words; never NULL */
  char *said_back;               /* what they said back; never NULL */
  char *remarks;                 /* never NULL */
  PlConsent consent;             /* to using the listening device */
} PlNote;

PlNote *
pl_note_new (void);

/* NULL is fine. */
void
pl_note_free (PlNote *note);

/* Empty again; what was in it is overwritten. */
void
pl_note_forget (PlNote *note);

/* Replaces one of the note's texts, and overwrites the one of before. */
void
pl_note_set_text (char **field, const char *text);

/* "A quieter room or place", in the person's language. */
const char *
pl_note_support_label (PlSupport support);

/* The whole note. `begun`: when listening began, NULL: it did not; `seconds` in
   use, `adjustments` as the diary tells them. Free by pl_note_wipe. */
char *
pl_note_text (const PlNote *note, GDateTime *begun, GDateTime *when,
              double seconds, const char *adjustments);

/* Overwrite and free a text; NULL is fine. */
void
pl_note_wipe (char *text);

#endif
