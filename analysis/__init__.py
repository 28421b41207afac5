"""Frames in, frames out: no SQL, no figures."""
