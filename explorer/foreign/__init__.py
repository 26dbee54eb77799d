"""Networks from elsewhere: read from files, found out how they are meant, and run. Never unpickled, never trusted."""
