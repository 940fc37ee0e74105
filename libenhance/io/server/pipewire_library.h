/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* libpipewire, looked for when it is needed: what was built with its headers
   runs where it is not installed. Only the files pipewire*.c know it. */

#ifndef ENH_IO_SERVER_PIPEWIRE_LIBRARY_H
#define ENH_IO_SERVER_PIPEWIRE_LIBRARY_H

#include <pipewire/filter.h>
#include <pipewire/pipewire.h>

/* What is called by name; the rest of its interface are tables of functions that
   it hands out. All are in 0.3.48 and later. */
#define ENH__PW_FUNCTIONS(F)      \
  F (init)                        \
  F (log_set_level)               \
  F (properties_new)              \
  F (thread_loop_new)             \
  F (thread_loop_destroy)         \
  F (thread_loop_start)           \
  F (thread_loop_stop)            \
  F (thread_loop_lock)            \
  F (thread_loop_unlock)          \
  F (thread_loop_signal)          \
  F (thread_loop_get_loop)        \
  F (thread_loop_get_time)        \
  F (thread_loop_timed_wait_full) \
  F (context_new)                 \
  F (context_destroy)             \
  F (context_connect)             \
  F (core_disconnect)             \
  F (proxy_add_listener)          \
  F (proxy_destroy)               \
  F (filter_new)                  \
  F (filter_add_listener)         \
  F (filter_add_port)             \
  F (filter_connect)              \
  F (filter_disconnect)           \
  F (filter_destroy)              \
  F (filter_set_active)           \
  F (filter_get_node_id)          \
  F (filter_get_dsp_buffer)       \
  F (filter_update_properties)

typedef struct enh__pw_library {
#define ENH__PW_POINTER(name) __typeof__ (pw_##name) *name;
  ENH__PW_FUNCTIONS (ENH__PW_POINTER)
#undef ENH__PW_POINTER
} enh__pw_library;

/* NULL: it is not installed, or lacks something. Opened once, and kept to the end
   of the process: it leaves threads and tables behind. */
const enh__pw_library *
enh__pw_library_get (void);

#endif
