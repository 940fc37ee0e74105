/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The report as one page without scripts, fonts or external pictures. It
   follows the reader's light or dark theme and can be printed. */

#include "report/report.h"
#include "report/svg.h"

#include <string.h>
#include <time.h>

static const char head[]
  = "<!DOCTYPE html>\n"
    "<html lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, "
    "initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'; img-src data:\">\n"
    "<link rel=\"icon\" href=\"data:,\">\n"
    "<title>enhance-bench</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark; --back: #fff; --text: #1b1b22;\n"
    "  --soft: #595966; --line: #d5d5de; --pass: #11692f; --fail: #a3121f;\n"
    "  --none: #7a4b00; --c0: #1f5fa8; --c1: #b3450b; --c2: #1d7a46;\n"
    "  --c3: #8a2f86; --c4: #7a6a00; --c5: #007a86; --c6: #a3224d;\n"
    "  --c7: #55555f }\n"
    "@media (prefers-color-scheme: dark) { :root { --back: #17171c;\n"
    "  --text: #ececf2; --soft: #a9a9b8; --line: #3a3a46; --pass: #6fd391;\n"
    "  --fail: #ff8f8f; --none: #f0bd62; --c0: #7db4f2; --c1: #f5a267;\n"
    "  --c2: #79d39c; --c3: #e29be0; --c4: #dccb55; --c5: #62d0db;\n"
    "  --c6: #ff93b4; --c7: #b9b9c6 } }\n"
    "* { box-sizing: border-box }\n"
    "body { margin: 0 auto; max-width: 86rem; padding: 1.5rem; "
    "background: var(--back); color: var(--text);\n"
    "  font: 15px/1.45 system-ui, sans-serif }\n"
    "h1 { font-size: 1.6rem; margin: 0 0 .3rem }\n"
    "h2 { font-size: 1.25rem; margin: 2.2rem 0 .4rem; padding-top: .8rem; "
    "border-top: 1px solid var(--line) }\n"
    "p { margin: .4rem 0; max-width: 60rem }\n"
    ".headline { display: grid; gap: .8rem 1.6rem; margin: 1rem 0;\n"
    "  grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)) }\n"
    ".headline dt { font-size: 1.3rem; font-weight: 600 }\n"
    ".headline dd { margin: 0; color: var(--soft) }\n"
    ".soft, figcaption, .legend { color: var(--soft) }\n"
    "figcaption strong { color: var(--text) }\n"
    ".scroll { overflow-x: auto }\n"
    "table { border-collapse: collapse; width: 100%; font-size: .9rem }\n"
    "th, td { text-align: left; padding: .28rem .6rem .28rem 0; "
    "border-bottom: 1px solid var(--line); vertical-align: top }\n"
    "td.n { text-align: right; white-space: nowrap; "
    "font-variant-numeric: tabular-nums }\n"
    "td.v { white-space: nowrap; font-weight: 600 }\n"
    ".PASS { color: var(--pass) } .FAIL { color: var(--fail) } "
    ".NOT { color: var(--none) }\n"
    ".plots { display: grid; gap: 1.4rem 2rem; margin: 1.2rem 0;\n"
    "  grid-template-columns: repeat(auto-fill, minmax(min(30rem, 100%), "
    "1fr)) }\n"
    "figure { margin: 0; break-inside: avoid }\n"
    "figcaption { min-height: 3.2em; margin-bottom: .4rem }\n"
    "svg.plot, figure img { width: 100%; height: auto; display: block }\n"
    "figure img { border: 1px solid var(--line) }\n"
    ".grid { stroke: var(--line) } .mark { stroke: var(--fail); "
    "stroke-dasharray: 6 4; stroke-width: 1.5 }\n"
    "svg text { fill: var(--text); font: 12px system-ui, sans-serif } "
    "svg .tick { fill: var(--soft) }\n"
    ".line { fill: none; stroke-width: 2 } .fill { stroke: none }\n"
    ".s0 { stroke: var(--c0); fill: var(--c0) } "
    ".s1 { stroke: var(--c1); fill: var(--c1) }\n"
    ".s2 { stroke: var(--c2); fill: var(--c2) } "
    ".s3 { stroke: var(--c3); fill: var(--c3) }\n"
    ".s4 { stroke: var(--c4); fill: var(--c4) } "
    ".s5 { stroke: var(--c5); fill: var(--c5) }\n"
    ".s6 { stroke: var(--c6); fill: var(--c6) } "
    ".s7 { stroke: var(--c7); fill: var(--c7) }\n"
    ".line { fill: none } .s1.line { stroke-dasharray: 7 3 } "
    ".s2.line { stroke-dasharray: 2 3 }\n"
    ".s3.line { stroke-dasharray: 9 3 2 3 } "
    ".s4.line { stroke-dasharray: 4 2 } "
    ".s5.line { stroke-dasharray: 1 4; stroke-width: 3 }\n"
    ".s6.line { stroke-dasharray: 12 4 }\n"
    ".legend span { margin-right: 1rem; white-space: nowrap }\n"
    "@media print { :root { --back: #fff; --text: #000; --soft: #333; "
    "--line: #bbb; --pass: #000; --fail: #000; --none: #000 }\n"
    "  body { max-width: none; padding: 0; font-size: 10pt } "
    "tr { break-inside: avoid } h2 { break-after: avoid }\n"
    "  .plots { grid-template-columns: 1fr 1fr } }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n";

