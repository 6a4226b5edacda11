"""How time together ends well: the fit check, closing, thanks, the keepsake, keeping in touch, and forgetting."""
