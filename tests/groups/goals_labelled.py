"""Goals as people of many jobs write them, each with the hints that a kind reader would give.

Written before the rules that give the hints. The rules were worked out on KNOWN alone; UNKNOWN was kept apart and only
counted. A goal is (what is written in specific, the other parts, the hints).
"""


def goal(specific, hints="", **parts):
    return {"specific": specific} | parts, set(hints.split())


KNOWN = [
    # vague ones
    goal("Get better at public speaking", "wide no_measure no_date"),
    goal("Be more confident in meetings", "wide no_measure no_date"),
    goal("I want to improve my communication skills", "wide no_measure no_date"),
    goal("Become a better nurse", "wide no_measure no_date"),
    goal("Learn everything about our machines", "wide no_measure no_date"),
    goal("Grow as a leader", "wide no_measure no_date", timely="someday"),
    goal("Try to delegate more", "trying no_measure no_date"),
    goal("I will try to be on time for the early shift", "trying no_measure no_date"),
    goal("Work on my patience with difficult guests", "trying no_measure no_date"),
    goal("Look into evening classes for bookkeeping", "trying no_measure no_date"),
    goal("Get promoted to team leader", "others no_measure no_date"),
    goal("My manager gives me more responsibility", "others no_measure no_date"),
    goal(
        "Be recognised for the work I do on the night shift",
        "others no_measure no_date",
        timely="as soon as possible",
    ),
    goal("Learn Spanish and run a marathon", "several no_measure no_date"),
    goal("Pass the forklift test and write the safety handbook for the yard", "several no_date"),
    goal("Advance my career", "wide no_measure no_date", measurable="I feel that I get ahead"),
    goal("Learn more about diesel engines", "wide no_measure no_date"),
    goal("Have a better work-life balance", "wide no_measure no_date"),
    goal("Become more organised and become more patient", "wide several no_measure no_date"),
    goal("Think about applying for the foreman's job", "trying no_measure no_date"),
    # half way
    goal(
        "Greet every guest by name at breakfast",
        "no_date",
        measurable="Ten guests a week tell me they noticed",
    ),
    goal("Give six talks at the team's Friday round", "no_date"),
    goal("Deliver the pallets of the morning tour before nine", "no_measure no_date"),
    goal("Reduce the scrap at press 4", "no_unit no_date", measurable="5"),
    goal("Cut my stitching mistakes from 10 to 2 a week", "no_date"),
    goal("Weld aluminium sheets without help", "no_measure", timely="by the end of March"),
    goal(
        "Lead the Monday handover on ward 3",
        "no_date",
        measurable="Eight handovers, and the ward sister says they were complete",
    ),
    goal("Get better at public speaking by giving one short talk a month", "no_date"),
    goal(
        "Bake the sourdough for the whole shop on my own", "no_measure", timely="from June on, every Saturday"
    ),
    goal("Read and summarise three papers on wound care", "no_date"),
    # good ones
    goal("Give six short talks to the customer care team", "", timely="until 30 June"),
    goal("Pass the exam for the crane licence", "", timely="in October"),
    goal("Answer nine of ten calls within two minutes", "", timely="By the end of the quarter"),
    goal(
        "Teach two apprentices to set up the lathe alone",
        "",
        timely="within six months",
        measurable="Both do it without me, three times in a row",
    ),
    goal(
        "Write the cleaning plan for the theatre kitchen and have it approved",
        "",
        measurable="The hygiene officer signs it",
        timely="before the summer break",
    ),
    goal(
        "Hold a parents' evening in Turkish", "", measurable="At least 15 families come", timely="2027-03-12"
    ),
    goal("Drive the night route 14 times without a late stop", "", timely="by Christmas"),
    goal(
        "Plan and run the autumn stocktake of the garden centre",
        "",
        measurable="Counted within 2 days, fewer than 20 differences",
        timely="October 2027",
    ),
    goal("Lift the tips at my tables from 12% to 15%", "", timely="this season, until 15 September"),
    goal(
        "Translate the induction leaflet into Polish",
        "",
        measurable="Two colleagues understand all of it",
        timely="in eight weeks",
    ),
    goal("Reach an average of 40 parcels an hour", "", timely="next month"),
    goal(
        "Learn to read an ECG strip",
        "",
        measurable="I name the rhythm right in 18 of 20 strips",
        timely="by 1 May",
    ),
    goal("Finish the welding course", "", timely="this year"),
    goal("Speak once in each of the next five staff meetings", "", timely="by the end of next month"),
    # other languages
    goal("Ich möchte bis Ende März sechs kurze Vorträge vor dem Team halten"),
    goal("أريد أن أقدم ستة عروض قصيرة أمام الفريق", "no_date"),
]

