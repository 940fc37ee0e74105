/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/alarms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* Clocks, watches, appliances. */
static const alarm_note quarter_beeps[]
  = { { .hz = 3100, .on_s = 0.25, .rest_s = 0.25, .partials = 1 } };
static const alarm_note short_beeps[]
  = { { .hz = 1000, .on_s = 0.18, .rest_s = 0.12, .partials = 1 } };
static const alarm_note third_beeps[]
  = { { .hz = 2048, .on_s = 0.35, .rest_s = 0.35, .partials = 3 } };
static const alarm_note close_beeps[]
  = { { .hz = 2400, .on_s = 0.20, .rest_s = 0.05, .partials = 1 } };
static const alarm_note watch[]
  = { { .hz = 4096, .on_s = 0.05, .rest_s = 0.05, .partials = 1 },
      { .hz = 4096, .on_s = 0.05, .rest_s = 0.85, .partials = 1 } };
static const alarm_note microwave[]
  = { { .hz = 2000, .on_s = 0.8, .rest_s = 0.3, .partials = 1 },
      { .hz = 2000, .on_s = 0.8, .rest_s = 0.3, .partials = 1 },
      { .hz = 2000, .on_s = 0.8, .rest_s = 2.0, .partials = 1 } };
static const alarm_note long_beeps[]
  = { { .hz = 2700, .on_s = 2.0, .rest_s = 0.5, .partials = 1 } };

/* Sounders of buildings: alternating tones of EN 54-3; the three pulses of ISO
   8201; the four of a carbon monoxide alarm; a low square wave. */
static const alarm_note two_tone[]
  = { { .hz = 800, .on_s = 0.25, .partials = 1 },
      { .hz = 970, .on_s = 0.25, .partials = 1 } };
static const alarm_note smoke[]
  = { { .hz = 3150, .on_s = 0.5, .rest_s = 0.5, .partials = 1 },
      { .hz = 3150, .on_s = 0.5, .rest_s = 0.5, .partials = 1 },
      { .hz = 3150, .on_s = 0.5, .rest_s = 1.5, .partials = 1 } };
static const alarm_note monoxide[]
  = { { .hz = 3150, .on_s = 0.1, .rest_s = 0.1, .partials = 1 },
      { .hz = 3150, .on_s = 0.1, .rest_s = 0.1, .partials = 1 },
      { .hz = 3150, .on_s = 0.1, .rest_s = 0.1, .partials = 1 },
      { .hz = 3150, .on_s = 0.1, .rest_s = 4.9, .partials = 1 } };
static const alarm_note sounder_520[]
  = { { .hz = 520, .on_s = 0.5, .rest_s = 0.5, .partials = 7 } };
static const alarm_note sweep[]
  = { { .hz = 800, .to_hz = 970, .on_s = 1.0, .partials = 1 } };

/* Medical equipment, IEC 60601-1-8: bursts of high and of medium priority. */
static const alarm_note priority_high[]
  = { { .hz = 523, .on_s = 0.15, .rest_s = 0.10, .partials = 5 },
      { .hz = 659, .on_s = 0.15, .rest_s = 0.10, .partials = 5 },
      { .hz = 784, .on_s = 0.15, .rest_s = 0.35, .partials = 5 },
      { .hz = 523, .on_s = 0.15, .rest_s = 0.10, .partials = 5 },
      { .hz = 659, .on_s = 0.15, .rest_s = 0.60, .partials = 5 } };
static const alarm_note priority_medium[]
  = { { .hz = 300, .on_s = 0.2, .rest_s = 0.2, .partials = 4 },
      { .hz = 300, .on_s = 0.2, .rest_s = 0.2, .partials = 4 },
      { .hz = 300, .on_s = 0.2, .rest_s = 2.5, .partials = 4 } };
static const alarm_note priority_one_pitch[]
  = { { .hz = 960, .on_s = 0.20, .rest_s = 0.06, .partials = 4 },
      { .hz = 960, .on_s = 0.20, .rest_s = 0.06, .partials = 4 },
      { .hz = 960, .on_s = 0.20, .rest_s = 0.32, .partials = 4 },
      { .hz = 960, .on_s = 0.20, .rest_s = 0.06, .partials = 4 },
      { .hz = 960, .on_s = 0.20, .rest_s = 0.50, .partials = 4 } };
static const alarm_note buzzer[]
  = { { .hz = 150, .on_s = 0.32, .rest_s = 0.30, .partials = 10 } };

/* Telephones: tones of ITU-T E.180, a ringer, a bell. */
static const alarm_note busy[]
  = { { .hz = 425, .on_s = 0.25, .rest_s = 0.25, .partials = 1 } };
