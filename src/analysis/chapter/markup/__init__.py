"""Values of a chapter as HTML: the same for pages and for cells of a notebook."""
