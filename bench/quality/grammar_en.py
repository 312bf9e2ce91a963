"""English grammar of the planted corpus: symbol -> alternatives.

`{symbol}` inside an alternative is expanded again; `{NAME}`, `{NUMBER}` and `{YEAR}` are made up on the spot by
planted_grammar.py. Quotation marks are written straight and dashes as "--"; each article turns them into its own
style. No apostrophes and no decimal points stand inside words, so that every tool cuts the same words.
"""

_ROLES = """accountant actuary admiral aide ambassador analyst anthropologist apprentice arbiter archaeologist architect
archivist artisan astronomer auctioneer auditor author baker banker barrister beekeeper biologist blacksmith boatman
bookbinder botanist brewer bricklayer broker builder butcher calligrapher captain caretaker carpenter cartographer
cashier chairwoman chaplain chemist choreographer clerk climber coach collector columnist commander commissioner
composer conductor conservator consul contractor coroner councillor courier craftsman curator cyclist dancer deckhand
delegate dentist deputy designer diplomat director diver docker drummer economist editor electrician engineer envoy
examiner farmer ferryman financier firefighter fisherman florist forester foreman gardener geographer geologist
glazier governor grocer guide gymnast harbourmaster headteacher herbalist historian hydrologist illustrator importer
inspector interpreter inventor jeweller joiner journalist judge keeper lawyer lecturer librarian linguist locksmith
logistician magistrate manager marshal mason mathematician mayor mechanic mediator merchant meteorologist midwife
miller miner minister mountaineer musician negotiator notary novelist nurse officer optician organist ornithologist
painter paramedic pathologist pharmacist philosopher photographer physician physicist pianist pilot planner plumber
poet porter potter principal printer producer professor prosecutor psychologist publisher ranger receptionist
rector referee registrar researcher restorer sailor saddler scholar sculptor seismologist senator sergeant shepherd
shipwright signalman smelter sociologist soldier solicitor spokeswoman statistician steward stonecutter student
superintendent surgeon surveyor tailor teacher technician theologian trader translator treasurer trustee tutor
undersecretary upholsterer valuer veterinarian vintner volunteer warden watchmaker weaver welder winemaker zoologist""".split()

_ADJECTIVES = """abandoned abrupt absent ageing ambitious ancient anxious arid austere bankrupt barren bitter bleak blunt
boisterous bold brittle bruised bustling calm candid cautious cheap cheerful chilly clumsy coastal cold compact costly
crowded cunning damp daring deep defiant delicate dense derelict determined disputed distant dormant drab dusty eager
early eastern eccentric elaborate elderly elegant empty enormous exhausted experimental faded famous faulty feeble
fertile fierce flimsy flooded foggy foreign forgotten fragile frozen frugal gentle gifted gilded gloomy graceful grim
half-built hard-won hasty heavy hidden high-rise hollow honest humble icy idle ill-fated impatient inland isolated
jagged jubilant keen lame late lavish lean leafy little-known lively lofty lonely long-delayed loud low-lying loyal
makeshift marshy meagre mild modest mossy mountainous muddy muted narrow neglected nervous new nimble noisy
north-eastern obscure obsolete odd outspoken outdated overgrown overworked painted pale patient peaceful plain
polished poor powerful precious private prudent public quaint quarrelsome quiet ragged rainy rare reckless
reluctant remote restless rich rigid riverside robust rocky rough rural rusty sacred salty scarce scorched secret
self-taught serene shallow sheltered shrewd shy silent sleepy slender slippery small-town snowy sober solitary
south-western sparse splendid stale steep sterile stormy stubborn sturdy sunken suspicious swampy tall temporary
tense thirsty thorough thrifty timid tired torn tranquil unfinished unpaid unpopular unruly untested upland urban
vacant vast volatile wary weary western wet whitewashed wide windswept wintry wooden worn-out worried young""".split()

