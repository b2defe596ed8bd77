"""Studies: questions about losses and scorers, answered by commands that anyone can repeat."""
