"""The flows of the program: recognising, deciding, recording, enrolling. No Qt."""
