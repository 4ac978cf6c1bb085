"""Notebook files: what of one means something, what git keeps of it, and how JupyterLab saves it."""