static const alarm_note engaged[]
  = { { .hz = 425, .on_s = 0.48, .rest_s = 0.48, .partials = 1 } };
static const alarm_note ringing[]
  = { { .hz = 425, .on_s = 1.0, .rest_s = 4.0, .partials = 1 } };
static const alarm_note ringing_double[] = {
  { .hz = 400, .other_hz = 450, .on_s = 0.4, .rest_s = 0.2, .partials = 1 },
  { .hz = 400, .other_hz = 450, .on_s = 0.4, .rest_s = 2.0, .partials = 1 }
};
static const alarm_note ringer[]
  = { { .hz = 1000, .on_s = 0.04, .partials = 3 },
      { .hz = 1250, .on_s = 0.04, .partials = 3 } };
static const alarm_note bell[] = {
  { .hz = 1480, .other_hz = 2690, .on_s = 0.045, .decay_s = 0.3, .partials = 1 }
};

/* The rest of a house and a street. */
static const alarm_note doorbell[] = {
  { .hz = 659, .other_hz = 1318, .on_s = 0.7, .decay_s = 0.4, .partials = 1 },
  { .hz = 523,
    .other_hz = 1046,
    .on_s = 1.2,
    .rest_s = 1.5,
    .decay_s = 0.5,
    .partials = 1 }
};
static const alarm_note kettle[] = { { .hz = 2450,
                                       .to_hz = 2520,
                                       .other_hz = 0,
                                       .on_s = 5.0,
                                       .rest_s = 0.8,
                                       .rise_s = 1.5,
                                       .partials = 2 } };
static const alarm_note reversing[]
  = { { .hz = 1250, .on_s = 0.5, .rest_s = 0.5, .partials = 2 } };
static const alarm_note siren_wail[]
  = { { .hz = 600, .to_hz = 1500, .on_s = 2.0, .partials = 3 },
      { .hz = 1500, .to_hz = 600, .on_s = 2.0, .partials = 3 } };
static const alarm_note siren_yelp[]
  = { { .hz = 600, .to_hz = 1500, .on_s = 0.3, .partials = 3 } };
static const alarm_note siren_two_tone[]
  = { { .hz = 435, .on_s = 0.75, .partials = 6 },
      { .hz = 580, .on_s = 0.75, .partials = 6 } };

/* Music: an organ, whose notes stay, and a piano, whose die away. */
static const alarm_note organ[]
  = { { .hz = 523, .on_s = 0.30, .rest_s = 0.02, .partials = 6 },
      { .hz = 587, .on_s = 0.30, .rest_s = 0.02, .partials = 6 },
      { .hz = 659, .on_s = 0.30, .rest_s = 0.02, .partials = 6 },
      { .hz = 523, .on_s = 0.30, .rest_s = 0.20, .partials = 6 },
      { .hz = 659, .on_s = 0.30, .rest_s = 0.02, .partials = 6 },
      { .hz = 698, .on_s = 0.30, .rest_s = 0.02, .partials = 6 },
      { .hz = 784, .on_s = 0.60, .rest_s = 0.20, .partials = 6 } };
static const alarm_note piano[] = {
  { .hz = 440, .on_s = 0.4, .decay_s = 0.5, .partials = 8 },
  { .hz = 660, .on_s = 0.4, .decay_s = 0.4, .partials = 8 },
  { .hz = 880, .on_s = 0.2, .decay_s = 0.3, .partials = 6 },
  { .hz = 660, .on_s = 0.2, .rest_s = 0.2, .decay_s = 0.4, .partials = 8 }
};
static const alarm_note flute[] = {
  { .hz = 1175, .on_s = 0.18, .rest_s = 0.03, .rise_s = 0.03, .partials = 2 },
  { .hz = 1319, .on_s = 0.18, .rest_s = 0.03, .rise_s = 0.03, .partials = 2 },
  { .hz = 1175, .on_s = 0.36, .rest_s = 0.10, .rise_s = 0.03, .partials = 2 }
};

#define KIND(name, notes)                         \
  {                                               \
    name, notes, sizeof (notes) / sizeof *(notes) \
  }

