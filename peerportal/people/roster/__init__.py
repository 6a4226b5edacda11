"""The roster import: from the file an HR system writes to people, with a preview in between."""
