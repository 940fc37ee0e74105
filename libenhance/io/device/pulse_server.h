/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A connection to PulseAudio's server, and the devices that it had when it was
   made. */

#ifndef ENH_IO_DEVICE_PULSE_SERVER_H
#define ENH_IO_DEVICE_PULSE_SERVER_H

#include "io/device/list.h"

#include <pulse/pulseaudio.h>

#include <stdint.h>

enum { ENH__PULSE_ROWS = 64, ENH__PULSE_TEXT = 256 };

typedef struct enh__pulse_row {
  char name[ENH__PULSE_TEXT]; /* the server's own */
  char text[ENH__PULSE_TEXT]; /* for a person; one of a kind on its side */
  enh_direction side;
  enh_device_kind kind;
  uint32_t channels;
  uint32_t rate;
  int alsa_card; /* ALSA's number; -1 */
} enh__pulse_row;

typedef struct enh__pulse_server {
  pa_threaded_mainloop *loop;
  pa_context *context;
  int pending; /* not 0: an answer is awaited */
  int expired; /* not 0: it took too long */
  int real;    /* not 0: PulseAudio, and not PipeWire in its place */
  char standard[2][ENH__PULSE_TEXT]; /* default devices, by enh_direction */
  uint32_t rows;
  enh__pulse_row row[ENH__PULSE_ROWS];
} enh__pulse_server;

/* Connect and list, 2 s at most. ENH_OK; ENH_ERR_NO_DEVICE: there is no such
   server; ENH_ERR_DEVICE: it does not answer; ENH_ERR_NO_MEMORY. */
enh_status
enh__pulse_server_open (enh__pulse_server **server, const char *client);

/* NULL is fine; the loop need not run any more. */
void
enh__pulse_server_close (enh__pulse_server *server);

/* Locked: let events come until `done` says so; not 0: that took longer than `ms`,
   or the server is gone. */
int
enh__pulse_server_wait (enh__pulse_server *server, int (*done) (void *data),
                        void *data, unsigned int ms);

/* Append the rows. */
enh_status
enh__pulse_server_list (const enh__pulse_server *server, enh_device_list *list);

/* By what a list or the server calls it, on that side; NULL: there is none. */
const enh__pulse_row *
enh__pulse_server_find (const enh__pulse_server *server, const char *name,
                        enh_direction side);

#endif
