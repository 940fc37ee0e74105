/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Audiograms: the standard ones against Bisgaard, Vlaming and Dahlquist 2010,
   the prescription against golden vectors of NAL-R, and the text form, sound
   and unsound. */

#include "lib/check.h"
#include "lib/drive.h"

enum { TABLED = 10, GOLDEN = 9 };

static const double tabled_hz[TABLED]
  = { 250, 375, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000 };

static const struct {
  const char *name;
  double db_hl[TABLED];
} standard[] = {
  { "N1", { 10, 10, 10, 10, 10, 10, 15, 20, 30, 40 } },
  { "N2", { 20, 20, 20, 22.5, 25, 30, 35, 40, 45, 50 } },
  { "N3", { 35, 35, 35, 35, 40, 45, 50, 55, 60, 65 } },
  { "N4", { 55, 55, 55, 55, 55, 60, 65, 70, 75, 80 } },
  { "N5", { 65, 67.5, 70, 72.5, 75, 80, 80, 80, 80, 80 } },
  { "N6", { 75, 77.5, 80, 82.5, 85, 90, 90, 95, 100, 100 } },
  { "N7", { 90, 92.5, 95, 100, 105, 105, 105, 105, 105, 105 } },
  { "S1", { 10, 10, 10, 10, 10, 10, 15, 30, 55, 70 } },
  { "S2", { 20, 20, 20, 22.5, 25, 35, 55, 75, 95, 95 } },
  { "S3", { 30, 30, 35, 47.5, 60, 70, 75, 80, 80, 85 } },
};

enum { STANDARDS = sizeof standard / sizeof *standard };

static const double golden_hz[GOLDEN]
  = { 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000 };

static const struct {
  const char *name;
  double gain_db[GOLDEN];
} golden[] = {
  { "N1", { 0, 0, 1.8, 5.8, 5.8, 5.4, 6.0, 9.1, 12.2 } },
  { "N2", { 0, 2.2, 8.0, 12.8, 14.3, 13.8, 14.4, 15.9, 17.5 } },
  { "N3", { 0.1, 9.1, 14.1, 19.6, 21.2, 20.8, 21.3, 22.9, 24.4 } },
  { "N4", { 8.8, 17.8, 22.8, 26.8, 28.4, 27.9, 28.4, 30.0, 31.5 } },
  { "S1", { 0, 0, 1.8, 5.8, 5.8, 5.4, 9.1, 16.8, 21.4 } },
  { "S2", { 0, 3.2, 9.0, 13.8, 16.9, 21.1, 26.2, 32.5, 32.5 } },
  { "S3", { 0.8, 11.4, 20.2, 28.1, 31.2, 30.8, 31.3, 31.3, 32.9 } },
};

static enh_audiogram
parsed (const char *spec)
{
  enh_audiogram audiogram;
  enh_error error;

  memset (&audiogram, 0, sizeof audiogram);
  memset (&error, 'x', sizeof error);
  CHECK_INT (enh_audiogram_parse (spec, &audiogram, &error), ==, ENH_OK,
             "\"%s\"", spec);
  CHECK_INT (error.text[0], ==, 0, "error text after success");
  return audiogram;
}

/* Threshold of one ear at an audiometric frequency. */
static double
at (const enh_audiogram *audiogram, uint32_t ear, double hz)
{
  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    if (fabs ((double) enh_audiogram_frequency (p) - hz) < 0.01)
      return (double) audiogram->threshold_db_hl[ear][p];
  CHECK_FAIL ("%g Hz is no point of the audiogram", hz);
  return 0.0;
}

CHECK_CASE (points_are_the_audiometric_frequencies)
{
  static const double hz[ENH_AUDIOGRAM_POINTS]
    = { 250, 375, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000, 8000 };

  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    CHECK_REAL (enh_audiogram_frequency (p), ==, hz[p], "point %u", p);
  CHECK_REAL (enh_audiogram_frequency (ENH_AUDIOGRAM_POINTS), ==, 0.0,
              "past the last");
  CHECK_REAL (enh_audiogram_frequency (UINT32_MAX), ==, 0.0, "far past");
}

CHECK_CASE (standard_audiograms_are_as_published)
{
  for (size_t s = 0; s < STANDARDS; ++s)
    {
      const enh_audiogram audiogram = parsed (standard[s].name);
      for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
        for (size_t f = 0; f < TABLED; ++f)
          CHECK_NEAR (at (&audiogram, ear, tabled_hz[f]), standard[s].db_hl[f],
                      1e-3, "%s, ear %u, %g Hz", standard[s].name, ear,
                      tabled_hz[f]);
    }
}

