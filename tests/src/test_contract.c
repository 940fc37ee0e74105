/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The contract of <enhance/chain.h> at its edges: sane configurations are
   accepted, insane ones are refused with the status that says why, and NULL
   harms nobody. */

#include "lib/check.h"
#include "lib/drive.h"

static enh_status
try_config (const enh_config *config)
{
  /* Not NULL beforehand: a failure has to make it NULL. */
  static int nothing;
  enh_chain *chain = (enh_chain *) (void *) &nothing;
  const enh_status status = enh_chain_create (&chain, config);

  if (status == ENH_OK)
    {
      CHECK (chain != NULL && chain != (enh_chain *) (void *) &nothing,
             "handle after success");
      enh_chain_destroy (chain);
    }
  else
    CHECK (chain == NULL, "handle after %s", enh_strerror (status));
  return status;
}

CHECK_CASE (every_sane_configuration_is_accepted)
{
  static const double rates[] = { 8000.0,   11025.0,  12345.0, 16000.0, 22050.0,
                                  32000.0,  44100.0,  48000.0, 88200.0, 96000.0,
                                  176400.0, 191999.5, 192000.0 };

  for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
    for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
      for (size_t d = 0; d < DRIVE_DELAYS; ++d)
        for (int purpose = 0; purpose < 2; ++purpose)
          {
            enh_config config = ENH_CONFIG_INIT;
            config.sample_rate = rates[r];
            config.inputs = drive_layouts[l][0];
            config.outputs = drive_layouts[l][1];
            config.delay = drive_delays[d];
            config.purpose = purpose ? ENH_FOR_FILE : ENH_FOR_EAR;
            CHECK_INT (try_config (&config), ==, ENH_OK,
                       "%g Hz, %u to %u, delay %zu, purpose %d", rates[r],
                       config.inputs, config.outputs, d, purpose);
          }
}

CHECK_CASE (the_initialiser_alone_is_enough)
{
  const enh_config config = ENH_CONFIG_INIT;

  CHECK_REAL (config.sample_rate, ==, 48000.0, "default rate");
  CHECK_INT (config.inputs, ==, 1, "default inputs");
  CHECK_INT (config.outputs, ==, 1, "default outputs");
  CHECK_INT (try_config (&config), ==, ENH_OK, "ENH_CONFIG_INIT");
}

CHECK_CASE (null_is_refused_at_creation)
{
  const enh_config config = ENH_CONFIG_INIT;

  CHECK_INT (enh_chain_create (NULL, &config), ==, ENH_ERR_NULL, "no handle");
  CHECK_INT (try_config (NULL), ==, ENH_ERR_NULL, "no configuration");
  CHECK_INT (enh_chain_create (NULL, NULL), ==, ENH_ERR_NULL, "neither");
}

CHECK_CASE (a_size_that_cannot_be_is_refused)
{
  /* Not begun with the initialiser, or not begun at all. */
  static const size_t sizes[]
    = { 0, 1, sizeof (size_t) - 1, 1u << 20, SIZE_MAX };

  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; ++s)
    {
      enh_config config = ENH_CONFIG_INIT;
      config.size = sizes[s];
      CHECK_INT (try_config (&config), ==, ENH_ERR_CONFIG, "size %zu",
                 sizes[s]);
    }
}

/* Programs that were compiled before a field was appended: what lies behind
   their struct is not read. */
CHECK_CASE (a_size_from_an_earlier_header_is_accepted)
{
  static const size_t sizes[] = { offsetof (enh_config, sample_rate),
                                  offsetof (enh_config, inputs),
                                  offsetof (enh_config, outputs),
                                  offsetof (enh_config, delay),
                                  offsetof (enh_config, purpose),
                                  offsetof (enh_config, alloc),
                                  sizeof (enh_config) };

  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; ++s)
    {
      const enh_config fresh = ENH_CONFIG_INIT;
      enh_config config;
      memset (&config, 0xff, sizeof config);
      memcpy (&config, &fresh, sizes[s]);
      config.size = sizes[s];
      CHECK_INT (try_config (&config), ==, ENH_OK, "size %zu", sizes[s]);
    }
}

