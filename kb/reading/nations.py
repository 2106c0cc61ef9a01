"""What people of a country, and things from it, are called in English: words → ids of countries.

Where a word may mean several (German before 1990), all are named; the first is the one meant in the name of a
first. A continent is no country.
"""

from __future__ import annotations

_TABLE = """
united-states: american, americans, u s, us, the states, america, yankee, u s american
soviet-union: soviet, soviets, ussr's, soviet russian
russia: russian, russians
china: chinese
united-kingdom: british, briton, britons, english, englishman, englishwoman, scottish, welsh, uk
france: french, frenchman, frenchwoman, frenchmen
germany east-germany west-germany: german, germans
east-germany: east german, east germans
west-germany: west german, west germans
japan: japanese
india: indian, indians
canada: canadian, canadians
italy: italian, italians
spain: spanish, spaniard
netherlands: dutch, dutchman
belgium: belgian
switzerland: swiss
austria: austrian
sweden: swedish, swede
norway: norwegian
denmark: danish, dane
finland: finnish, finn
poland: polish, pole
czech-republic czechoslovakia: czech
czechoslovakia: czechoslovak, czechoslovakian
slovakia czechoslovakia: slovak
hungary: hungarian
bulgaria: bulgarian
romania: romanian
greece: greek
portugal: portuguese
ireland: irish, irishman
turkey: turkish, turk
ukraine: ukrainian
belarus: belarusian, belarussian
kazakhstan: kazakh, kazakhstani
kyrgyzstan: kyrgyz
lithuania: lithuanian
latvia: latvian
estonia: estonian
slovenia: slovenian
luxembourg: luxembourgish
cuba: cuban
mexico: mexican
brazil: brazilian
argentina: argentine, argentinian
chile: chilean
peru: peruvian
colombia: colombian
venezuela: venezuelan
bolivia: bolivian
ecuador: ecuadorian
costa-rica: costa rican
vietnam: vietnamese
mongolia: mongolian, mongol
afghanistan: afghan
syria: syrian
saudi-arabia: saudi, saudi arabian, saudis
united-arab-emirates: emirati, emiratis
israel: israeli, israelis
iran: iranian, persian
egypt: egyptian
turkmenistan: turkmen
pakistan: pakistani
bangladesh: bangladeshi
sri-lanka: sri lankan
nepal: nepali, nepalese
indonesia: indonesian
malaysia: malaysian
thailand: thai
philippines: filipino, philippine
singapore: singaporean
south-korea: south korean, south koreans
north-korea: north korean
south-korea north-korea: korean
australia: australian, aussie
new-zealand: new zealander, kiwi
south-africa: south african
nigeria: nigerian
kenya: kenyan
ethiopia: ethiopian
algeria: algerian
morocco: moroccan
tunisia: tunisian
"""


def _read() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().splitlines():
        ids, words = line.split(": ")
        for word in words.split(", "):
            table[word] = tuple(ids.split())
    return table


#: Folded words → the countries that they may mean.
DEMONYMS = _read()
#: What holds a country's name or nation and is none.
NO_NATION = frozenset(
    (side, "american") for side in ("south", "latin", "north", "central", "native", "non")
) | {
    ("american", "indian"),
    ("american", "samoa"),
    ("new", "england"),
    ("new", "mexico"),
    ("indian", "ocean"),
}
#: Countries of whose people origin and citizenship are told apart in few texts: they accuse nobody.
UNION = frozenset({"soviet-union", "czechoslovakia", "east-germany", "west-germany", "germany"})
