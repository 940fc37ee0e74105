/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How a live engine runs, read by any thread; and whether its device still
   calls. */

#include "io/live/live_state.h"

#include "base/clock.h"
#include "base/config_take.h"

#include <enhance/live.h>

/* Callbacks that stay away for this long mean a lost device (and for longer
   than four periods, where a period is long). */
#define STALL_NS ENH__NS_PER_S
#define STALL_PERIODS 4.0

/* Before the first callback a sound server may take its time; PulseAudio has
   been seen to need 1.8 s. */
#define FIRST_STALL_NS (3u * ENH__NS_PER_S)

static double
stall_limit_ns (const enh_live *live)
{
  const double period
    = atomic_load_explicit (&live->engine.period, memory_order_relaxed);
  const double periods_ns = STALL_PERIODS * period * (double) ENH__NS_PER_S
                            / live->engine.sample_rate;

  return periods_ns > (double) STALL_NS ? periods_ns : (double) STALL_NS;
}

int
enh__live_is_stalled (const enh_live *live)
{
  if (!live->driver->abandon)
    return 0;

  const uint64_t last
    = atomic_load_explicit (&live->engine.last_ns, memory_order_acquire);
  const uint64_t now = enh__clock_ns ();
  if (last == 0)
    return now > live->started_ns && now - live->started_ns > FIRST_STALL_NS;
  return now > last && (double) (now - last) > stall_limit_ns (live);
}

void
enh_live_get_status (const enh_live *live, enh_live_status *status)
{
  if (!live || !status)
    return;

  const enh__engine *engine = &live->engine;
  const int state = atomic_load (&live->state);
  const int ended = atomic_load (&engine->ended);
  enh_live_status now = ENH_LIVE_STATUS_INIT;

  now.heartbeat = atomic_load (&engine->heartbeat);
  now.frames = atomic_load (&engine->frames);
  now.xruns = atomic_load (&engine->xruns);
  now.finished = ended == ENH__ENDED_FINISHED;
  now.failed = atomic_load (&live->lost) || ended == ENH__ENDED_LOST
               || (state == ENH__LIVE_RUNNING && !now.finished
                   && enh__live_is_stalled (live));
  now.running = state == ENH__LIVE_RUNNING && !now.finished && !now.failed;
  now.sample_rate = engine->sample_rate;
  now.period = atomic_load (&engine->period);
  now.inputs = engine->inputs;
  now.outputs = engine->outputs;
  now.delay_algorithm_ms
    = 1000.0 * enh_chain_latency (live->chain) / engine->sample_rate;

  double device_ms = (double) atomic_load (&engine->device_delay_ms);
  if (!(device_ms > 0.0))
    device_ms = (double) live->driver->delay_ms (live->device);
  now.delay_ms = device_ms > 0.0 ? device_ms + now.delay_algorithm_ms : 0.0;

  enh__device_poll poll = { 0 };
  if (live->driver->poll)
    live->driver->poll (live->device, &poll);
  now.two_clocks = poll.two_clocks;
  now.drift_ppm = poll.drift_ppm;
  now.resyncs = poll.resyncs;
  now.refused_rate = live->refused_rate;
  now.loss = (enh_live_loss) poll.loss;
  now.system = poll.system;
  now.one_sided = atomic_load (&engine->mix.one_sided);
  for (int c = 0; c < 2; ++c)
    {
      const uint64_t taps = atomic_load (&engine->tap[c].taps);

      now.taps = taps > now.taps ? taps : now.taps;
    }

  now.load_p50 = enh__load_histogram_quantile (&engine->load, 0.50f);
  now.load_p99 = enh__load_histogram_quantile (&engine->load, 0.99f);
  now.load_max = enh__load_histogram_worst (&engine->load);

  enh__status_give (status, &now, sizeof now);
}
