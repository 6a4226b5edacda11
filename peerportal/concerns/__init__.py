"""Reports of concern: from raising to resolution."""
