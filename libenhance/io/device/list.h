/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A list of devices, built by whoever asks the sound system. */

#ifndef ENH_IO_DEVICE_LIST_H
#define ENH_IO_DEVICE_LIST_H

#include <enhance/live.h>

/* An empty list, or NULL when memory ran out. */
enh_device_list *
enh__device_list_new (void);

/* Append a copy of `device`, whose number becomes its place. `native` is what
   the sound system calls it. ENH_OK or ENH_ERR_NO_MEMORY. */
enh_status
enh__device_list_add (enh_device_list *list, const enh_device_info *device,
                      int native);

/* What the sound system calls a device of this list. */
int
enh__device_list_native (const enh_device_list *list,
                         const enh_device_info *device);

/* A kind that is known from more than the device's name. */
void
enh__device_list_set_kind (enh_device_list *list, uint32_t number,
                           enh_device_kind kind);

/* None of them is the default. */
void
enh__device_list_no_defaults (enh_device_list *list);

/* Take one out; those behind it move up. */
void
enh__device_list_drop (enh_device_list *list, uint32_t number);

#endif
