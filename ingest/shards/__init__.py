"""Reading on many processes or machines: the work cut into shards, each a file that is made once."""
