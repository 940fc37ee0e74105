/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets: settings to keep and share, in a key file that can be edited by hand.
   Needs the public headers and GLib only.

     [Preset]
     name=Kitchen

     [Parameters]
     noise_reduction=75
     volume=3

     [Audiogram Left]
     250=20
     1000=35
     4000=60

     [Audiogram Right]
     ...

   At least one group is required. A single audiogram applies to both ears.
   Parameters not listed keep their defaults. */

#ifndef PRESET_PRESET_H
#define PRESET_PRESET_H

#include <enhance/enhance.h>

#include <glib.h>

/* How a preset's file name ends. */
#define PRESET_EXTENSION ".listen"

typedef struct preset_settings {
  char *name;      /* UTF-8; NULL: none */
  guint count;     /* parameters that exist */
  gboolean *given; /* `count`: whether the value is set */
  float *value;    /* `count` */
  gboolean has_audiogram;
  enh_audiogram audiogram; /* where has_audiogram */
} preset_settings;

/* A preset that sets nothing. */
preset_settings *
preset_new (void);

/* NULL is allowed. */
void
preset_free (preset_settings *preset);

/* Set one parameter by name, from text. On failure nothing changes
   and `error` gives name, value, range and the nearest name. */
enh_status
preset_set_text (preset_settings *preset, const char *name, const char *text,
                 enh_error *error);

/* Load a built-in hearing preset, if `path` is exactly its name (./mild is a
   file), otherwise a regular file; a disk that does not answer is given up after
   PATIENT_READ_MS. On failure *preset is NULL: ENH_ERR_OPEN, ENH_ERR_READ,
   ENH_ERR_FORMAT (not a preset), ENH_ERR_PARAM, ENH_ERR_RANGE or
   ENH_ERR_AUDIOGRAM. */
enh_status
preset_load (preset_settings **preset, const char *path, enh_error *error);

/* The same for those who may not wait: it is read meanwhile. */
typedef struct preset_loading preset_loading;

preset_loading *
preset_load_begin (const char *path);

/* Whether it has been read, waiting for that at most so long. */
gboolean
preset_load_done (preset_loading *loading, guint wait_ms);

/* As preset_load; ENH_ERR_READ if it has not been read yet. Frees it. */
enh_status
preset_load_end (preset_loading *loading, preset_settings **preset,
                 enh_error *error);

/* Read a file's text, which ends in a zero behind its `length`; errors call it
   `name`. As preset_load else. */
enh_status
preset_from_text (preset_settings **preset, const char *name, const char *text,
                  gsize length, enh_error *error);

/* To be freed by g_free. */
char *
preset_to_text (const preset_settings *preset, gsize *length);

/* Write a file, completely or not at all. */
enh_status
preset_save (const preset_settings *preset, const char *path, enh_error *error);

/* Apply what the preset sets to a chain; everything else is unchanged. */
enh_status
preset_apply (const preset_settings *preset, enh_chain *chain);

#endif
