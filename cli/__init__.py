"""The commands, thin: each parses its call, runs one act of the library and prints."""
