# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

dist_doc_DATA = \
	README.md \
	docs/adding-a-stage.md \
	docs/architecture.md \
	docs/bench-dark.png \
	docs/bench-light.png \
	docs/benchmarks.md \
	docs/control.md \
	docs/dsp.md \
	docs/realtime.md
