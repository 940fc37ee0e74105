/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/hearing_page.h"

#include "views/audiogram_graph.h"
#include "views/keep_dialog.h"

#include <glib/gi18n.h>

struct _PlHearingPage {
  GtkScrolledWindow parent_instance;
  GtkComboBoxText *standard;
  GtkToggleButton *left;
  GtkToggleButton *right;
  PlAudiogramGraph *graph;
  GtkGrid *left_numbers;
  GtkGrid *right_numbers;
  GtkWidget *field[ENH_EARS][ENH_AUDIOGRAM_POINTS];
  PlModel *model;
  gboolean filling; /* fields change because of us */
};

G_DEFINE_TYPE (PlHearingPage, pl_hearing_page, GTK_TYPE_SCROLLED_WINDOW)

/* As enh_audiogram_parse knows them; the words are after Bisgaard, Vlaming and
   Dahlquist 2010. */
static const struct {
  const char *spec;
  const char *words;
} standards[] = {
  { "N1", N_ ("N1: very mild") },   { "N2", N_ ("N2: mild") },
  { "N3", N_ ("N3: moderate") },    { "N4", N_ ("N4: moderate to severe") },
  { "N5", N_ ("N5: severe") },      { "N6", N_ ("N6: severe") },
  { "N7", N_ ("N7: profound") },    { "S1", N_ ("S1: very mild, steep") },
  { "S2", N_ ("S2: mild, steep") }, { "S3", N_ ("S3: moderate, steep") },
};

/* Where an audiogram begins when somebody clicks into an empty graph. */
static const float begin_db_hl = 20.0f;

static const double field_step = 5.0; /* dB */

static void
show (PlHearingPage *self)
{
  const enh_audiogram *held = pl_params_get_audiogram (self->model->params);
  double frequency[ENH_AUDIOGRAM_POINTS];
  double ear[ENH_EARS][ENH_AUDIOGRAM_POINTS] = { { 0.0 } };

  self->filling = TRUE;
  for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
    {
      frequency[i] = (double) enh_audiogram_frequency (i);
      for (uint32_t side = 0; side < ENH_EARS; ++side)
        {
          GtkEntry *entry = GTK_ENTRY (self->field[side][i]);

          ear[side][i] = held ? (double) held->threshold_db_hl[side][i] : 0.0;
          if (held)
            gtk_spin_button_set_value (GTK_SPIN_BUTTON (entry), ear[side][i]);
          else
            gtk_entry_set_text (entry, "");
        }
    }
  self->filling = FALSE;
  pl_audiogram_graph_set (self->graph, ENH_AUDIOGRAM_POINTS, frequency,
                          held ? ear[0] : NULL, held ? ear[1] : NULL);
}

static void
set_point (PlHearingPage *self, uint32_t ear, uint32_t point, float db_hl)
{
  const enh_audiogram *held = pl_params_get_audiogram (self->model->params);
  enh_audiogram made;

  for (uint32_t side = 0; side < ENH_EARS; ++side)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      made.threshold_db_hl[side][i] = held ? held->threshold_db_hl[side][i]
                                           : begin_db_hl;
  made.threshold_db_hl[ear][point] = db_hl;
  pl_params_set_audiogram (self->model->params, &made);
}

static void
on_picked (PlAudiogramGraph *graph, guint point, double db_hl,
           PlHearingPage *self)
{
  (void) graph;
  set_point (self, gtk_toggle_button_get_active (self->right) ? 1 : 0, point,
             (float) db_hl);
}

static void
on_field (GtkSpinButton *field, PlHearingPage *self)
{
  if (self->filling)
    return;
  for (uint32_t side = 0; side < ENH_EARS; ++side)
    for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
      if (self->field[side][i] == GTK_WIDGET (field))
        set_point (self, side, i, (float) gtk_spin_button_get_value (field));
}

static void
on_audiogram (PlParams *params, PlHearingPage *self)
{
  (void) params;
  show (self);
}

