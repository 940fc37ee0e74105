/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Hearing thresholds and the NAL-R prescription.

   Byrne and Dillon, "The National Acoustic Laboratories' (NAL) new procedure
   for selecting the gain and frequency response of a hearing aid", Ear Hear. 7,
   1986; severe losses: Byrne, Parkinson and Newall, Vanderbilt Hearing-Aid
   Report II, 1991. Standard audiograms: Bisgaard, Vlaming and Dahlquist,
   Trends Amplif. 14, 2010. */

#include "base/audiogram.h"

#include "base/minmax.h"
#include "base/number.h"
#include "base/printable.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POINTS ENH_AUDIOGRAM_POINTS

/* Frequencies of the stored thresholds, Hz. */
static const float point_hz[POINTS] = { 250.0f,  375.0f,  500.0f,  750.0f,
                                        1000.0f, 1500.0f, 2000.0f, 3000.0f,
                                        4000.0f, 6000.0f, 8000.0f };

/* Frequencies accepted in text, Hz. */
static const double spec_min_hz = 125.0;
static const double spec_max_hz = 12000.0;

typedef struct standard {
  char name[3];
  float threshold_db_hl[POINTS]; /* 8 kHz is not given: as 6 kHz */
} standard;

static const standard standards[] = {
  { "N1", { 10, 10, 10, 10, 10, 10, 15, 20, 30, 40, 40 } },
  { "N2", { 20, 20, 20, 22.5f, 25, 30, 35, 40, 45, 50, 50 } },
  { "N3", { 35, 35, 35, 35, 40, 45, 50, 55, 60, 65, 65 } },
  { "N4", { 55, 55, 55, 55, 55, 60, 65, 70, 75, 80, 80 } },
  { "N5", { 65, 67.5f, 70, 72.5f, 75, 80, 80, 80, 80, 80, 80 } },
  { "N6", { 75, 77.5f, 80, 82.5f, 85, 90, 90, 95, 100, 100, 100 } },
  { "N7", { 90, 92.5f, 95, 100, 105, 105, 105, 105, 105, 105, 105 } },
  { "S1", { 10, 10, 10, 10, 10, 10, 15, 30, 55, 70, 70 } },
  { "S2", { 20, 20, 20, 22.5f, 25, 35, 55, 75, 95, 95, 95 } },
  { "S3", { 30, 30, 35, 47.5f, 60, 70, 75, 80, 80, 85, 85 } },
};

/* Frequencies at which the prescription is defined, Hz, and its constant k,
   dB. */
#define RULE_POINTS 9
static const float rule_hz[RULE_POINTS]
  = { 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000 };
static const float rule_k_db[RULE_POINTS]
  = { -17, -8, -3, 1, 1, -1, -2, -2, -2 };

/* Addition of NAL-RP, dB, for thresholds at 2 kHz of 95 to 120 dB HL in steps
   of 5; 750 Hz lies between its neighbours. */
#define SEVERE_ROWS 6
static const float severe_db[SEVERE_ROWS][RULE_POINTS] = {
  { 4, 3, 1.5f, 0, -1, -2, -2, -2, -2 }, { 6, 4, 2, 0, -2, -3, -3, -3, -3 },
  { 8, 5, 2.5f, 0, -3, -5, -5, -5, -5 }, { 11, 7, 3.5f, 0, -3, -6, -6, -6, -6 },
  { 13, 8, 4, 0, -4, -8, -8, -8, -8 },   { 15, 9, 4.5f, 0, -5, -9, -9, -9, -9 },
};

/* y at x, linear over log x; constant beyond the ends. */
static float
interpolate_log (const float *x, const float *y, uint32_t count, float at)
{
  if (!(at > x[0]))
    return y[0];
  for (uint32_t i = 1; i < count; ++i)
    if (at <= x[i])
      {
        const float part = logf (at / x[i - 1]) / logf (x[i] / x[i - 1]);
        return y[i - 1] + part * (y[i] - y[i - 1]);
      }
  return y[count - 1];
}

float
enh_audiogram_frequency (uint32_t point)
{
  return point < POINTS ? point_hz[point] : 0.0f;
}

int
enh__audiogram_valid (const enh_audiogram *audiogram)
{
  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (uint32_t i = 0; i < POINTS; ++i)
      {
        const float h = audiogram->threshold_db_hl[ear][i];
        if (!enh__is_finite (h) || h < ENH__THRESHOLD_MIN
            || h > ENH__THRESHOLD_MAX)
          return 0;
      }
  return 1;
}

float
enh__audiogram_threshold (const enh_audiogram *audiogram, uint32_t ear,
                          float frequency)
{
  return interpolate_log (point_hz, audiogram->threshold_db_hl[ear], POINTS,
                          frequency);
}

/* Gain of the rule at its own frequency number i. */
static float
rule_gain (const enh_audiogram *audiogram, uint32_t ear, uint32_t i)
{
  const float h500 = enh__audiogram_threshold (audiogram, ear, 500.0f);
  const float h1k = enh__audiogram_threshold (audiogram, ear, 1000.0f);
  const float h2k = enh__audiogram_threshold (audiogram, ear, 2000.0f);
  const float average = (h500 + h1k + h2k) / 3.0f;
  const float h = enh__audiogram_threshold (audiogram, ear, rule_hz[i]);

  float gain = 0.15f * average + 0.31f * h + rule_k_db[i];
  if (average > 60.0f)
    gain += 0.2f * (average - 60.0f);
  if (h2k >= 95.0f)
    {
      const float row = (enh__min (h2k, 120.0f) - 95.0f) / 5.0f;
      const uint32_t lower = row >= SEVERE_ROWS - 1 ? SEVERE_ROWS - 2
                                                    : (uint32_t) row;
      const float part = row - (float) lower;
      gain += severe_db[lower][i]
              + part * (severe_db[lower + 1][i] - severe_db[lower][i]);
    }
  return enh__max (0.0f, gain);
}

