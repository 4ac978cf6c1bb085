"""Our own engine and pages, and nothing that the other ways do not make: no files, no search, no whole document."""

import importlib
import os

from analysis.kernels.forked import is_possible, warm_up
from analysis.kernels.wire import CELLS

# As `arshjul run` does: what notebooks are forked from loads the analysis stack while this process loads its own.
if is_possible(os.environ):
    warm_up(CELLS)
importlib.import_module("own_pages").make_pages()