CHECK_CASE (nal_r_meets_the_golden_vectors)
{
  for (size_t g = 0; g < sizeof golden / sizeof *golden; ++g)
    {
      const enh_audiogram audiogram = parsed (golden[g].name);
      for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
        for (size_t f = 0; f < GOLDEN; ++f)
          CHECK_NEAR (
            enh_audiogram_nal_r (&audiogram, ear, (float) golden_hz[f]),
            golden[g].gain_db[f], 0.06, "%s, ear %u, %g Hz", golden[g].name,
            ear, golden_hz[f]);
    }
}

CHECK_CASE (severe_losses_get_the_addition_of_nal_rp)
{
  /* N5: three-frequency average 75, so X = 11.25 and the addition is 3. */
  const enh_audiogram audiogram = parsed ("N5");

  CHECK_NEAR (enh_audiogram_nal_r (&audiogram, 0, 500.0f),
              11.25 + 0.31 * 70.0 - 8.0 + 3.0, 0.01, "500 Hz");
  CHECK_NEAR (enh_audiogram_nal_r (&audiogram, 0, 2000.0f),
              11.25 + 0.31 * 80.0 - 1.0 + 3.0, 0.01, "2 kHz");
}

CHECK_CASE (prescriptions_are_finite_and_sane_everywhere)
{
  for (size_t s = 0; s < STANDARDS; ++s)
    {
      const enh_audiogram audiogram = parsed (standard[s].name);
      double before = 0.0;
      for (double hz = 20.0; hz < 96000.0; hz *= 1.01)
        {
          const double gain = enh_audiogram_nal_r (&audiogram, 0, (float) hz);
          CHECK_REAL (gain, >=, 0.0, "%s at %g Hz", standard[s].name, hz);
          CHECK_REAL (gain, <, 80.0, "%s at %g Hz", standard[s].name, hz);
          if (hz > 20.0)
            CHECK_NEAR (gain, before, 1.0, "%s: a jump at %g Hz",
                        standard[s].name, hz);
          before = gain;
        }
    }
}

CHECK_CASE (nal_r_of_nothing_is_0)
{
  const enh_audiogram audiogram = parsed ("N4");

  CHECK_REAL (enh_audiogram_nal_r (NULL, 0, 1000.0f), ==, 0.0, "no audiogram");
  CHECK_REAL (enh_audiogram_nal_r (&audiogram, ENH_EARS, 1000.0f), ==, 0.0,
              "third ear");
  CHECK_REAL (enh_audiogram_nal_r (&audiogram, 0, 0.0f), ==, 0.0, "0 Hz");
  CHECK_REAL (enh_audiogram_nal_r (&audiogram, 0, -1000.0f), ==, 0.0,
              "negative");
  CHECK_REAL (enh_audiogram_nal_r (&audiogram, 0, (float) NAN), ==, 0.0, "NaN");
}

CHECK_CASE (thresholds_as_text_are_read)
{
  enh_audiogram a = parsed ("250=10,500=20.5,1000=-10,4000=120");

  CHECK_NEAR (at (&a, 0, 250), 10.0, 1e-4, "250 Hz");
  CHECK_NEAR (at (&a, 0, 500), 20.5, 1e-4, "500 Hz");
  CHECK_NEAR (at (&a, 0, 1000), -10.0, 1e-4, "1 kHz");
  CHECK_NEAR (at (&a, 0, 4000), 120.0, 1e-4, "4 kHz");
  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    CHECK_REAL (a.threshold_db_hl[1][p], ==, a.threshold_db_hl[0][p],
                "one spec serves both ears, point %u", p);
}

CHECK_CASE (between_points_the_axis_is_logarithmic)
{
  const enh_audiogram a = parsed ("500=20,4000=80");

  CHECK_NEAR (at (&a, 0, 1000), 40.0, 1e-3, "an octave up");
  CHECK_NEAR (at (&a, 0, 2000), 60.0, 1e-3, "two octaves up");
  CHECK_NEAR (at (&a, 0, 3000), 20.0 + 20.0 * log2 (6.0), 1e-3, "3 kHz");
}

CHECK_CASE (outside_the_points_the_nearest_holds)
{
  const enh_audiogram a = parsed ("1000=30,2000=50");
  const enh_audiogram one = parsed ("2000=45");

  CHECK_NEAR (at (&a, 0, 250), 30.0, 1e-4, "250 Hz");
  CHECK_NEAR (at (&a, 0, 8000), 50.0, 1e-4, "8 kHz");
  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    CHECK_NEAR (one.threshold_db_hl[0][p], 45.0, 1e-4, "one point, %u", p);
}

CHECK_CASE (points_beyond_the_table_still_shape_it)
{
  const enh_audiogram a = parsed ("125=0,12000=100");

  CHECK_NEAR (at (&a, 0, 250), 100.0 * log (2.0) / log (96.0), 1e-3, "250 Hz");
  CHECK_NEAR (at (&a, 0, 8000), 100.0 * log (64.0) / log (96.0), 1e-3, "8 kHz");
}

