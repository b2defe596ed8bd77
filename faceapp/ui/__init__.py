"""The window: Qt widgets over the runtime, and nothing that decides."""
