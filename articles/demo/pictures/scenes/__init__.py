"""The pictures, a file each: `draw()` returns the sheet."""
