"""What need not be made again: questions, finished chapters, the history of runs, what dead ones left."""