CHECK_CASE (a_size_from_a_later_header_is_accepted_while_its_fields_are_zero)
{
  struct {
    enh_config config;
    unsigned char later[32];
  } newer = { ENH_CONFIG_INIT, { 0 } };

  newer.config.size = sizeof newer;
  CHECK_INT (try_config (&newer.config), ==, ENH_OK, "longer, all zero");
  for (size_t b = 0; b < sizeof newer.later; ++b)
    {
      newer.later[b] = 1;
      CHECK_INT (try_config (&newer.config), ==, ENH_ERR_CONFIG, "byte %zu", b);
      newer.later[b] = 0;
    }
}

CHECK_CASE (rates_outside_8_to_192_khz_are_refused)
{
  const double rates[] = { 0.0,      -48000.0,   1.0,       7999.0,
                           7999.999, 192000.001, 192001.0,  384000.0,
                           1e30,     INFINITY,   -INFINITY, (double) NAN };

  for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
    {
      enh_config config = ENH_CONFIG_INIT;
      config.sample_rate = rates[r];
      CHECK_INT (try_config (&config), ==, ENH_ERR_RATE, "%g Hz", rates[r]);
    }
}

CHECK_CASE (other_layouts_are_refused)
{
  static const uint32_t layouts[][2]
    = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 2, 1 },          { 1, 3 },
        { 3, 3 }, { 2, 3 }, { 8, 8 }, { UINT32_MAX, 2 }, { 1, UINT32_MAX } };

  for (size_t l = 0; l < sizeof layouts / sizeof *layouts; ++l)
    {
      enh_config config = ENH_CONFIG_INIT;
      config.inputs = layouts[l][0];
      config.outputs = layouts[l][1];
      CHECK_INT (try_config (&config), ==, ENH_ERR_CHANNELS, "%u to %u",
                 layouts[l][0], layouts[l][1]);
    }
}

CHECK_CASE (delays_and_purposes_that_do_not_exist_are_refused)
{
  static const int values[] = { -1, 3, 4, 1000 };

  for (size_t v = 0; v < sizeof values / sizeof *values; ++v)
    {
      enh_config config = ENH_CONFIG_INIT;
      /* By memory: the compiler may assume that an enum holds its values. */
      memcpy (&config.delay, &values[v], sizeof config.delay);
      CHECK_INT (try_config (&config), ==, ENH_ERR_CONFIG, "delay %d",
                 values[v]);
    }
  for (size_t v = 0; v < sizeof values / sizeof *values; ++v)
    {
      enh_config config = ENH_CONFIG_INIT;
      memcpy (&config.purpose, &values[v], sizeof config.purpose);
      CHECK_INT (try_config (&config), ==, ENH_ERR_CONFIG, "purpose %d",
                 values[v]);
    }
}

CHECK_CASE (half_an_allocator_is_refused)
{
  const enh_allocator empty = { NULL, NULL, NULL };
  enh_config config = ENH_CONFIG_INIT;

  config.alloc = &empty;
  CHECK_INT (try_config (&config), !=, ENH_OK, "allocator without functions");
}

CHECK_CASE (null_is_taken_where_the_header_says)
{
  enh_audiogram audiogram;

  CHECK_INT (enh_audiogram_parse ("N3", &audiogram, NULL), ==, ENH_OK, "N3");
  enh_chain_destroy (NULL);
  CHECK_INT (enh_chain_set (NULL, 0, 0.0f), ==, ENH_ERR_NULL, "set");
  CHECK_REAL (enh_chain_get (NULL, 0), ==, 0.0, "get");
  CHECK_INT (enh_chain_latency (NULL), ==, 0, "latency");
  CHECK_INT (enh_chain_set_audiogram (NULL, &audiogram), ==, ENH_ERR_NULL,
             "set_audiogram");

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK,
             "no audiogram removes the fitting");
  enh_chain_destroy (chain);
}

