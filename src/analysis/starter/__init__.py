"""A project of one's own: what `arshjul new` puts into its folder."""