static void
on_standard (PlHearingPage *self)
{
  const char *spec
    = gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->standard));
  enh_audiogram audiogram;

  if (self->filling || !spec || !*spec)
    return;
  if (!enh_audiogram_parse (spec, &audiogram, NULL))
    pl_params_set_audiogram (self->model->params, &audiogram);
}

static void
on_none (PlHearingPage *self)
{
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->standard), 0);
  pl_params_set_audiogram (self->model->params, NULL);
}

static void
on_keep (PlHearingPage *self)
{
  pl_keep_dialog_show (GTK_WIDGET (self), self->model, NULL);
}

static void
add_field (PlHearingPage *self, GtkGrid *numbers, uint32_t ear, uint32_t point)
{
  GtkWidget *field = gtk_spin_button_new_with_range (-10.0, 120.0, field_step);
  const double hz = (double) enh_audiogram_frequency (point);
  char *text = g_strdup_printf ("%.0f", hz);
  GtkWidget *label = gtk_label_new (text);
  /* TRANSLATORS: an ear, a frequency */
  char *name = g_strdup_printf (_ ("%s, %.0f Hz, dB HL"),
                                ear ? _ ("Right ear") : _ ("Left ear"), hz);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_entry_set_width_chars (GTK_ENTRY (field), 3);
  atk_object_set_name (gtk_widget_get_accessible (field), name);
  g_free (name);
  g_free (text);
  g_signal_connect (field, "value-changed", G_CALLBACK (on_field), self);
  gtk_style_context_add_class (gtk_widget_get_style_context (field), "narrow");
  gtk_grid_attach (numbers, label, 0, (int) point + 1, 1, 1);
  gtk_grid_attach (numbers, field, 1, (int) point + 1, 1, 1);
  self->field[ear][point] = field;
}

/* A table for each ear: Tab goes down one, then down the other, as an audiogram
   is read. */
static void
add_fields (PlHearingPage *self, GtkGrid *numbers, uint32_t ear)
{
  gtk_grid_attach (numbers, gtk_label_new ("Hz"), 0, 0, 1, 1);
  gtk_grid_attach (numbers, gtk_label_new (ear ? _ ("Right") : _ ("Left")), 1,
                   0, 1, 1);
  for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
    add_field (self, numbers, ear, i);
  gtk_widget_show_all (GTK_WIDGET (numbers));
}

GtkWidget *
pl_hearing_page_new (PlModel *model)
{
  PlHearingPage *self = g_object_new (PL_TYPE_HEARING_PAGE, NULL);

  self->model = model;
  self->filling = TRUE;
  gtk_combo_box_text_append (self->standard, "", _ ("a standard audiogram …"));
  for (gsize i = 0; i < G_N_ELEMENTS (standards); ++i)
    gtk_combo_box_text_append (self->standard, standards[i].spec,
                               _ (standards[i].words));
  gtk_combo_box_set_active (GTK_COMBO_BOX (self->standard), 0);
  add_fields (self, self->left_numbers, 0);
  add_fields (self, self->right_numbers, 1);
  g_signal_connect_object (self->graph, "picked", G_CALLBACK (on_picked), self,
                           0);
  g_signal_connect_object (model->params, "audiogram-changed",
                           G_CALLBACK (on_audiogram), self, 0);
  show (self);
  return GTK_WIDGET (self);
}

static void
pl_hearing_page_class_init (PlHearingPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  g_type_ensure (PL_TYPE_AUDIOGRAM_GRAPH);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/hearing_page.ui");
  gtk_widget_class_bind_template_child (widget, PlHearingPage, standard);
  gtk_widget_class_bind_template_child (widget, PlHearingPage, left);
  gtk_widget_class_bind_template_child (widget, PlHearingPage, right);
  gtk_widget_class_bind_template_child (widget, PlHearingPage, graph);
  gtk_widget_class_bind_template_child (widget, PlHearingPage, left_numbers);
  gtk_widget_class_bind_template_child (widget, PlHearingPage, right_numbers);
  gtk_widget_class_bind_template_callback (widget, on_standard);
  gtk_widget_class_bind_template_callback (widget, on_none);
  gtk_widget_class_bind_template_callback (widget, on_keep);
}

static void
pl_hearing_page_init (PlHearingPage *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
