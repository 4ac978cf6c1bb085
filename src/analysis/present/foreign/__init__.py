"""What is not ours: frames and figures of other libraries, shown all the same."""
