"""Networks that others trained, as they lie on disk: recognised, read, fitted to their architectures, kept as a zoo."""
