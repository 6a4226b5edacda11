"""What every page needs: doors, sessions, forms, htmx, errors and headers. Knows no room."""
