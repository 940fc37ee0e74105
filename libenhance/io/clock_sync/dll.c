/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A device reports the time of every block, with a small error each time. A
   second-order delay-locked loop fits the line (Adriaensen, "Using a DLL to filter
   time", 2005):

     expected = time + n frame_s        e = now - expected
     time     = expected + sqrt 2 w e   frame_s += w^2 e / n
     w        = 2 pi B n frame_s

   It starts at the device's nominal rate, with the mean of several calls, because
   the first may be the latest of all. The rate of those calls would be further off
   than clocks are: the times that PulseAudio reports take some seconds to become
   accurate. The loop is wide at first, to find the rate, and then narrow, to keep
   lateness out. */

#include "io/clock_sync/dll.h"

#include <math.h>

#define PI 3.14159265358979323846

/* The calls before the line is known: seconds, and how many at least. */
#define BEGIN_S 0.25
#define BEGIN_CALLS 8u

/* Hz: at 0.1 a clock that is 300 ppm off is found within ten seconds; at 0.02
   lateness moves the ratio of two clocks by less than 1 ppm, and a clock that
   warms up is still followed. From wide to narrow by 1/e in so many seconds. */
#define WIDE_HZ 0.1
#define NARROW_HZ 0.02
#define NARROWING_S 5.0

/* A clock farther from its nominal rate than this is none: quartz is within
   0.0005. */
#define MOST_WRONG 0.002

/* A call this late, seconds or blocks, is a break: servers that hand over blocks in
   bursts reach 25 ms at most. */
#define BREAK_S 0.050
#define BREAK_BLOCKS 4.0

/* Calls that are all this late, averaged over so many seconds: frames were
   lost. */
#define LOST_S 0.004
#define MEAN_S 0.200

double
enh__dll_width_hz (double seconds)
{
  return fmax (WIDE_HZ * exp (-seconds / NARROWING_S), NARROW_HZ);
}

void
enh__dll_restart (enh__dll *dll)
{
  dll->locked = 0;
  dll->locked_s = 0.0;
  dll->late_s = 0.0;
  dll->count = 0;
  dll->sum_s = 0.0;
}

void
enh__dll_init (enh__dll *dll, double sample_rate)
{
  dll->nominal_s = 1.0 / sample_rate;
  dll->line.frames = 0.0;
  dll->line.time_s = 0.0;
  dll->line.frame_s = dll->nominal_s;
  enh__dll_restart (dll);
}

/* One more call before the line is known. */
static void
begin_line (enh__dll *dll, double now_s)
{
  enh__dll_line *line = &dll->line;

  if (dll->count == 0)
    {
      dll->first_s = now_s;
      dll->first_frames = line->frames;
    }
  ++dll->count;

  const double past_s = (line->frames - dll->first_frames) * line->frame_s;
  dll->sum_s += now_s - dll->first_s - past_s;
  line->time_s = now_s;
  if (past_s < BEGIN_S || dll->count < BEGIN_CALLS)
    return;
  line->time_s = dll->first_s + past_s + dll->sum_s / dll->count;
  dll->locked = 1;
}

int
enh__dll_call (enh__dll *dll, uint32_t frames, double now_s)
{
  enh__dll_line *line = &dll->line;
  const double span_s = (double) frames * line->frame_s;
  const double late_s = now_s - (line->time_s + span_s);
  const double break_s = fmax (BREAK_S, BREAK_BLOCKS * span_s);

  line->frames += (double) frames;
  if (frames == 0)
    return 0;
  if (!dll->locked)
    {
      const int broke = dll->count > 0 && fabs (late_s) > break_s;

      if (broke)
        enh__dll_restart (dll);
      begin_line (dll, now_s);
      return broke;
    }

  dll->late_s += fmin (span_s / MEAN_S, 1.0) * (late_s - dll->late_s);
  if (fabs (late_s) > break_s || fabs (dll->late_s) > fmax (LOST_S, span_s))
    {
      enh__dll_restart (dll);
      begin_line (dll, now_s);
      return 1;
    }

  const double w = 2.0 * PI * enh__dll_width_hz (dll->locked_s) * span_s;
  const double most_s = MOST_WRONG * dll->nominal_s;
  line->time_s += span_s + sqrt (2.0) * w * late_s;
  line->frame_s += w * w * late_s / (double) frames;
  line->frame_s = fmin (fmax (line->frame_s, dll->nominal_s - most_s),
                        dll->nominal_s + most_s);
  dll->locked_s += span_s;
  return 0;
}