const alarm_kind alarm_kinds[] = {
  KIND ("3.1 kHz, 0.25 s on and off", quarter_beeps),
  KIND ("1 kHz, 0.18 s on, 0.12 off", short_beeps),
  KIND ("2 kHz, 0.35 s on and off", third_beeps),
  KIND ("2.4 kHz, 0.2 s on, 0.05 off", close_beeps),
  KIND ("watch", watch),
  KIND ("microwave oven", microwave),
  KIND ("2.7 kHz, 2 s on, 0.5 off", long_beeps),
  KIND ("800 and 970 Hz in turn", two_tone),
  KIND ("smoke alarm", smoke),
  KIND ("carbon monoxide alarm", monoxide),
  KIND ("520 Hz square wave", sounder_520),
  KIND ("800 to 970 Hz, swept", sweep),
  KIND ("medical, high priority", priority_high),
  KIND ("medical, medium priority", priority_medium),
  KIND ("medical, one pitch", priority_one_pitch),
  KIND ("150 Hz buzzer", buzzer),
  KIND ("busy tone", busy),
  KIND ("engaged tone", engaged),
  KIND ("ringing tone", ringing),
  KIND ("double ringing tone", ringing_double),
  KIND ("telephone ringer", ringer),
  KIND ("telephone bell", bell),
  KIND ("doorbell", doorbell),
  KIND ("kettle", kettle),
  KIND ("reversing lorry", reversing),
  KIND ("siren, wail", siren_wail),
  KIND ("siren, yelp", siren_yelp),
  KIND ("siren, two tones", siren_two_tone),
  KIND ("organ", organ),
  KIND ("piano", piano),
  KIND ("flute", flute),
};

const size_t alarm_kind_count = sizeof alarm_kinds / sizeof *alarm_kinds;

/* Value of a note t seconds after it began; turns: of its tones so far. */
static double
note_value (const alarm_note *note, double t, const double turns[2],
            double rate)
{
  double value = 0.0;

  for (int p = 1; p <= note->partials; ++p)
    if (p * note->hz < 0.45 * rate)
      value += sin (2.0 * pi * p * turns[0]) / p;
  if (note->other_hz > 0.0)
    value += sin (2.0 * pi * turns[1]);
  if (note->decay_s > 0.0)
    value *= exp (-t / note->decay_s);
  if (t < note->rise_s)
    value *= t / note->rise_s;
  return value;
}

void
alarm_fill (const alarm_kind *kind, float *out, unsigned char *sounding,
            size_t count, size_t from, double rate, double rms)
{
  double turns[2] = { 0.0, 0.0 };
  double began = 0.0, energy = 0.0;
  size_t at = 0, heard = 0;

  memset (out, 0, count * sizeof *out);
  memset (sounding, 0, count);
  for (size_t i = from; i < count; ++i)
    {
      const double t = (double) (i - from) / rate - began;
      const alarm_note *note = &kind->notes[at];
      const double part = t / note->on_s;
      const double hz = note->to_hz > 0.0
                          ? note->hz + part * (note->to_hz - note->hz)
                          : note->hz;
      if (t < note->on_s)
        {
          out[i] = (float) note_value (note, t, turns, rate);
          sounding[i] = 1;
          turns[0] += hz / rate;
          turns[1] += note->other_hz / rate;
          energy += (double) out[i] * (double) out[i];
          ++heard;
        }
      if (t + 1.0 / rate >= note->on_s + note->rest_s)
        {
          began += note->on_s + note->rest_s;
          at = (at + 1) % kind->count;
        }
    }
  const double scale = rms / sqrt (energy / (double) heard);
  for (size_t i = 0; i < count; ++i)
    out[i] = (float) (scale * (double) out[i]);
}

void
alarm_room (sig_random *random, float *sound, size_t count, double rate,
            double seconds, double echoes_db)
{
  /* Echoes a second: more are not told apart from a room's. */
  enum { DENSITY = 1000 };
  const size_t echoes = (size_t) (DENSITY * seconds);
  size_t *delay = malloc (echoes * sizeof *delay);
  double *gain = malloc (echoes * sizeof *gain);
  float *dry = sig_buffer (count);
  double energy = 0.0;

  if (!delay || !gain)
    abort ();
  memcpy (dry, sound, count * sizeof *dry);
  for (size_t e = 0; e < echoes; ++e)
    {
      const double s
        = ((double) e + 0.5 + 0.5 * sig_uniform (random)) / DENSITY;
      delay[e] = (size_t) (s * rate) + 1;
      gain[e]
        = pow (10.0, -3.0 * s / seconds) * (sig_below (random, 2) ? 1.0 : -1.0);
      energy += gain[e] * gain[e];
    }
  const double scale = sqrt (pow (10.0, echoes_db / 10.0) / energy);
  for (size_t e = 0; e < echoes; ++e)
    {
      const float by = (float) (scale * gain[e]);
      for (size_t i = delay[e]; i < count; ++i)
        sound[i] += by * dry[i - delay[e]];
    }
  free (delay);
  free (gain);
  free (dry);
}
