"""Official files into the portal: reading them, saying what would change, and changing it."""
