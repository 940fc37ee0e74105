/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of a running engine, measured over a loop: lends the sounds to the
   callback, and evaluates them when they come back. */

#include "io/live/delay_measurement.h"

#include "base/clock.h"
#include "base/config_take.h"
#include "io/base/error.h"
#include "io/live/live_state.h"
#include "io/live/gcc_scot.h"
#include "base/wipe.h"

#include <math.h>
#include <stdlib.h>

/* Level of the probe, dB SPL by the headset's calibration: that of a voice at a
   metre. With the earpiece at the microphone little of it reaches an ear; with the
   headset on it is tolerable. */
#define PROBE_DB_SPL 66.0

/* The probe stays under the ceiling by this much, or its peaks (12 dB above
   its RMS value) would be clamped. */
#define PROBE_HEADROOM_DB 12.0

/* Seconds beyond its own length after which a measurement has failed. */
#define TIMEOUT_S 1.5

/* How often enh_live_measure_delay polls. */
#define POLL_MS 20u

/* Zero and free; the sounds are the setup thread's. */
static void
give_back (enh__probe_player *probe)
{
  enh__wipe_free (probe->sound, probe->length * sizeof *probe->sound);
  probe->sound = NULL;
  for (uint32_t c = 0; c < ENH__PROBE_INPUTS; ++c)
    {
      enh__wipe_free (probe->heard[c], probe->total * sizeof *probe->heard[c]);
      probe->heard[c] = NULL;
    }
  atomic_store (&probe->state, ENH__PROBE_IDLE);
}

void
enh__delay_measurement_clear (enh_live *live)
{
  give_back (&live->engine.probe);
}

/* RMS value that sounds as loud as a sine of so many dB SPL. */
static double
rms_of_probe (const enh_live *live)
{
  const enh__probe_player *probe = &live->engine.probe;
  const double most
    = (double) enh_chain_get (live->chain, probe->ceiling) - PROBE_HEADROOM_DB;
  const double level = most < PROBE_DB_SPL ? most : PROBE_DB_SPL;
  const double full
    = (double) enh_chain_get (live->chain, probe->ear_full_scale);

  return pow (10.0, 0.05 * (level - full)) / sqrt (2.0);
}

static int
allocate (enh__probe_player *probe, double sample_rate)
{
  const enh__gcc_scot_lengths lengths = enh__gcc_scot_lengths_at (sample_rate);
  int complete;

  probe->length = lengths.probe;
  probe->total = lengths.total;
  probe->sound = calloc (lengths.probe, sizeof *probe->sound);
  complete = probe->sound != NULL;
  for (uint32_t c = 0; c < probe->inputs; ++c)
    {
      probe->heard[c] = calloc (lengths.total, sizeof *probe->heard[c]);
      complete = complete && probe->heard[c];
    }
  return complete ? 0 : -1;
}

enh_status
enh__delay_measurement_claim (enh_live *live, enh_error *error)
{
  enh__error_clear (error);
  if (!live)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (atomic_load (&live->state) != ENH__LIVE_RUNNING)
    return enh__fail (error, ENH_ERR_STATE, "no sound runs; start it first");
  if (enh_live_measure_poll (live, NULL) == ENH_MEASURE_RUNNING)
    return enh__fail (error, ENH_ERR_STATE,
                      "the delay is being measured; wait for the result");
  if (atomic_load (&live->engine.probe.state) == ENH__PROBE_ARMED)
    return enh__fail (error, ENH_ERR_STATE,
                      "a tone or a probe still plays; wait for its end");
  give_back (&live->engine.probe);
  return ENH_OK;
}

void
enh__delay_measurement_lend (enh_live *live, uint32_t ears, int despite_mute)
{
  enh__probe_player *probe = &live->engine.probe;

  probe->ears = ears;
  probe->at = 0;
  probe->faded = 0;
  probe->was_muted = despite_mute && enh_chain_muted (live->chain);
  atomic_store (&probe->cancel, 0);
  atomic_store_explicit (&probe->state, ENH__PROBE_ARMED, memory_order_release);
}

