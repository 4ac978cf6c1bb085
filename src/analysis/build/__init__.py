"""The database, built: sources into validated frames, figures put into texts, everything judged and checked."""