CHECK_CASE (each_ear_may_have_its_own)
{
  const enh_audiogram a = parsed ("L:N1;R:500=60,1000=70");
  const enh_audiogram b = parsed ("R:N4;L:S2");

  CHECK_NEAR (at (&a, 0, 6000), 40.0, 1e-4, "left is N1");
  CHECK_NEAR (at (&a, 1, 500), 60.0, 1e-4, "right");
  CHECK_NEAR (at (&a, 1, 8000), 70.0, 1e-4, "right");
  CHECK_NEAR (at (&b, 0, 4000), 95.0, 1e-4, "left is S2");
  CHECK_NEAR (at (&b, 1, 4000), 75.0, 1e-4, "right is N4");
}

CHECK_CASE (malformed_text_is_refused_in_one_line_and_changes_nothing)
{
  static const char *const wrong[]
    = { "",
        " ",
        "N",
        "N0",
        "N8",
        "N10",
        "S0",
        "S4",
        "X1",
        "N1 ",
        "N1,",
        "N1;N2",
        "N1x",
        "500",
        "500=",
        "=20",
        "=",
        ",",
        "500=20,",
        ",500=20",
        "500=20,,1000=30",
        "500=20;1000=30",
        "500=20 1000=30",
        "500:20",
        "five=20",
        "500=twenty",
        "500=20dB",
        "500Hz=20",
        "1000=30,500=20",
        "500=20,500=30",
        "124=20",
        "12001=20",
        "-500=20",
        "0=20",
        "500=120.5",
        "500=-10.5",
        "500=1e3",
        "500=nan",
        "500=inf",
        "500=-inf",
        "nan=20",
        "inf=20",
        "500=0x14",
        "500=20,1000=30,1000=40",
        "500=99999999999999999999999999999999999999999999",
        "99999999999999999999999999999999999999999999=20",
        "L:",
        "L:N1;R:",
        "L:;R:N1",
        "L:N1;L:N2",
        "L:N1;R:N2;L:N3",
        "L:N1;R:N2;",
        "M:N1;R:N2",
        "L:N1,R:N2",
        "L:N9;R:N2",
        "L:N1;R:500",
        "L:L:N1;R:N2",
        "500=20\n1000=30",
        "N1\n",
        "N1\r\n",
        "\xff\xfe",
        "500=20,1000=30;" };
  enh_audiogram kept;

  memset (&kept, 0x5a, sizeof kept);
  for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
    {
      enh_audiogram audiogram;
      enh_error error;
      memset (&audiogram, 0x5a, sizeof audiogram);
      memset (&error, 0, sizeof error);
      CHECK_INT (enh_audiogram_parse (wrong[w], &audiogram, &error), ==,
                 ENH_ERR_AUDIOGRAM, "\"%s\"", wrong[w]);
      CHECK (!memcmp (&audiogram, &kept, sizeof kept), "\"%s\" wrote",
             wrong[w]);
      const size_t length = strlen (error.text);
      CHECK_INT (length, >, 10, "text for \"%s\"", wrong[w]);
      for (size_t i = 0; i < length; ++i)
        CHECK_INT ((unsigned char) error.text[i], >=, 0x20,
                   "one line of text for number %zu", w);
      CHECK_INT (enh_audiogram_parse (wrong[w], &audiogram, NULL), ==,
                 ENH_ERR_AUDIOGRAM, "\"%s\" without room for text", wrong[w]);
    }
}

CHECK_CASE (a_very_long_text_is_refused_within_bounds)
{
  enum { LENGTH = 100000 };
  char *spec = malloc (LENGTH + 1);
  enh_audiogram audiogram;
  enh_error error;

  CHECK (spec != NULL, "memory");
  memset (spec, '5', LENGTH);
  spec[LENGTH] = '\0';
  CHECK_INT (enh_audiogram_parse (spec, &audiogram, &error), ==,
             ENH_ERR_AUDIOGRAM, "100,000 digits");
  CHECK (memchr (error.text, '\0', sizeof error.text) != NULL, "terminated");

  /* Rising, well formed and far more of them than anyone measures. */
  size_t used = 0;
  for (int hz = 125; hz <= 12000 && used + 16 < LENGTH; ++hz)
    used += (size_t) snprintf (spec + used, LENGTH - used, "%s%d=30",
                               hz > 125 ? "," : "", hz);
  const enh_status status = enh_audiogram_parse (spec, &audiogram, &error);
  CHECK (status == ENH_OK || status == ENH_ERR_AUDIOGRAM,
         "thousands of points: status %d", (int) status);
  free (spec);
}

CHECK_CASE (null_is_refused)
{
  enh_audiogram audiogram;

  CHECK_INT (enh_audiogram_parse (NULL, &audiogram, NULL), ==, ENH_ERR_NULL,
             "no text");
  CHECK_INT (enh_audiogram_parse ("N1", NULL, NULL), ==, ENH_ERR_NULL,
             "nowhere to put it");
}