enh_status
enh_live_measure_begin (enh_live *live, enh_error *error)
{
  const enh_status status = enh__delay_measurement_claim (live, error);
  if (status != ENH_OK)
    return status;

  enh__probe_player *probe = &live->engine.probe;
  if (allocate (probe, live->engine.sample_rate) != 0)
    {
      give_back (probe);
      return enh__fail (error, ENH_ERR_NO_MEMORY,
                        "no memory for measuring the delay");
    }
  enh__gcc_scot_probe (probe->sound, live->engine.sample_rate,
                       rms_of_probe (live));

  live->measure_began_ns = enh__clock_ns ();
  live->measure = ENH_MEASURE_RUNNING;
  enh__delay_measurement_lend (live, UINT32_MAX, 1);
  return ENH_OK;
}

/* The best of all microphones. */
static void
compute (enh_live *live)
{
  const enh__probe_player *probe = &live->engine.probe;
  const double rate = live->engine.sample_rate;
  enh_live_delay result = ENH_LIVE_DELAY_INIT;
  double frames = 0.0;

  for (uint32_t c = 0; c < probe->inputs; ++c)
    {
      enh__gcc_scot_result found;

      if (enh__gcc_scot_find (&found, probe->sound, probe->heard[c], rate) == 0
          && found.confidence >= result.confidence)
        {
          result.confidence = found.confidence;
          frames = found.frames;
        }
    }
  if (result.confidence >= ENH_MEASURE_BELIEVED)
    {
      result.loop_ms = 1000.0 * frames / rate;
      result.ms
        = result.loop_ms + 1000.0 * enh_chain_latency (live->chain) / rate;
    }
  live->measured = result;
}

/* Not 0: the callbacks that would end it no longer come. */
static int
is_abandoned (const enh_live *live)
{
  const double length_s
    = (double) live->engine.probe.total / live->engine.sample_rate;
  const double past_s
    = 1e-9 * (double) (enh__clock_ns () - live->measure_began_ns);

  return atomic_load (&live->state) != ENH__LIVE_RUNNING
         || atomic_load (&live->engine.ended) != ENH__ENDED_NOT
         || enh__live_is_stalled (live) || past_s > length_s + TIMEOUT_S;
}

enh_measure_state
enh_live_measure_poll (enh_live *live, enh_live_delay *delay)
{
  if (!live)
    return ENH_MEASURE_NONE;

  enh__probe_player *probe = &live->engine.probe;
  const int state = atomic_load_explicit (&probe->state, memory_order_acquire);

  if (live->measure == ENH_MEASURE_RUNNING)
    {
      if (state == ENH__PROBE_FULL)
        {
          compute (live);
          live->measure = ENH_MEASURE_DONE;
          give_back (probe);
        }
      else if (state == ENH__PROBE_DROPPED || is_abandoned (live))
        {
          /* A callback may still come: the sounds stay where they are. */
          atomic_store (&probe->cancel, 1);
          live->measure = ENH_MEASURE_CANCELLED;
        }
    }
  if (live->measure == ENH_MEASURE_CANCELLED
      && atomic_load_explicit (&probe->state, memory_order_acquire)
           != ENH__PROBE_ARMED)
    give_back (probe);

  if (delay && live->measure == ENH_MEASURE_DONE)
    enh__status_give (delay, &live->measured, sizeof live->measured);
  return live->measure;
}

void
enh_live_measure_cancel (enh_live *live)
{
  if (live)
    atomic_store (&live->engine.probe.cancel, 1);
}

enh_status
enh_live_measure_delay (enh_live *live, double *ms, double *confidence,
                        enh_error *error)
{
  if (ms)
    *ms = 0.0;
  if (confidence)
    *confidence = 0.0;
  if (!ms)
    {
      enh__error_clear (error);
      return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
    }

  const enh_status status = enh_live_measure_begin (live, error);
  if (status != ENH_OK)
    return status;

  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_measure_state state;
  while ((state = enh_live_measure_poll (live, &delay)) == ENH_MEASURE_RUNNING)
    enh__sleep_ms (POLL_MS);
  if (state == ENH_MEASURE_DONE)
    {
      *ms = delay.ms;
      if (confidence)
        *confidence = delay.confidence;
      return ENH_OK;
    }

  enh_live_status now = ENH_LIVE_STATUS_INIT;
  enh_live_get_status (live, &now);
  if (now.failed)
    return enh__fail (error, ENH_ERR_DEVICE,
                      "the audio device was lost while the delay was measured");
  return enh__fail (error, ENH_ERR_STATE,
                    "measuring the delay was ended before its end");
}