float
enh_audiogram_nal_r (const enh_audiogram *audiogram, uint32_t ear,
                     float frequency)
{
  float gain_db[RULE_POINTS];

  if (!audiogram || ear >= ENH_EARS || !enh__is_number (frequency)
      || frequency <= 0.0f)
    return 0.0f;
  for (uint32_t i = 0; i < RULE_POINTS; ++i)
    gain_db[i] = rule_gain (audiogram, ear, i);
  return interpolate_log (rule_hz, gain_db, RULE_POINTS, frequency);
}

/* Reading audiograms. */

static enh_status
refuse (enh_error *error, const char *why, const char *at, size_t length)
{
  if (error)
    {
      snprintf (error->text, sizeof error->text,
                "audiogram: %s at \"%.*s\"; write N1 to N7, S1 to S3, "
                "500=20,1000=35,... or L:...;R:...",
                why, (int) (length > 60 ? 60 : length), at);
      /* One line, whatever the text contains. */
      enh__printable (error->text, '?');
    }
  return ENH_ERR_AUDIOGRAM;
}

/* A decimal number, independent of the locale: sign, digits, one point. Returns
   its end, or NULL. */
static const char *
read_number (const char *p, const char *end, double *value)
{
  double sign = 1.0, number = 0.0, place = 1.0;
  int digits = 0, decimals = 0;

  if (p < end && (*p == '-' || *p == '+'))
    sign = *p++ == '-' ? -1.0 : 1.0;
  for (; p < end; ++p)
    {
      if (*p >= '0' && *p <= '9' && digits < 9)
        {
          number = 10.0 * number + (*p - '0');
          place *= decimals ? 10.0 : 1.0;
          ++digits;
        }
      else if (*p == '.' && !decimals)
        decimals = 1;
      else
        break;
    }
  *value = sign * number / place;
  return digits ? p : NULL;
}

/* One ear's spec, [p, end), without its "L:". */
static enh_status
parse_ear (const char *p, const char *end, float *thresholds, enh_error *error)
{
  const size_t length = (size_t) (end - p);
  float hz[32], db_hl[32];
  uint32_t count = 0;

  for (size_t i = 0; i < sizeof standards / sizeof *standards; ++i)
    if (length == 2 && !strncmp (p, standards[i].name, 2))
      {
        memcpy (thresholds, standards[i].threshold_db_hl,
                POINTS * sizeof *thresholds);
        return ENH_OK;
      }
  if (!length)
    return refuse (error, "nothing given", p, 0);

  for (;;)
    {
      const char *item = p;
      double f, h;

      if (!(p = read_number (p, end, &f)) || p == end || *p != '=')
        return refuse (error, "no FREQUENCY=THRESHOLD", item,
                       (size_t) (end - item));
      if (!(p = read_number (p + 1, end, &h)) || (p != end && *p != ','))
        return refuse (error, "no threshold", item, (size_t) (end - item));
      if (f < spec_min_hz || f > spec_max_hz)
        return refuse (error, "frequency is not 125 to 12000 Hz", item,
                       (size_t) (p - item));
      if (h < ENH__THRESHOLD_MIN || h > ENH__THRESHOLD_MAX)
        return refuse (error, "threshold is not -10 to 120 dB HL", item,
                       (size_t) (p - item));
      if (count && f <= (double) hz[count - 1])
        return refuse (error, "frequencies do not rise", item,
                       (size_t) (p - item));
      if (count == sizeof hz / sizeof *hz)
        return refuse (error, "too many points", item, (size_t) (p - item));
      hz[count] = (float) f;
      db_hl[count++] = (float) h;
      if (p == end)
        break;
      ++p;
    }
  for (uint32_t i = 0; i < POINTS; ++i)
    thresholds[i] = interpolate_log (hz, db_hl, count, point_hz[i]);
  return ENH_OK;
}

enh_status
enh_audiogram_parse (const char *spec, enh_audiogram *audiogram,
                     enh_error *error)
{
  enh_audiogram read;
  enh_status status = ENH_OK;
  int given[ENH_EARS] = { 0, 0 };

  if (error)
    error->text[0] = '\0';
  if (!spec || !audiogram)
    return ENH_ERR_NULL;

  if (spec[0] == '\0' || spec[1] != ':')
    {
      status = parse_ear (spec, spec + strlen (spec), read.threshold_db_hl[0],
                          error);
      memcpy (read.threshold_db_hl[1], read.threshold_db_hl[0],
              sizeof read.threshold_db_hl[0]);
    }
  else
    for (const char *p = spec;;)
      {
        const char *end = strchr (p, ';');
        const size_t length = end ? (size_t) (end - p) : strlen (p);
        const int ear = *p == 'R';

        if (length < 2 || (*p != 'L' && *p != 'R') || p[1] != ':')
          return refuse (error, "neither L: nor R:", p, length);
        if (given[ear])
          return refuse (error, "the same ear twice", p, length);
        given[ear] = 1;
        status
          = parse_ear (p + 2, p + length, read.threshold_db_hl[ear], error);
        if (status)
          return status;
        if (!end)
          {
            if (!given[0] || !given[1])
              return refuse (error, "only one ear; give L:...;R:...", spec,
                             strlen (spec));
            break;
          }
        p = end + 1;
      }
  if (!status)
    *audiogram = read;
  return status;
}
