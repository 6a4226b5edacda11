"""What a person says of themselves: the verbs, one file a noun."""
