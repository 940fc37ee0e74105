/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Configurations of programs that were compiled with an earlier or a later
   header: the engine and the supervisor take them by one rule. */

#include "lib/check.h"

#include <enhance/live.h>
#include <enhance/supervisor.h>

/* Longer than either struct of today. */
enum { ROOM = 512 };

typedef enh_status
maker (const void *config);

static enh_status
make_live (const void *config)
{
  enh_live *live = NULL;
  const enh_status status = enh_live_create (&live, config, NULL);

  enh_live_destroy (live);
  return status;
}

static enh_status
make_supervisor (const void *config)
{
  enh_supervisor *supervisor = NULL;
  const enh_status status = enh_supervisor_create (&supervisor, config, NULL);

  enh_supervisor_destroy (supervisor);
  return status;
}

static void
try_sizes (maker *make, const void *fresh, size_t bytes, size_t least)
{
  union {
    size_t size;
    unsigned char bytes[ROOM];
  } config;

  /* Earlier: what lies behind is not read. */
  memset (&config, 0xff, sizeof config);
  memcpy (&config, fresh, least);
  config.size = least;
  CHECK_INT (make (&config), ==, ENH_OK, "size %zu", least);
  config.size = sizeof config.size - 1u;
  CHECK_INT (make (&config), ==, ENH_ERR_CONFIG, "less than the size itself");

  /* Later: unknown fields at their default, which is zero, ask for nothing. */
  memset (&config, 0, sizeof config);
  memcpy (&config, fresh, bytes);
  config.size = ROOM;
  CHECK_INT (make (&config), ==, ENH_OK, "longer, all zero");
  for (size_t b = bytes; b < ROOM; b += 13)
    {
      config.bytes[b] = 1;
      CHECK_INT (make (&config), ==, ENH_ERR_CONFIG, "byte %zu", b);
      config.bytes[b] = 0;
    }
}

CHECK_CASE (the_engine_takes_earlier_and_later_configurations)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;

  config.input = "dummy:";
  config.output = "dummy:";
  try_sizes (make_live, &config, sizeof config,
             offsetof (enh_live_config, sample_rate));
}

CHECK_CASE (the_supervisor_takes_earlier_and_later_configurations)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;

  /* Not begun before the first start. */
  config.program = "/bin/sh";
  try_sizes (make_supervisor, &config, sizeof config,
             offsetof (enh_supervisor_config, input));
}
