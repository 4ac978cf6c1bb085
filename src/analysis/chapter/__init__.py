"""What a chapter consists of, as data: tables, charts, texts; to and from JSON. Whatever shows it reads this."""
