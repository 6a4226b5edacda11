"""A secret word for every sealed column, and for what only coordinators read."""

# Where a secret word lies → the word. Each is unlike anything else, so that finding it anywhere means a leak.
SECRETS = {
    "request note": "Zirkonkranich",
    "request question": "Quittenpelikan",
    "request reply": "Lavendelotter",
    "request parting": "Mandarinluchs",
    "agenda item": "Bernsteinwiesel",
    "removed agenda item": "Kobaltmarder",
    "closed group's item": "Jadedachs",
    "agreement": "Rubinsalamander",
    "meeting place": "Opalfasan",
    "item note": "Malachitfink",
    "notebook": "Granatzeisig",
    "commitment": "Achatmurmel",
    "how a commitment went": "Saphirotter",
    "commitment taken back": "Granatigel",
    "goal": "Saphirkauz",
    "earlier wording of a goal": "Smaragdspecht",
    "offered wording of a goal": "Achatdrossel",
    "step of a goal": "Granatammer",
    "check-in of a goal": "Malachitmeise",
    "end of a goal": "Citrinstelze",
    "goal not shared": "Peridotpirol",
    "farewell": "Heliotroplerche",
    "notebook of one who left": "Beryllgimpel",
    "circle's item": "Achatkauz",
    "part of an activity": "Zirkuszebra",
    "part not revealed yet": "Opalotter",
    "part in a closed group": "Granatkauz",
    "own question": "Turmalinfalke",
    "own deck": "Amethystelster",
    "words for a picture": "Turmalinelster",
    "words for a picture not shown": "Zirkonhabicht",
}
# What a reporter chose to show is for coordinators' eyes, on its own page alone.
CONCERN_SECRETS = {
    "concern words": "Perlmuttunke",
    "concern shown": "Onyxreiher",
    "concern outcome": "Topaslerche",
}
