/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live in its two forms: lines for a person, and a protocol for a
   program. */

#ifndef CLI_LIVE_H
#define CLI_LIVE_H

#include "live_watch.h"
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
   refuse it. What else is wrong with it, the engine tells. */
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

/* What is to be said once, before the sound begins. */
typedef enum live_notice_kind {
  LIVE_NOTICE_RATE,
  LIVE_NOTICE_BLUETOOTH,
  LIVE_NOTICE_LOUDSPEAKER,
  LIVE_NOTICES
} live_notice_kind;

/* Its word in the protocol, and its sentence in `text`; NULL: it does not
   apply. */
const char *
live_notice (const enh_live *live, live_notice_kind notice, char *text,
             gsize size);

/* What the watch wants to know. */
void
live_look_facts (const enh_live_status *status, const enh_meters *meters,
                 live_facts *facts);

/* Until Ctrl-C and so on, in this process: where a file is the microphone or the
   ear, so that nothing can be lost and come back. */
report_exit
live_text (const live_request *request);

/* Until Ctrl-C and so on, by a process that the supervisor watches. */
report_exit
live_supervised (const live_request *request);

/* Until `quit`, the end of standard input and so on. */
report_exit
live_control (const live_request *request);

#endif
