"""The wire to and from other houses: ninjs out and any format in, at `/wire/v1/`."""
