"""Words that a name may be mistaken for, and words that stand beside names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of English that are also names in the base: at the beginning of a sentence their capital tells nothing.
COMMON_NAMES = _words(
    """
    able atlas beam bean beauty bell bishop bold boy brand brave breeze brown bush carat case
    cast challenge chance charge close comet cook corona cross cupola curiosity dawn day
    delta destiny discovery dragon duke dynamo electron endeavour england explorer faith favor favour
    fisher fox freedom freeman friendship genesis glory good grace grant harmony hart hope horn
    ingenuity iris king lee lens liberty little long love low lynx mark marsh may messenger mission
    moore near noble north odyssey opportunity orbital panther park parker parks pathfinder perseverance
    pilot pioneer polar post power price progress prospero pulsar quest reason rich ride rose sandy
    scaled score scout shepherd short simple small smart snow snowflake sparrow spirit squirrel
    star stargazer stone strong surveyor tranquility truly trust unity viking voyager walk ward
    wave white wise wolf wood young
    """
)
#: Last names that many bear: alone, they may be somebody whom the base does not know.
COMMON_SURNAMES = _words(
    """
    adams allen anderson baker bell bennett brown campbell carter chen clark collins cook cooper davis
    edwards evans fisher garcia gonzalez green hall harris hernandez hill howard ivanov jackson johnson
    jones kelly king lee lewis li liu lopez martin martinez miller mitchell moore morgan morris murphy
    nelson parker perez petrov phillips popov roberts robinson rodriguez rogers ross scott smith stewart
    taylor thomas thompson turner walker wang ward watson white williams wilson wood wright young zhang
    """
)
#: Words within a name that tell little of it, and may stand in small letters.
SMALL = _words(
    """
    a an and at by de den der des du e for in la le of on the to van von y
    """
)
#: Words within a name that may stand in small letters when what they describe has its capital.
DESCRIPTIVE = _words(
    """
    administration agency capsule center centre comet crew disaster film flight laboratory lander
    mission module orbiter probe program programme project return rocket rover s sample satellite
    shuttle space spacecraft station telescope test
    """
)
#: Capitalised words before or after a last name that are no part of a person's name.
NO_GIVEN_NAMES = _words(
    """
    a aboard after also although american an and april are as astronaut astronauts at august became
    because becomes before born both british but by capt captain carried carrying chinese col colonel
    commander commanders cosmonaut cosmonauts crew december died dies doctor dr during engineer esa
    february finally first flew flies for french friday from gen general german he her here his however
    if in indian into is it its january japanese july june lady landed lands later launched launches
    lieutenant lt made maj major makes march may meanwhile miss mission missions monday mr mrs ms nasa
    next november october of on once only or orbits performs physician pilot pilots president prof
    professor returned returns russian saturday scientist second senator september she since sir so soon
    soviet space spaceman sunday taikonaut takes that the their then there these they third this those
    thursday to today tourist tuesday uk until us ussr walked walks was wednesday were when which while
    who with yesterday
    """
)
#: Short names of companies that are never meant by the word alone.
NO_NAMES = frozenset({"orbital", "scaled"})
