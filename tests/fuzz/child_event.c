/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Any bytes from the listening process and from the helper that lists devices: what is
   understood has texts that end, and numbers that are finite. */

#include "fuzz.h"

#include "io/supervisor/child_event.h"

#include <math.h>

static void
claim_text (const char *text, size_t room)
{
  const char *end = memchr (text, '\0', room);

  FUZZ_CLAIM (end);
  for (; *text; ++text)
    FUZZ_CLAIM ((unsigned char) *text >= 0x20 && *text != 0x7f);
}

static void
claim_event (const char *line)
{
  enh__child_event event;

  enh__child_event_read (&event, line);
  claim_text (event.text, sizeof event.text);
  for (int d = 0; d < 2; ++d)
    claim_text (event.device[d].name, sizeof event.device[d].name);
  FUZZ_CLAIM (isfinite (event.value));
  FUZZ_CLAIM (isfinite (event.status.delay_ms));
  FUZZ_CLAIM (isfinite (event.status.sample_rate));
  FUZZ_CLAIM (event.confidence >= 0.0 && event.confidence <= 1.0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text = fuzz_text (data, size);
  enh__child_targets targets;
  enh_device_list *list;
  const enh_device_info *row;

  claim_event (text);
  list = enh__child_devices_read (text, size, &targets);
  for (uint32_t i = 0; list && (row = enh_device_list_get (list, i)); ++i)
    {
      claim_text (row->name, strlen (row->name) + 1u);
      FUZZ_CLAIM (isfinite (row->sample_rate));
    }
  enh_device_list_destroy (list);
  free (text);
  return 0;
}
