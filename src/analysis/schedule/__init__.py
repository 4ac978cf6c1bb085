"""The wheel by the clock: what is due and late, run and told."""
