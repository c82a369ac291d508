"""The demo newsroom: a made-up city's stories in every state there is, to try things out on."""
