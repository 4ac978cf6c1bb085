"""Other people's figures: forms out to those who know them, and back into the data folder."""
