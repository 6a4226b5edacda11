"""The vocabulary: what people offer and seek, and how near two terms are."""
