/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "picture.h"

#include <errno.h>

/* Bars and buttons that move come to rest in this time. */
enum { REST_MS = 400 };

typedef struct picture {
  GtkWindow *window;
  char *path;
  int *status;
} picture;

static gboolean
take (gpointer data)
{
  picture *wanted = data;
  GtkWidget *widget = GTK_WIDGET (wanted->window);
  const int scale = gtk_widget_get_scale_factor (widget);
  cairo_surface_t *surface = cairo_image_surface_create (
    CAIRO_FORMAT_ARGB32, gtk_widget_get_allocated_width (widget) * scale,
    gtk_widget_get_allocated_height (widget) * scale);
  cairo_t *cr;
  cairo_status_t failed;

  /* What asked for another size meanwhile gets it. */
  gtk_container_check_resize (GTK_CONTAINER (widget));
  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  gtk_widget_draw (widget, cr);
  cairo_destroy (cr);
  errno = 0;
  failed = cairo_surface_write_to_png (surface, wanted->path);
  cairo_surface_destroy (surface);
  if (failed)
    {
      g_printerr ("personal-listener: cannot write picture '%s': %s; name a "
                  "file in a folder that can be written\n",
                  wanted->path,
                  errno ? g_strerror (errno) : cairo_status_to_string (failed));
      *wanted->status = 3;
    }
  gtk_widget_destroy (widget);
  g_free (wanted->path);
  g_free (wanted);
  return G_SOURCE_REMOVE;
}

void
pl_picture_take (GtkWindow *window, const char *path, int *status)
{
  picture *wanted = g_new0 (picture, 1);

  wanted->window = window;
  wanted->path = g_strdup (path);
  wanted->status = status;
  gtk_window_present (window);
  g_timeout_add (REST_MS, take, wanted);
}
