"""Seeing: faces in a frame, their quality, their embeddings, and whom they resemble."""