typedef struct chapter {
  const char *command;
  const char *title;
  const char *text;
} chapter;

static const chapter chapters[] = {
  { "latency", "Delay and deadlines",
    "The delay of the chain itself; the delay from microphone to ear, measured "
    "with probes; and whether every block is processed before its "
    "deadline." },
  { "speed", "Cost",
    "CPU time per sample of sound. A real-time program must use no more than a "
    "fraction of one core." },
  { "quality", "Speech in noise",
    "What remains of noise and speech, compared with the unprocessed mixture "
    "and with other programs. Noise reduction only." },
  { "acoustics", "Electroacoustics",
    "Digital, from input to output samples, at the stated calibration: a "
    "full-scale "
    "sine is 109 dB SPL. Without microphone, headphone or ear; no "
    "compliance with any rule is claimed." },
  { "soak", "Endurance", "Random settings, block sizes and sounds." },
};

static const char *
text_of (const json_t *record, const char *field)
{
  const char *text = json_string_value (json_object_get (record, field));

  return text ? text : "";
}

static void
write_number (FILE *stream, const json_t *record, const char *field,
              const char *before)
{
  const json_t *value = json_object_get (record, field);
  char number[32];

  fputs ("<td class=\"n\">", stream);
  if (value)
    fprintf (stream, "%s%s", before,
             bench_number (number, json_number_value (value)));
  fputs ("</td>", stream);
}

static void
write_row (FILE *stream, const json_t *record)
{
  const char *verdict = text_of (record, "verdict");
  const char *way = !strcmp (text_of (record, "relation"), "at least") ? "≥ "
                                                                       : "≤ ";

  fprintf (stream, "<tr><td class=\"v %.4s\">%s</td><td>", verdict, verdict);
  html_text (stream, text_of (record, "what"));
  fputs ("</td><td>", stream);
  html_text (stream, text_of (record, "subject"));
  fputs ("</td>", stream);
  write_number (stream, record, "value", "");
  fputs ("<td>", stream);
  html_text (stream, text_of (record, "unit"));
  fputs ("</td>", stream);
  write_number (stream, record, "bar", way);
  write_number (stream, record, "rule", way);
  fputs ("<td class=\"soft\">", stream);
  html_text (stream, text_of (record, "reason"));
  fputs ("</td></tr>\n", stream);
}

static bool
is_of (const json_t *record, const chapter *one)
{
  return !strcmp (text_of (record, "command"), one->command);
}

static void
write_chapter (FILE *stream, const bench *run, const chapter *one)
{
  bool any = false;

  for (size_t i = 0; i < json_array_size (run->records) && !any; ++i)
    any = is_of (json_array_get (run->records, i), one);
  if (!any)
    return;
  fprintf (stream, "<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n", one->command,
           one->title, one->text);
  fputs ("<div class=\"plots\">\n", stream);
  for (size_t p = 0; p < run->plot_count; ++p)
    if (!strcmp (run->plots[p].command, one->command))
      svg_write (stream, &run->plots[p]);
  fputs ("</div>\n", stream);
  fputs (
    "<div class=\"scroll\"><table>\n<thead><tr><th>Verdict</th><th>What</th>"
    "<th>Of</th><th>Measured</th><th></th><th>Bar</th><th>Rule</th>"
    "<th>Remark</th></tr></thead>\n<tbody>\n",
    stream);
  for (size_t i = 0; i < json_array_size (run->records); ++i)
    if (is_of (json_array_get (run->records, i), one))
      write_row (stream, json_array_get (run->records, i));
  fputs ("</tbody></table></div>\n", stream);
}

/* Of the rows whose subject has this part, the first with a value. */
static const json_t *
find (const bench *run, const char *metric, const char *part)
{
  for (size_t i = 0; i < json_array_size (run->records); ++i)
    {
      const json_t *record = json_array_get (run->records, i);
      if (!strcmp (text_of (record, "metric"), metric)
          && strstr (text_of (record, "subject"), part)
          && json_object_get (record, "value"))
        return record;
    }
  return NULL;
}

