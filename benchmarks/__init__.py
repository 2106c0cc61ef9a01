"""What the project costs in time, bytes and memory; see README.md. Nothing here passes or fails."""
