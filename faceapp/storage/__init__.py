"""What is kept on disk: people and their templates, access events, settings."""
