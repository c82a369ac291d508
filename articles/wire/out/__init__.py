"""Copy out, a file a format. Each takes an article's working copy or an edition."""