CHECK_CASE (a_block_of_no_frames_is_legal)
{
  float in = 0.25f;
  float out = 0.75f;
  const float *const from[1] = { &in };
  float *const to[1] = { &out };

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_chain_process (chain, from, to, 0);
  CHECK_REAL (out, ==, 0.75f, "output of no frames");
  CHECK_REAL (in, ==, 0.25f, "input of no frames");
  CHECK_INT (drive_meters (chain).frames, ==, 0, "frames counted");
  enh_chain_destroy (chain);
}

CHECK_CASE (input_is_not_written)
{
  enum { FRAMES = 9600 };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *kept = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  sig_white (&random, in, FRAMES, 0.3);
  in[700] = 20.0f;
  memcpy (kept, in, FRAMES * sizeof *in);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_run (chain, in, out, FRAMES, 480);
  CHECK_SAMES (in, kept, FRAMES, "input after process");
  enh_chain_destroy (chain);
  free (in);
  free (kept);
  free (out);
}

CHECK_CASE (audiograms_out_of_range_are_refused)
{
  const float wrong[] = { -10.5f, 120.5f, 1e9f, (float) INFINITY, (float) NAN };
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
    for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
      {
        enh_audiogram audiogram = { { { 0.0f } } };
        audiogram.threshold_db_hl[ear][w % ENH_AUDIOGRAM_POINTS] = wrong[w];
        CHECK_INT (enh_chain_set_audiogram (chain, &audiogram), ==,
                   ENH_ERR_RANGE, "ear %u, %g dB HL", ear, (double) wrong[w]);
      }
  enh_audiogram edges = { { { 0.0f } } };
  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    edges.threshold_db_hl[0][p] = p % 2 ? -10.0f : 120.0f;
  CHECK_INT (enh_chain_set_audiogram (chain, &edges), ==, ENH_OK,
             "-10 and 120 dB HL");
  enh_chain_destroy (chain);
}

CHECK_CASE (every_status_has_its_sentence)
{
  for (int s = ENH_OK; s <= ENH_ERR_BUSY; ++s)
    {
      const char *sentence = enh_strerror ((enh_status) s);
      CHECK (sentence != NULL, "status %d", s);
      const size_t length = strlen (sentence);
      CHECK_INT (length, >, 3, "status %d", s);
      CHECK (sentence[0] >= 'A' && sentence[0] <= 'Z', "status %d: \"%s\"", s,
             sentence);
      CHECK (sentence[length - 1] != '.' && !strchr (sentence, '\n'),
             "status %d: \"%s\"", s, sentence);
      for (int t = ENH_OK; t < s; ++t)
        CHECK (strcmp (sentence, enh_strerror ((enh_status) t)) != 0,
               "status %d and %d: \"%s\"", s, t, sentence);
    }
}

CHECK_CASE (a_number_that_is_no_status_has_a_sentence_too)
{
  static const int numbers[]
    = { -1, ENH_ERR_BUSY + 1, 1000, INT32_MAX, INT32_MIN };

  for (size_t n = 0; n < sizeof numbers / sizeof *numbers; ++n)
    {
      enh_status status;
      memcpy (&status, &numbers[n], sizeof status);
      const char *sentence = enh_strerror (status);
      CHECK (sentence != NULL && *sentence, "status %d", numbers[n]);
    }
}

CHECK_CASE (the_version_is_three_numbers)
{
  const char *version = enh_version ();
  unsigned major;
  unsigned minor;
  unsigned patch;
  int length = 0;

  CHECK (version != NULL, "version");
  CHECK_INT (sscanf (version, "%u.%u.%u%n", &major, &minor, &patch, &length),
             ==, 3, "version \"%s\"", version);
  CHECK_INT (length, >, 4, "version \"%s\"", version);
}