UNKNOWN = [
    goal("Become more visible in the company", "wide no_measure no_date"),
    goal("Improve my leadership", "wide no_measure no_date"),
    goal("Be a better listener", "wide no_measure no_date"),
    goal("Feel more confident when I talk to customers on the phone", "wide no_measure no_date"),
    goal("Develop myself professionally", "wide no_measure no_date"),
    goal("Get better with Excel", "wide no_measure no_date"),
    goal("Know the law on tenancy inside out", "no_measure no_date"),
    goal("Be less stressed at work", "wide no_measure no_date"),
    goal("Communicate better with the drivers", "wide no_measure no_date"),
    goal("Understand the whole business", "wide no_measure no_date"),
    goal("I hope to speak up more often", "trying no_measure no_date"),
    goal("Do my best to keep the store room tidy", "trying no_measure no_date"),
    goal("Maybe start a reading group for the porters", "trying no_measure no_date"),
    goal("Consider moving into quality control", "trying no_measure no_date"),
    goal("See if I can take over the till on Saturdays", "trying no_measure no_date"),
    goal("Get a pay rise", "others no_measure no_date"),
    goal("My colleagues take me seriously", "others no_measure no_date"),
    goal("Be invited to the planning meetings", "others no_measure no_date", timely="soon"),
    goal("The foreman lets me operate the excavator", "others no_measure no_date"),
    goal("Get the permanent contract", "others no_measure no_date", timely="when it is possible"),
    goal("Get my driving licence and save for a flat", "several no_date"),
    goal("Learn sign language; set up the new tool wall; mentor a trainee", "several no_measure no_date"),
    goal("Improve my English and become shift supervisor", "wide several no_measure no_date"),
    goal("Organise the archive as well as redesign the entrance hall", "several no_measure no_date"),
    goal("Sharpen and sort the chisels every Friday", "no_date"),
    goal("Prune the orchard's old trees", "no_measure no_date"),
    goal("Handle complaints at the hotel desk calmly", "no_measure no_date", timely="ongoing"),
    goal("Sew a lined jacket without looking at the pattern", "no_measure no_date"),
    goal("Shorten the changeover of line 2", "no_unit", measurable="20", timely="until the end of May"),
    goal(
        "Reduce no-shows at the dental practice",
        "",
        measurable="From 12 a week to 6 a week",
        timely="by 1 September",
    ),
    goal("Swim the rescue test in under 4 minutes", "", timely="before the season opens in May"),
    goal("Publish the guide for new interpreters", "", timely="Q3"),
    goal("Take the minutes of four works council meetings in English", "", timely="by July"),
    goal("Visit every one of my 23 patients at home twice", "", timely="until Easter"),
    goal(
        "Install a heat pump under supervision",
        "",
        measurable="Three installations, signed off by the master",
        timely="within this year",
    ),
    goal("Earn the hygiene certificate for the canteen", "", timely="in three months"),
    goal("Present the results of the bird count at the volunteers' day", "", timely="on 4 October"),
    goal("Sell 30 season tickets at the museum desk", "", timely="by the end of the holidays in August"),
    goal("Lay 60 square metres of tiles a day", "no_date"),
    goal("Call each of my ten oldest clients once", "", timely="this month"),
    goal(
        "Repair the ticket machines of line 7 without a second visit",
        "",
        measurable="9 of 10 repairs",
        timely="before winter, at the latest 30 November",
    ),
    goal("Ask for and use feedback after every lesson", "no_date"),
    goal(
        "Learn the 50 signs for the canteen in sign language",
        "",
        timely="in 10 weeks",
        measurable="Yusuf tests me and I know 45",
    ),
    goal(
        "Run the dialysis machine on my own",
        "",
        measurable="Five shifts in a row without a call for help",
        timely="until mid-April",
    ),
    goal("Apprendre à diriger la réunion du lundi", "no_measure no_date"),
    goal("Prowadzić sześć szkoleń do końca czerwca"),
]

# Written last, with the rules in view, to mislead them.
TRICKY = [
    goal("Write the better of my two sketches into a full plan", "no_measure no_date"),
    goal("Sell more bread than the shop across the street", "no_measure no_date"),
    goal("Put everything in the tool shed back where it belongs", "no_measure no_date"),
    goal("Be the one who opens the pool each morning", "no_date"),
    goal("May I learn to drive the bus", "no_measure no_date"),
    goal("March with the band at the head of the parade", "no_measure no_date"),
    goal("Trying on ten uniforms and choosing one that fits all sizes", "no_date"),
    goal("Work on the night train for a month", "no_measure no_date"),
    goal("Explore with my class the river behind the school, four afternoons", "no_date"),
    goal("Consider every complaint within two days", "no_date"),
    goal("Read and write Braille", "no_measure no_date"),
    goal("Learn cutting and sewing leather", "no_measure no_date"),
    goal("Find and keep three regular babysitting families", "no_date"),
    goal("Get trusted with the keys by closing the shop 20 times without a mistake", "no_date"),
    goal("My team stops having accidents because I check every harness", "no_measure no_date"),
    goal("Invite people who are never asked to plan the feast", "no_measure no_date"),
    goal("Have a bigger garden", "wide no_measure no_date"),
    goal("Shine at work", "wide no_measure no_date"),
    goal("Stop being so shy", "wide no_measure no_date"),
    goal("Sort out my paperwork", "wide no_measure no_date"),
    goal("See a whole birth through, from the first call to the weighing", "no_measure no_date"),
    goal("Bake, ice and deliver a wedding cake on my own", "no_measure", timely="before the wedding fair"),
    goal("Keep bees", "no_measure no_date", timely="as long as I can"),
    goal("A licence for the big lorry", "", timely="half a year"),
    goal("Fewer returns", "no_measure no_date"),
]
