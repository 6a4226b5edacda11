"""SMART goals: worded with help, private until shared, with steps, check-ins and offers of another wording."""
