"""What everything else stands on: codes, folders, files that are whole or not there. Says nothing to anybody."""
