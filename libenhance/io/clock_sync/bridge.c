/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay is a distance on the microphone's count of frames: from the frame
   that is sound in the air at the moment when a block given to the headset ends,
   to the frame that this block ends with. Both moments are read from the lines
   of dll.h. So the distance is the delay from air to air, and depends neither
   on when callbacks really ran nor on how many frames lie in the ring. A
   controller holds it at its target by moving the ratio:

     e = (frames in the air - frames read - target) frame_s
     ratio = nominal (1 + i + 2 zeta w e)     i += w^2 e dt     w = 2 pi B

   which is F. Adriaensen's method ("Controlling adaptive resampling", Linux
   Audio Conference 2012). B goes from 0.1 to 0.02 Hz. Controlling the ring's
   fill instead, which jumps by a block at each callback, moves the ratio forty
   times as much.

   The target is found once: for a quarter of a second it is observed how far the
   input lags behind the air, again and again until two such observations agree,
   and a margin is added. A machine or a server that stands still for a moment, as
   they do while much is starting, spoils one observation: what comes after it
   lags by all of that moment, although it lies on the line. From then on the
   target stays, whatever happens: after a break the sound resumes at the same
   delay. A block that comes too late is lost, not delayed: reading goes on by the
   clock. */

#include "io/clock_sync/bridge.h"

#include "io/clock_sync/seqlock.h"
#include "io/clock_sync/agreement.h"
#include "io/clock_sync/resampler.h"
#include "io/clock_sync/dll.h"

#include <math.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

/* Sound that is held: seconds, and frames at least. Longest period: 8192
   frames. */
#define HELD_S 1.0
#define HELD_FRAMES 65536.0

/* An observation before the target is set, seconds. */
#define OBSERVATION_S 0.25

/* Added to the worst lag observed: seconds, or a share of the longer block. A
   callback that is later than that costs a gap. Half-normal lateness with a
   deviation of 0.25 ms is beyond it once in ten hours. */
#define MARGIN_S 0.001
#define MARGIN_BLOCKS 0.5

/* Delay wrong by more, seconds: the position is set again instead of being pulled
   there for minutes. */
#define WRONG_S 0.010

/* Too little came for so long, seconds: the lines no longer hold. A second with
   all that was needed makes up for a tenth of one without. */
#define STARVED_S 0.050
#define FORGOTTEN 0.1

/* Starved so soon after the position was set, seconds: the lag is observed
   again. */
#define TOO_SOON_S 5.0

/* Of the controller. */
#define ZETA 0.70710678

/* No two clocks are farther apart than this. */
#define MOST_CORRECTION 0.01

struct enh__bridge {
  /* Fixed. */
  double in_rate;  /* Hz */
  double out_rate; /* Hz */
  double ratio;    /* in_rate / out_rate */

  enh__resampler sound; /* frame n of it is frame n of the microphone */

  /* The microphone's. */
  enh__dll in_clock;
  enh__clock_snapshot pending; /* published next */

  enh__seqlock published;

  /* From the headset's thread: not 0 asks for a new line; the observation that is
     going on. */
  atomic_int in_restart;
  atomic_uint observation;

  /* The headset's. */
  enh__dll out_clock;
  enh__clock_snapshot input; /* the microphone's, last read */
  int flows;                 /* not 0: the position is set */
  int begun;                 /* not 0: it flowed before */
  /* When this observation began, by the clock: frames that catch up are no
     time. */
  double observed_from_s;
  double early_s; /* from a callback to the air, at most in this observation */
  enh__agreement agreement; /* on lag plus earliness */
  double block_s;           /* longest block of either */
  double target;            /* frames; 0: not set */
  double correction;        /* i; kept through breaks, as clocks are */
  double set_s;             /* seconds since the position was set */
  double starved_s; /* seconds without a sound, less what was made good */
  int gap;          /* not 0: the last block was one without */
  uint64_t broken;  /* input.broken, when the position was set */

  /* Read by any. */
  _Atomic (double) ppm;
  _Atomic (double) delay_s;
  _Atomic (double) silent_s;
  atomic_uint_least64_t resyncs;
  atomic_uint_least64_t gaps;
};

/* --- Setup ------------------------------------------------------------------ */

void
enh__bridge_destroy (enh__bridge *bridge)
{
  if (!bridge)
    return;
  enh__resampler_clear (&bridge->sound);
  free (bridge);
}

enh__bridge *
enh__bridge_create (double in_rate, double out_rate, uint32_t channels)
{
  enh__bridge *bridge = calloc (1, sizeof *bridge);
  const double held = ceil (fmax (HELD_S * in_rate, HELD_FRAMES));

  if (!bridge)
    return NULL;
  bridge->in_rate = in_rate;
  bridge->out_rate = out_rate;
  bridge->ratio = in_rate / out_rate;
  enh__dll_init (&bridge->in_clock, in_rate);
  enh__dll_init (&bridge->out_clock, out_rate);
  enh__seqlock_init (&bridge->published);
  atomic_init (&bridge->in_restart, 0);
  atomic_init (&bridge->observation, 0u);
  atomic_init (&bridge->ppm, 0.0);
  atomic_init (&bridge->delay_s, 0.0);
  atomic_init (&bridge->silent_s, 0.0);
  atomic_init (&bridge->resyncs, 0u);
  atomic_init (&bridge->gaps, 0u);
  if (enh__resampler_init (&bridge->sound, (uint32_t) held, bridge->ratio,
                           bridge->ratio * (1.0 + MOST_CORRECTION), channels)
      != 0)
    {
      enh__bridge_destroy (bridge);
      return NULL;
    }
  return bridge;
}

