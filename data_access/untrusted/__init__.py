"""Foreign files: looked through before a parser opens them, and parsed in a child process with limits."""
