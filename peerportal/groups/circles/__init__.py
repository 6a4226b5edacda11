"""Circles: started around a topic, joined and left midway, each meeting hosted by another member."""
