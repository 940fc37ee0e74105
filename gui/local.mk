# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The app Personal Listener is not part of this version yet; configure looks
# for GTK 3 and says so.
