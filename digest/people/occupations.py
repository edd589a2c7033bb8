"""The worlds that roles belong to: one who is a striker is seldom a senator as well."""

from __future__ import annotations

from collections.abc import Collection

_WORLDS = {
    "sport": """
        athlete boxer batsman biathlete bowler captain catcher champion climber coach cricketer
        cyclist defender driver fighter flanker footballer forward freshman fullback goalkeeper
        golfer guard gymnast halfback hooker jockey keeper linebacker lock marathoner midfielder
        outfielder pitcher player prop quarterback racer referee rower rugby runner shortstop skater
        skier skipper sprinter striker surfer swimmer trainer umpire winger wrestler tennis
        basketball football baseball hockey
    """,
    "politics": """
        alderman ambassador assemblyman assemblywoman candidate chancellor commissioner congressman
        congresswoman councillor councilman councilwoman councilor delegate democrat deputy diplomat
        envoy governor lawmaker legislator mayor member minister mp parliamentarian politician
        premier president representative republican secretary sen senator speaker whip gov
    """,
    "law": """
        attorney barrister coroner counsel defendant judge jurist justice lawyer magistrate
        prosecutor solicitor
    """,
    "order": """
        agent cop constable detective inspector officer police policeman policewoman ranger sergeant
        sheriff superintendent trooper warden firefighter fire chief
    """,
    "arts": """
        actor actress animator artist author ballerina baritone cartoonist cellist choreographer
        comedian comic composer conductor dancer dj director drummer filmmaker guitarist illustrator
        musician novelist painter pianist playwright poet potter producer rapper screenwriter
        sculptor singer songwriter soprano tenor violinist writer
    """,
    "business": """
        banker boss broker ceo chairman chairwoman developer economist entrepreneur executive
        financier founder investor magnate manager owner shipowner tycoon analyst restaurateur
        retailer trader
    """,
    "science": """
        academic anthropologist archaeologist astronomer astronaut biologist chemist climatologist
        ecologist economist engineer epidemiologist geologist historian hydrologist lecturer
        mathematician meteorologist physicist professor psychologist researcher scientist virologist
        zoologist
    """,
    "medicine": """
        anaesthetist cardiologist dentist doctor midwife nurse oncologist paediatrician paramedic
        pathologist pharmacist physician psychiatrist surgeon vet veterinarian
    """,
    "food": """
        baker barista bartender brewer butcher chef cook sommelier winemaker waiter waitress
    """,
    "faith": """
        archbishop bishop cardinal chaplain imam minister monk nun pastor pope preacher priest rabbi
        vicar
    """,
    "army": """
        admiral brigadier captain colonel commander corporal general lieutenant major private sailor
        sergeant soldier marine
    """,
    "press": """
        anchor broadcaster columnist correspondent editor journalist photographer presenter
        publisher reporter
    """,
    "school": """
        headmaster headmistress headteacher librarian principal pupil student teacher tutor
    """,
    "work": """
        carpenter electrician farmer fisherman gardener joiner machinist mechanic miner plumber
        postman roofer shepherd welder
    """,
}
_NEAR = (
    {"politics", "law", "business"}, {"law", "order"}, {"order", "army"}, {"arts", "press"}, {"science", "medicine"},
    {"science", "school"}, {"science", "business"}, {"business", "food"}, {"business", "press"}, {"business", "sport"},
    {"politics", "army"}, {"politics", "science"}, {"politics", "faith"}, {"food", "press"}, {"work", "business"},
)  # fmt: skip
_WORLD_OF: dict[str, set[str]] = {}
for _world, _roles in _WORLDS.items():
    for _role in _roles.split():
        _WORLD_OF.setdefault(_role, set()).add(_world)


def worlds(roles: Collection[str]) -> frozenset[str]:
    """The worlds that these folded role words speak of."""
    return frozenset(world for role in roles for world in _WORLD_OF.get(role, ()))


def clash(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two sets of worlds have none in common, and none that people often change between."""
    if not one or not other or set(one) & set(other):
        return False
    return not any(set(pair) & set(one) and set(pair) & set(other) for pair in _NEAR)