_THINGS = """accord account agreement airfield alarm album algorithm allowance almanac ambulance anchor antenna apology
appeal aqueduct archive armoury arsenal ballot balloon barge barometer barrage basket battery beacon bell benefit
blueprint boiler bond bonus border breakwater bridge broadcast budget bulletin bunker cable calendar camera canal
candle canoe canopy carriage catalogue cathedral cellar census charter chimney circuit cistern clinic clock coin
collection colony compass compromise concert concession conduit contract convoy copper corridor cottage crane crater
crop crossing curfew currency curriculum cushion dairy dam database debt decree deficit deposit detour diagram diary
dictionary discount dispute dock donation drainage drawbridge drill dynamo dyke easel elevator embankment embargo
emblem engine estate estimate excavation exhibition expedition export fabric facade factory fare fence ferry festival
filter fireplace fleet flagpole footbridge forecast formula fortress fountain franchise freight furnace gallery
garage garrison gauge generator glacier granary grant grid guarantee hangar harbour harvest hatchery headquarters
hearing herd highway honeycomb hospital hotel hydrant import income index inquiry instrument insurance inventory
irrigation island jetty journal jury kiln label laboratory ladder lagoon landmark lantern lawsuit lease ledger levee
levy library licence lighthouse loan locomotive loom lottery machine magazine mandate manuscript map marathon market
marsh meadow medal memorial merger mine mirror monument mosaic motorway mural museum neighbourhood nursery oath
observatory opera orchard orchestra ordinance outpost parade parcel park parliament partnership passport pasture
patent pavilion pension permit petition pier pipeline plantation platform pledge poster prison profit promenade
proposal protocol quarry quota radar railway ration reactor rebate reef refinery refuge register regulation report
reservoir resolution revenue ritual road roof roster route safeguard sanctuary satellite sawmill scaffold scandal
schedule scholarship seaport sewer shelter shipment shipyard shrine signal sluice spillway stadium statue stockpile
strike subsidy surplus survey tannery tapestry tariff tax telescope tenancy terminal territory theatre timber timetable
toll tower tractor tram treaty trench tribunal truce tunnel turbine tyre vaccine valley vault verdict viaduct village
vineyard voyage wage wall warehouse warrant waterfall waterway well wharf windmill workshop yacht zoo""".split()

_VERBS = """abandoned accepted acquired adapted admired adopted advertised altered analysed announced applauded appraised
approved arranged assembled assessed auctioned audited avoided backed barred blamed blocked bought broadened built
calculated cancelled captured carried catalogued celebrated challenged changed checked cleaned cleared closed coated
commended compared completed concealed condemned confirmed considered consulted contested converted copied corrected
counted covered criticised dated debated declined decorated dedicated defended delayed demanded demolished denounced
described designed destroyed detected discarded discovered discussed dismantled displayed divided documented doubled
drafted drained dredged emptied endorsed enlarged equipped examined exchanged expanded expected explored exposed
extended favoured feared financed finished flooded followed forgot fortified found founded funded furnished guarded
guided halted handed heated hid hired honoured ignored illustrated imitated improved inaugurated inherited inspected
installed insured interrupted introduced invented invited judged kept launched leased left lengthened lifted lit
loaded lost lowered maintained managed mapped marked measured mended mentioned merged missed modernised monitored
mortgaged moved named neglected noticed obtained occupied offered opened opposed ordered organised overlooked painted
patrolled photographed planned planted polished portrayed postponed praised prepared presented preserved promised
promoted proposed protected published purchased questioned raised reached rebuilt recalled received recommended
recorded recovered redesigned reduced refused registered rejected relocated removed renamed renovated rented repaired
replaced repainted requested rescued restored reviewed revised sabotaged salvaged sanctioned scrapped sealed searched
secured seized shared shielded shifted signed simplified sketched sold sponsored steered stored strengthened studied
submitted subsidised supervised supplied supported surrendered surrounded suspended tested toured traced transformed
transported trimmed unveiled upgraded valued verified visited vetoed watched weighed welcomed widened withdrew""".split()

_EVENTS = """anniversary armistice assembly autumn banquet blizzard boycott ceremony census cold-snap conference
coronation crisis debate drought earthquake eclipse election epidemic expedition fair famine feast fire flood frost
funeral gale hailstorm harvest heatwave holiday inauguration interview landslide lecture lockout march meeting migration
monsoon nightshift outage pilgrimage rally recess referendum regatta rehearsal reunion riot sandstorm season siege
solstice spring storm summit sunrise thaw tide tournament trial truce uprising vigil vote walkout wedding winter""".split()