/* --- The microphone's side ---------------------------------------------------- */

static void
store (_Atomic (double) *to, double value)
{
  atomic_store_explicit (to, value, memory_order_relaxed);
}

/* Until this block came, the input was behind the air by the block and by the time
   it took to come. */
static double
lag_of (const enh__dll *dll, uint32_t frames, double now_s)
{
  return (double) frames + (now_s - dll->line.time_s) / dll->line.frame_s;
}

void
enh__bridge_push (enh__bridge *bridge, const float *const *in, uint32_t frames,
                  double now_s, double air_s)
{
  /* No room: nobody reads. The line breaks, and starts when somebody does. */
  const int full = enh__resampler_write (&bridge->sound, in, frames) != 0;
  const uint32_t observation
    = atomic_load_explicit (&bridge->observation, memory_order_relaxed);
  enh__dll *dll = &bridge->in_clock;
  enh__clock_snapshot *snapshot = &bridge->pending;
  int broke
    = atomic_exchange_explicit (&bridge->in_restart, 0, memory_order_relaxed)
      || full;

  if (broke)
    enh__dll_restart (dll);
  if (full)
    frames = 0;
  else if (enh__dll_call (dll, frames, air_s))
    broke = 1;

  const double before = observation == snapshot->observation ? snapshot->lag
                                                             : 0.0;
  snapshot->line = dll->line;
  snapshot->locked = dll->locked;
  snapshot->broken += (uint64_t) broke;
  snapshot->written += frames;
  snapshot->block = frames;
  snapshot->came_s = now_s;
  snapshot->observation = observation;
  snapshot->lag = dll->locked ? fmax (before, lag_of (dll, frames, now_s))
                              : 0.0;
  enh__seqlock_write (&bridge->published, snapshot);
}

/* --- The headset's side --------------------------------------------------------- */

static double
load (const _Atomic (double) *from)
{
  return atomic_load_explicit (from, memory_order_relaxed);
}

/* The microphone's frame that is in the air when the headset's block ends. */
static double
air_frames (const enh__bridge *bridge, const enh__clock_snapshot *n)
{
  return n->line.frames
         + (bridge->out_clock.line.time_s - n->line.time_s) / n->line.frame_s;
}

static void
begin_observation (enh__bridge *bridge, double now_s)
{
  bridge->observed_from_s = now_s;
  bridge->early_s = 0.0;
  (void) atomic_fetch_add_explicit (&bridge->observation, 1u,
                                    memory_order_relaxed);
}

/* The target is wrong, or was never known. */
static void
reset_target (enh__bridge *bridge, double now_s)
{
  bridge->target = 0.0;
  enh__agreement_reset (&bridge->agreement);
  begin_observation (bridge, now_s);
}

/* Observe until the target is known. Returns not 0 once it is. */
static int
observe (enh__bridge *bridge, double span_s, double now_s)
{
  const enh__clock_snapshot *n = &bridge->input;

  if (bridge->target > 0.0)
    return 1;
  bridge->early_s
    = fmax (bridge->early_s, bridge->out_clock.line.time_s - now_s);
  bridge->block_s = fmax (bridge->block_s, span_s);
  bridge->block_s = fmax (bridge->block_s, n->block * n->line.frame_s);
  /* Until the microphone has a lag of this observation. */
  if (now_s - bridge->observed_from_s < OBSERVATION_S
      || n->observation
           != atomic_load_explicit (&bridge->observation, memory_order_relaxed))
    return 0;

  const double seen_s = enh__agreement_add (
    &bridge->agreement, n->lag / bridge->in_rate + bridge->early_s);
  begin_observation (bridge, now_s);
  if (!(seen_s > 0.0))
    return 0;
  const double margin_s = fmax (MARGIN_S, MARGIN_BLOCKS * bridge->block_s);
  bridge->target
    = bridge->sound.sinc.half + 1.0 + (seen_s + margin_s) * bridge->in_rate;
  return 1;
}

static void
count_up (atomic_uint_least64_t *counter)
{
  atomic_store_explicit (
    counter, atomic_load_explicit (counter, memory_order_relaxed) + 1u,
    memory_order_relaxed);
}

static void
set_position (enh__bridge *bridge, double air, uint32_t frames)
{
  const enh__clock_snapshot *n = &bridge->input;
  const double step = bridge->ratio * (1.0 + bridge->correction);
  const double at = air - bridge->target - (double) frames * step;

  /* The first microphone frames are not old enough yet: begin later. */
  if (enh__resampler_seek (&bridge->sound, at) != 0)
    return;
  bridge->set_s = 0.0;
  bridge->starved_s = 0.0;
  bridge->gap = 0;
  bridge->broken = n->broken;
  bridge->flows = 1;
  if (bridge->begun)
    count_up (&bridge->resyncs);
  bridge->begun = 1;
}

