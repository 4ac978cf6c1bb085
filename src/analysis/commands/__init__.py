"""The commands, a file each; loaded one at a time, because what one of them needs makes the others slow."""