GRAMMAR = {
    "role": _ROLES,
    "adj": _ADJECTIVES,
    "thing": _THINGS,
    "verb": _VERBS,
    "event": _EVENTS,
    "body": ["{adj} {thing} agency", "{thing} and {thing} board", "{thing} bureau", "{NAME} council", "{NAME} institute",
             "{thing} cooperative", "{role} guild", "{NAME} chamber of {thing} owners", "{thing} union", "{NAME} trust"],
    "town": ["{NAME}", "{NAME}", "Port {NAME}", "{NAME} Bay", "Upper {NAME}", "{NAME}-{NAME}"],
    "person": ["{role} {NAME} {NAME}", "{adj} {role} {NAME}", "{NAME} {NAME}, {adj} {role}", "{NAME} of the {body}",
               "the {adj} {role} from {town}", "every {role} in {town}", "{NUMBER} {adj} {role} families",
               "neither the {role} nor the {role}", "some {adj} {role} groups", "most {role} crews near {town}"],
    "object": ["the {adj} {thing}", "{adj} {thing} number {NUMBER}", "another {adj} {thing}", "its {thing} and {thing}",
               "that {adj}, {adj} {thing}", "{NUMBER} {adj} {thing} plans", "the {town} {thing}", "one {thing} worth €{NUMBER}",
               "their {thing} beside {town}", "one {thing} built for {role} pupils", "every {adj} {thing}",
               "the {thing} nicknamed \"{adj} {thing}\""],
    "place": ["in {town}", "behind the {adj} {thing}", "along {adj} {NAME} avenue", "outside {town}", "under {NAME} hill",
              "between {town} and {town}", "near {NAME} {thing}", "beyond the {thing} of {town}", "across {adj} {NAME} county",
              "below {NUMBER} metres", "opposite the {role} school"],
    "time": ["after the {adj} {event}", "before {NAME} {event}", "during {event} week", "in {YEAR}", "since the {event} of {YEAR}",
             "until {weekday} night", "late on {weekday}", "within {NUMBER} days", "for {NUMBER} weeks", "amid {adj} {event} fears",
             "by {month} {YEAR}", "at dawn on {weekday}"],
    "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "month": ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November"],
    "say": ["said", "argued", "insisted", "warned", "wrote", "admitted", "recalled", "claimed", "replied", "joked"],
    "clause": ["{person} {verb} {object}", "{person} {verb} {object} {place}", "{person} {verb} {object} {time}",
               "{object} {verb} {object}", "{person} never {verb} {object}", "{object} {place} {verb} {person}"],
    "extra": ["because {clause}", "although {clause}", "while {clause}", "so {clause}", "where {clause}", "unless {clause}",
              "once {clause}", "which {verb} {object}", "having {verb} {object}", "despite {object}", "without {object}"],
    "sentence": [
        "{clause} {extra}.", "{clause} {time}.", "{clause} {place}, {extra}.", "{time}, {clause}.", "{extra}, {clause}.",
        "{clause}; {clause}.", "{clause} -- {object} {time} -- {extra}.", "{clause}, and {person} {verb} {object}.",
        "{place}, {clause} {extra}.", "{clause}, but {clause} {time}.", "{person} {say} that {clause}.",
        "{NUMBER} percent of {role} voters {verb} {object}, {extra}.", "{clause} (see {NAME}, {YEAR}).",
        "{person}, who {verb} {object} {time}, {verb} {object}.", "{clause} -- {extra}.",
        "\"{clause} {extra},\" {say} {person}.", "{person} {say}: \"{clause}.\"", "\"{clause},\" {person} {say} {time}.",
        "{person} called {object} \"{adj} and {adj}\" {extra}.", "{clause}; {object} cost €{NUMBER} {time}."],
    "title": ["{adj} {thing} divides {town}", "{NAME} {role} {verb} {thing}", "{thing}, {thing} and {adj} {event}"],
}
