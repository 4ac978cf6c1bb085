"""What is said where something that is not ours lacks words; whoever only says it loads no library that draws."""

from analysis.words.translate import later

#: What is to be done where words are missing.
REMEDY = later('Skriv report.show(figuren, text="…") med det som den som inte ser den ska få veta.')
