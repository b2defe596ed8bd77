"""Pure rules and records: no I/O, no clock, no threads, no Qt, no torch."""
