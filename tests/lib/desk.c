/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/desk.h"

#include "lib/check.h"

static double
frame_s (const side *s)
{
  return 1.0 / (s->rate * (1.0 + 1e-6 * s->ppm));
}

void
desk_schedule (desk *d, side *s)
{
  const uint64_t group = s->calls / s->burst * s->burst + s->burst;
  const double wake_s = fabs (sig_gauss (&d->random)) * s->jitter_s;

  /* A burst comes when its last block is due. */
  s->ideal_s = (double) (group * s->block) * frame_s (s) + s->offset_s;
  const double at = s->ideal_s + wake_s;
  s->actual_s = at > s->actual_s ? at : s->actual_s + 1e-6;
}

static double
air_s (const side *s)
{
  return s->tells ? s->ideal_s : s->actual_s;
}

void
desk_begin (desk *d, double in_ppm, double out_ppm, uint32_t block)
{
  memset (d, 0, sizeof *d);
  d->in.rate = d->out.rate = 48000.0;
  d->in.ppm = in_ppm;
  d->out.ppm = out_ppm;
  d->in.block = d->out.block = block;
  d->in.burst = d->out.burst = 1;
  d->in.jitter_s = d->out.jitter_s = 0.00025;
  d->random.state = check_seed ();
}

void
desk_start (desk *d)
{
  d->bridge = enh__bridge_create (d->in.rate, d->out.rate, 1);
  assert_non_null (d->bridge);
  /* The two do not begin together. */
  d->out.offset_s = 0.1234567;
  desk_schedule (d, &d->in);
  desk_schedule (d, &d->out);
}

enh__bridge_state
desk_state (const desk *d)
{
  enh__bridge_state state;

  enh__bridge_observe (d->bridge, &state);
  return state;
}

int
desk_step (desk *d)
{
  side *s = d->in.actual_s <= d->out.actual_s ? &d->in : &d->out;
  int gave = -1;

  if (s == &d->in)
    {
      const float *const in[1] = { d->in_block };
      /* Frame n was taken when the microphone's clock stood at n. */
      if (d->tone_hz > 0.0)
        for (uint32_t i = 0; i < s->block; ++i)
          d->in_block[i] = (float) (0.5
                                    * sin (6.283185307179586 * d->tone_hz
                                           * ((double) (s->calls * s->block + i)
                                                * frame_s (s)
                                              + s->offset_s)));
      enh__bridge_push (d->bridge, in, s->block, s->actual_s, air_s (s));
    }
  else
    {
      float *const out[1] = { d->out_block };
      gave
        = enh__bridge_pull (d->bridge, out, s->block, s->actual_s, air_s (s));
      d->waits += gave == ENH__BRIDGE_WAITS;
      d->flows += gave == ENH__BRIDGE_FLOWS;
      d->breaks += gave == ENH__BRIDGE_GAP;
    }
  ++s->calls;
  desk_schedule (d, s);
  return gave;
}

double
desk_now_s (const desk *d)
{
  return d->in.actual_s < d->out.actual_s ? d->in.actual_s : d->out.actual_s;
}

void
desk_run (desk *d, double seconds)
{
  const double until = desk_now_s (d) + seconds;

  while (desk_now_s (d) < until)
    (void) desk_step (d);
}

double
desk_delay_s (const desk *d, uint64_t call)
{
  const double w = 6.283185307179586 * d->tone_hz;
  /* Least squares, because a block is no whole number of periods. */
  double ss = 0.0, cc = 0.0, sc = 0.0, ys = 0.0, yc = 0.0;

  for (uint32_t i = 0; i < d->out.block; ++i)
    {
      const double t = (double) (call * d->out.block + i) * frame_s (&d->out)
                       + d->out.offset_s;
      const double y = (double) d->out_block[i];
      const double s = sin (w * t);
      const double c = cos (w * t);
      ss += s * s;
      cc += c * c;
      sc += s * c;
      ys += y * s;
      yc += y * c;
    }
  const double of_sine = ys * cc - yc * sc;
  const double of_cosine = yc * ss - ys * sc;
  double delay = atan2 (-of_cosine, of_sine) / w;
  if (delay < 0.0)
    delay += 1.0 / d->tone_hz;
  return delay;
}

void
spread_add (spread *s, double x)
{
  s->least = s->count > 0.0 ? fmin (s->least, x) : x;
  s->most = s->count > 0.0 ? fmax (s->most, x) : x;
  s->sum += x;
  s->squares += x * x;
  s->count += 1.0;
}

double
spread_mean (const spread *s)
{
  return s->sum / s->count;
}

double
spread_deviation (const spread *s)
{
  const double mean = spread_mean (s);

  return sqrt (fmax (s->squares / s->count - mean * mean, 0.0));
}

double
desk_delay_ms (desk *d)
{
  spread delay = { 0 };

  for (int blocks = 0; blocks < 50;)
    {
      const uint64_t call = d->out.calls;
      const int gave = desk_step (d);
      if (gave < 0)
        continue;
      CHECK_INT (gave, ==, ENH__BRIDGE_FLOWS, "block %d", blocks);
      spread_add (&delay, 1e3 * desk_delay_s (d, call));
      ++blocks;
    }
  CHECK_REAL (delay.most - delay.least, <=, 0.05, "within 50 blocks");
  return spread_mean (&delay);
}

void
desk_stall (desk *d, double in_s, double out_s)
{
  d->in.offset_s += in_s;
  d->in.actual_s += in_s;
  d->out.offset_s += out_s;
  d->out.actual_s += out_s;
}
