"""A figure that a text asks the database for, as it stands in the text."""

import re

#: A figure asked for in a text, such as {{ utfall("nmi", 2016) }}.
EXPRESSION = re.compile(r"\{\{(?P<code>.*?)\}\}", re.DOTALL)
