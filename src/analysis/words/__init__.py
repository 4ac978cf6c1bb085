"""What is said, in the language of whoever reads: translations, numbers, days, words of codes."""
