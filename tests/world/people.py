"""The people of the world by first name, and what sets each apart from the others."""

PEOPLE = {
    "priya": {"offers": ["Kubernetes"], "seeks": ["Public speaking"], "room": 3},
    "omar": {
        "offers": ["Public speaking"],
        "seeks": ["Kubernetes"],
        "department": "Customer care",
        "room": 3,
    },
    "vera": {"offers": ["SQL"], "seeks": ["Kubernetes"], "situation": ["Divorce"], "department": "Finance"},
    "ines": {"offers": ["Public speaking"], "seeks": ["Kubernetes"], "department": "Legal"},
    "tom": {"offers": ["Negotiation"], "seeks": ["Kubernetes"], "department": "Sales"},
    "uma": {"offers": ["Writing"], "seeks": ["Python"], "department": "Product", "room": 2},
    "boris": {"offers": ["Public speaking"], "seeks": ["Kubernetes"], "department": "Sales"},
    "lin": {"offers": ["Negotiation"], "seeks": ["SQL"], "department": "Finance", "room": 3},
    "carmen": {"is_coordinator": True, "offers": ["Facilitation"], "seeks": ["SQL"], "department": "People"},
    "cora": {"is_coordinator": True, "offers": ["Facilitation"], "seeks": ["Python"], "department": "People"},
    "wanda": {"state": "waiting", "joined_at": None, "department": "Sales"},
    "sam": {"state": "suspended", "department": "Sales"},
    "iris": {"state": "invited", "joined_at": None, "department": "Legal"},
}
