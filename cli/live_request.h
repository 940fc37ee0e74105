/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What `enhance live` is asked for, in both its forms: lines for a person, and a
   protocol for a program. */

#ifndef CLI_LIVE_REQUEST_H
#define CLI_LIVE_REQUEST_H

#include "options.h"
#include "report.h"

#include <enhance/live.h>

#include <glib.h>

/* As enh_chain_set_dose has it. */
enum { LIVE_DOSE_MOST = 1000000 };

/* What the command line asks for, checked. */
typedef struct live_request {
  enh_live_config config;
  double duration_s;   /* 0: until it is ended */
  double dose_percent; /* of the weekly allowance, heard already */
  const cli_options *options;
} live_request;

gboolean
live_is_dummy (const char *device);

/* A file without sound would be a microphone that ends before it begins:
   refuse it. What else is wrong with it, the engine finds. */
enh_status
live_check_microphone (const enh_live_config *config, enh_error *error);

/* How the program ends for a failure of the engine: rates and channels of a
   file are the file's fault, of a device the device's. Prints its line. */
report_exit
live_report (enh_status failure, const enh_error *error,
             const enh_live_config *config);

/* Give the chain of an engine that has not started what was set. */
enh_status
live_set_up (enh_live *live, preset_settings *settings, double dose_percent);

/* Seconds towards --duration, after so many by the clock: of sound where files
   are played, so that a machine that is late loses none of it, unless it
   stalls. */
double
live_elapsed_s (const live_request *request, guint64 frames, double sample_rate,
                double clock_s);

#endif
