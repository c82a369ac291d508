"""Copy in and out, a file a format."""
