"""What both ends of a fork agree on: the server and its forks, and the program that asks for them."""

#: What a server forks: kernels with sockets, for whoever talks with such, or the cells of a notebook.
KERNELS, CELLS = "kernels", "cells"
#: The messages after which a fork waits until they have been taken: what is printed after them is to stand after them.
WAITED_FOR = frozenset({"display_data", "update_display_data", "execute_result", "error", "clear_output"})
#: What says that one has been taken.
TAKEN = b"\n"