/* The step from output frame to output frame, microphone frames; 0: the delay
   is too wrong to be led back. */
static double
control (enh__bridge *bridge, const enh__clock_snapshot *n, double air,
         uint32_t frames)
{
  const double span_s = (double) frames * bridge->out_clock.line.frame_s;
  const double own = bridge->ratio * (1.0 + bridge->correction);
  const double end
    = enh__resampler_place (&bridge->sound) + (double) frames * own;
  const double wrong_s = (air - end - bridge->target) * n->line.frame_s;
  const double w = 2.0 * PI * enh__dll_width_hz (bridge->set_s);

  if (!(fabs (wrong_s) <= WRONG_S))
    return 0.0;
  bridge->set_s += span_s;
  bridge->correction += w * w * wrong_s * span_s;
  bridge->correction
    = fmin (fmax (bridge->correction, -MOST_CORRECTION), MOST_CORRECTION);

  const double now = bridge->correction + 2.0 * ZETA * w * wrong_s;
  store (&bridge->ppm, 1e6 * bridge->correction);
  return bridge->ratio
         * (1.0 + fmin (fmax (now, -MOST_CORRECTION), MOST_CORRECTION));
}

static void
silence (const enh__bridge *bridge, float *const *out, uint32_t frames)
{
  for (uint32_t c = 0; c < bridge->sound.channels; ++c)
    memset (out[c], 0, frames * sizeof (float));
}

/* Whether there is a position to read from, and the step from frame to frame;
   0: none. */
static double
find_step (enh__bridge *bridge, uint32_t frames, double now_s, int broke)
{
  const enh__clock_snapshot *n = &bridge->input;
  const double span_s = (double) frames * bridge->out_clock.line.frame_s;
  const int known
    = n->locked && bridge->out_clock.locked
      && !atomic_load_explicit (&bridge->in_restart, memory_order_relaxed);
  const double air = known ? air_frames (bridge, n) : 0.0;

  if (bridge->flows && bridge->starved_s > STARVED_S)
    {
      /* What comes does not lie on the line any more. Twice in a short time: the
         device cannot hold this delay. */
      atomic_store_explicit (&bridge->in_restart, 1, memory_order_relaxed);
      if (bridge->set_s < TOO_SOON_S)
        reset_target (bridge, now_s);
      bridge->flows = 0;
      return 0.0;
    }
  if (!known || broke || (bridge->flows && n->broken != bridge->broken))
    {
      if (!bridge->flows)
        begin_observation (bridge, now_s);
      bridge->flows = 0;
      return 0.0;
    }
  if (!bridge->flows)
    {
      if (!observe (bridge, span_s, now_s))
        return 0.0;
      set_position (bridge, air, frames);
    }
  if (!bridge->flows)
    return 0.0;

  const double step = control (bridge, n, air, frames);
  bridge->flows = step > 0.0;
  return step;
}

int
enh__bridge_pull (enh__bridge *bridge, float *const *out, uint32_t frames,
                  double now_s, double air_s)
{
  const int broke = enh__dll_call (&bridge->out_clock, frames, air_s);
  const double span_s = (double) frames * bridge->out_clock.line.frame_s;
  const int flowed = bridge->flows;

  enh__seqlock_read (&bridge->published, &bridge->input);
  if (bridge->input.came_s >= 0.0)
    store (&bridge->silent_s, fmax (now_s - bridge->input.came_s, 0.0));
  if (frames == 0)
    return ENH__BRIDGE_WAITS;

  const double step = find_step (bridge, frames, now_s, broke);
  if (!(step > 0.0))
    {
      silence (bridge, out, frames);
      enh__resampler_catch_up (&bridge->sound, bridge->input.written);
      if (flowed && !bridge->gap)
        count_up (&bridge->gaps);
      bridge->gap = 0;
      return flowed ? ENH__BRIDGE_GAP : ENH__BRIDGE_WAITS;
    }

  const int whole = enh__resampler_read (&bridge->sound, out, frames, step)
                    == 0;
  store (&bridge->delay_s, bridge->target * bridge->input.line.frame_s);
  if (!whole && !bridge->gap)
    count_up (&bridge->gaps);
  bridge->gap = !whole;
  bridge->starved_s = whole ? fmax (bridge->starved_s - FORGOTTEN * span_s, 0.0)
                            : bridge->starved_s + span_s;
  return whole ? ENH__BRIDGE_FLOWS : ENH__BRIDGE_GAP;
}

void
enh__bridge_observe (const enh__bridge *bridge, enh__bridge_state *state)
{
  state->ppm = load (&bridge->ppm);
  state->delay_s = load (&bridge->delay_s);
  state->silent_s = load (&bridge->silent_s);
  state->resyncs
    = atomic_load_explicit (&bridge->resyncs, memory_order_relaxed);
  state->gaps = atomic_load_explicit (&bridge->gaps, memory_order_relaxed);
}