/* What a reader in a hurry needs: six figures of what was measured. */
static void
write_headline (FILE *stream, const bench *run)
{
  static const struct {
    const char *metric;
    const char *part;
    const char *name;
  } figures[] = {
    { "loop_p99_ms", "", "from microphone to ear, 99 of 100 probes" },
    { "call_p999_load_percent", "128 frames, all",
      "of the time that a block of 128 frames has, all cores loaded" },
    { "ns_per_sample", "48000 Hz, 1 ch, 64 frames, speech",
      "of one core for a sample, 48 kHz, mono" },
    { "pause_attenuation_db", "", "less noise in pauses of speech" },
    { "estoi_gain", "", "intelligibility of speech in noise (ESTOI)" },
    { "true_peak_over_db", "noise", "over the ceiling, true peaks of noise" },
  };

  fputs ("<dl class=\"headline\">\n", stream);
  for (size_t f = 0; f < sizeof figures / sizeof *figures; ++f)
    {
      const json_t *record = find (run, figures[f].metric, figures[f].part);
      char number[32];
      if (!record)
        continue;
      fprintf (stream, "<div><dt>%s ",
               bench_number (number, json_number_value (
                                       json_object_get (record, "value"))));
      html_text (stream, text_of (record, "unit"));
      fprintf (stream, "</dt><dd>%s</dd></div>\n", figures[f].name);
    }
  fputs ("</dl>\n", stream);
}

/* How ear and microphone were connected, and what was asked for. */
static void
write_options (FILE *stream, const bench *run)
{
  const json_t *loop = find (run, "loop_p99_ms", "");
  const bench_options *options = &run->options;

  if (loop)
    {
      fputs ("<p>Microphone to ear: ", stream);
      html_text (stream, text_of (loop, "subject"));
      fputs (options->is_virtual
               ? "; a private JACK server without a device: add what a headset "
                 "and its driver take"
             : strcmp (text_of (loop, "loop"), "cable")
               ? "; the earpiece was at the microphone"
               : "; a cable led from output to input",
             stream);
      fputs (".</p>\n", stream);
    }
  fprintf (stream, "<p class=\"soft\">Asked for: %g s a part, at most %g ms",
           options->duration_s, options->limit_ms);
  if (options->corpus)
    {
      fputs (", corpus ", stream);
      html_text (stream, options->corpus);
    }
  fputs (options->is_virtual ? ", virtual.</p>\n" : ".</p>\n", stream);
}

static void
write_failed (FILE *stream, const bench *run)
{
  fputs ("<p>Failed, and what to do:</p>\n<ul>\n", stream);
  for (size_t i = 0; i < json_array_size (run->records); ++i)
    {
      const json_t *record = json_array_get (run->records, i);
      if (strcmp (text_of (record, "verdict"), "FAIL"))
        continue;
      fputs ("<li>", stream);
      html_text (stream, text_of (record, "what"));
      if (*text_of (record, "subject"))
        fputs (", ", stream);
      html_text (stream, text_of (record, "subject"));
      fputs (": ", stream);
      html_text (stream, text_of (record, "advice"));
      fputs (".</li>\n", stream);
    }
  fputs ("</ul>\n", stream);
}

static void
write_summary (FILE *stream, const bench *run)
{
  const json_t *first = json_array_get (run->records, 0);
  const char *verdict = run->failed                         ? "FAIL"
                        : run->not_measured || !run->passed ? "NOT MEASURED"
                                                            : "PASS";
  const time_t now = time (NULL);
  char date[40] = "";

  (void) strftime (date, sizeof date, "%Y-%m-%d %H:%M UTC", gmtime (&now));
  fprintf (stream,
           "<h1>enhance-bench: <span class=\"%.4s\">%s</span></h1>\n<p>%u rows "
           "passed, %u failed, %u not measured.</p>\n",
           verdict, verdict, run->passed, run->failed, run->not_measured);
  if (run->failed)
    write_failed (stream, run);
  write_headline (stream, run);
  write_options (stream, run);
  fprintf (stream, "<p class=\"soft\">%s; libenhance %s, commit %s; ", date,
           text_of (first, "version"), text_of (first, "commit"));
  html_text (stream, text_of (first, "cpu"));
  fprintf (stream, ", %d cores, governor %s; ",
           (int) json_integer_value (json_object_get (first, "cores")),
           text_of (first, "governor"));
  html_text (stream, text_of (first, "os"));
  fputs ("; ", stream);
  html_text (stream, text_of (first, "compiler"));
  const json_t *others = json_object_get (first, "others_cores");
  if (others)
    fprintf (stream, "; other programs used %.1f cores",
             json_number_value (others));
  fputs (
    "</p>\n<p>The bar of each row is ours. Where a rule or standard has a "
    "figure, it is shown too, from secondary sources, as an aim and not as a "
    "claim. NOT MEASURED does not count as PASS.</p>\n",
    stream);
}

int
html_write (FILE *stream, const bench *run)
{
  fputs (head, stream);
  write_summary (stream, run);
  for (size_t c = 0; c < sizeof chapters / sizeof *chapters; ++c)
    write_chapter (stream, run, &chapters[c]);
  fputs ("</body>\n</html>\n", stream);
  return ferror (stream) ? -1 : 0;
}
