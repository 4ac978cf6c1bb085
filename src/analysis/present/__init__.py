"""What a reader sees: charts, symbols, tables and sentences, in Swedish, without files and database."""
