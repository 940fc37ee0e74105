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
  ENH_SUPPORT_DEVICE,
  ENH_SUPPORT_QUIET_ROOM,
  ENH_SUPPORT_FACE,
  ENH_SUPPORT_WRITING,
  ENH_SUPPORT_OWN_AIDS,
  ENH_SUPPORT_INTERPRETER,
  ENH_SUPPORT_TIME,
  ENH_SUPPORTS
} EnhSupport;

typedef enum {
  ENH_CONSENT_NOT_ASKED,
  ENH_CONSENT_YES,
  ENH_CONSENT_NO
} EnhConsent;

typedef struct EnhNote {
  gboolean support[ENH_SUPPORTS]; /* what was offered */
  char *answer;                   /* the person's own words; never NULL */
  char *remarks;                  /* never NULL */
  EnhConsent consent;             /* to using the listening device */
} EnhNote;

EnhNote *
enh_note_new (void);

/* NULL is fine. */
void
enh_note_free (EnhNote *note);

/* Empty again; what was in it is overwritten. */
void
enh_note_forget (EnhNote *note);

/* Replaces one of the note's texts, and overwrites the one of before. */
void
enh_note_set_text (char **field, const char *text);

/* "A quieter room or place", in the person's language. */
const char *
enh_note_support_label (EnhSupport support);

/* The whole note. `seconds` in use, `adjustments` as the diary tells them. Free
   by enh_note_wipe. */
char *
enh_note_text (const EnhNote *note, GDateTime *when, double seconds,
               const char *adjustments);

/* Overwrite and free a text; NULL is fine. */
void
enh_note_wipe (char *text);

#endif
