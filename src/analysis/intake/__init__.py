"""Files in, validated frames out, and what was rejected with its reason."""
