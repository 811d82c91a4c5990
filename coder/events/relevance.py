"""Whether an event is political: who takes part in it, and whether its sentence is about sport.

Verbs of politics and war are at home on the sports and business pages too (*Australia beat New Zealand*, *Intel
attacked the market*). What tells them apart is who acts, and the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from coder.records import Actor, Sentence

# Roles that make nobody a party to politics; an actor that has no other counts only with the one on the other side.
CIVIL = frozenset({"AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ENV", "HLH", "MED", "REL", "WGO", "MNC"})
# Roles that do so only together with a country: a former minister, but not any celebrity.
OF_COUNTRY = frozenset({"ELI", "JUD", "LAB"})
REGULATED = frozenset({"AGR", "BUS", "EDU", "ENV", "HLH"})
INTERNATIONAL = ("IGO", "IMG", "NGO", "NGM", "UIS")
# A country stands for its government, unless the phrase names somebody or something else of that country.
PRIVATE = frozenset(
    """coordinator guard freshman sophomore trainer jockey provider sandwich chain hero batting all-rounder airline airlines airways agency analyst association athlete author bank banks bankers batsman boxer brand broadcaster
    business businesses captain carmaker champion champions chain club coach companies company consortium consumer consumers corp
    corporation customers cricketers cup cyclist director driver economy entrepreneur exchange executive fans federation fighter
    firm firms football giant group groups goalkeeper golfer inc institute investor investors jock jockey legend ltd maker makers
    manager manufacturer manufacturers market markets midfielder newspaper open operator partner partners player players plc
    pair duo trio ace teenager producer publisher quarterback researcher researchers retailer rider scientist scientists shareholders side singer skipper
    sprinter squad star store striker studio subsidiary supplier swimmer team teams tour unit university users winner""".split()
)
# Words for heads of states that heads of firms and leagues go by too: they count with a country beside them.
ANY_HEAD = frozenset({"head", "chief", "commissioner", "captain", "chairman", "director"})
STATES = frozenset({"states", "countries", "nations", "governments", "powers", "republics", "allies", "neighbours", "neighbors"})
ARTICLES = frozenset({"the", "a", "an", "'s"})
TITLES = frozenset({"president", "minister", "premier", "king", "queen", "prince", "chancellor", "secretary", "general", "leader", "government"})
# Words that only reports of games use ...
SPORT = frozenset(
    """baseball basketball batsman batting bowler droid championship cornerback cricket cricketer dugout fastball fielder footballer freestyle
    goalkeeper golf golfer grand-prix halftime heavyweight homer inning innings leg-spinner linebacker marathon medalist midfielder
    nascar nba nfl nhl olympic olympics outfielder overtime pga pitcher playoff playoffs prix quarterback quarterfinal
    quarter-final rebound receiver rookie rugby all-star lineup olympian jockey bullpen coaching seamer semifinal semi-final shortstop skipper soccer striker substitute teammate
    tennis touchdown umpire uefa wicket yankees striker premiership fifa goalless medley sprinter backstroke relay racing ryder ncaa receiver one-day leagues giants sox yanks pistons mauling olympiad racer nets rallying""".split()
)
# ... and words of sport that politics uses too.
SPORTING = frozenset(
    """athlete boxer trainer scholarship discipline freshman athletic two-time three-time four-time career booster outfit bowl captain champion championships club coach cup defender doping driver fan final fixture football game games goal
    golds hockey injured injury lap league lead manager match medal midfield open opener player points qualifier race round run
    score season seed series set sport squad stadium starter swing team test tie title formula champions serie whitewash sprint vice-captain tour tournament track trophy victory
    win winner yard rider heat gold silver bronze hat-trick draw defeat draft""".split()
)
MARKET = frozenset(
    """analyst broker broadband droid gameplay gamer handheld linux playstation server wireless xbox chipmaker consumer customer dividend earnings forecast futures growth index inflation investor market nasdaq
    nikkei percent profit quarter quarterly retail retailer revenue sale sales share shareholder shares software spyware stock stocks
    takeover merger user users internet microsoft online web chip pc download console videogame movie file-sharing""".split()
)
DISASTER = frozenset(
    """avalanche accident collision coronavirus crash cyclone derail derailment drown earthquake epidemic flood flooding flu heatwave
    hurricane hurricanes landslide mine miner motorway outbreak plane-crash quake rainstorm snowstorm storm tornado tsunami typhoon
    virus volcano iceberg whale shark sars collide blaze sink capsize overturn wildfire ferry flash mudslide""".split()
)
VIOLENT = frozenset(
    """abduct ambush armed arms army artillery assassin assassinate assassination assault attack attacker battle beat beheading besiege blockade
    bomb bombard bomber bombing captive captor casualty ceasefire checkpoint civilian clash combat commando curfew dead death die drone
    execute execution explode explosion explosive fighter fighting force genocide grenade guerrilla gun gunfire gunman gunmen hijack
    hostage hostility incursion insurgency insurgent insurgents invade invasion islamist jihad kidnap kidnapper kidnapping kill killer killing lynch
    massacre militant military militia militiaman missile mortar murder navy occupation occupy offensive peacekeeper police policeman
    prisoner raid rape rebel rebellion riot rocket sea-mine sectarian shell shelling shoot shooting siege slaughter slay soldier stab
    storm suicide tank terror terrorism terrorist torture troop truce unrest uprising violence violent war warplane warship weapon
    wound airstrike air-strike warring poison injure detain arrest""".split()
)
# Of these, words that no report of a game has.
POLITICS_BESIDE_SPORT = frozenset({"terrorist", "terrorism", "kill", "murder", "bomb", "bombing", "militant", "troop", "hostage", "gunman", "police", "riot", "massacre"})
# ... and words that accidents and storms have too.
FATAL = frozenset({"dead", "death", "die", "kill", "killing", "civilian", "police", "policeman", "explosion", "explode", "force", "navy", "storm", "wound", "beat", "casualty", "military", "injure"})
# ... and words that games, films and trade have too: by themselves they tell of no violence.
COMMON = frozenset({"beat", "battle", "clash", "storm"})
WAR = frozenset(
    """airstrike ambush army artillery assassinate bomb bomber bombing ceasefire explosion explosive extremist genocide grenade guerrilla
    gunman gunmen hostage insurgent islamist jihadist landmine massacre militant militia missile mortar paramilitary protester
    rebel rocket separatist shelling soldier suicide terrorist torture troop warplane""".split()
)
BLOODY = VIOLENT - FATAL
AT_WAR = VIOLENT - COMMON
SCORE = re.compile(r"\b\d{1,3}-\d{1,3}\b(?!-)")
NEEDED = 3
_WORD = re.compile(r"[a-z][a-z'&.-]*")


def is_international(actor: Actor) -> bool:
    return (actor.code or "").startswith(INTERNATIONAL)


def is_business(actor: Actor) -> bool:
    return "BUS" in actor.roles or (actor.code or "").startswith("MNC")


def is_regulator(actor: Actor) -> bool:
    """Whether an actor is an agency of a state for trade, health, research or the like: *the Federal Reserve*, no ministry."""
    return "GOV" in actor.roles and not REGULATED.isdisjoint(actor.roles) and re.search(r"\bminist|secretar|treasur", actor.entry.lower()) is None


def is_political(actor: Actor | None) -> bool:
    """Whether an actor is a state, a part of one, or somebody who contends for power."""
    if actor is None or actor.code is None or actor.code.startswith("MNC"):
        return False
    if actor.country is None and actor.entry.lower() in ANY_HEAD:
        return False
    roles = [role for role in actor.roles if role not in CIVIL]
    if is_international(actor) or any(role not in OF_COUNTRY for role in roles):
        return True
    if actor.country is None and not roles and len(actor.code) == 3 and not STATES.isdisjoint(_WORD.findall(actor.text.lower())):
        return True  # *African states*
    if actor.country is None or (actor.roles and not roles) or is_namesake(actor):
        return False
    return PRIVATE.isdisjoint(word.rstrip(".") for word in _WORD.findall(actor.text.lower()))


def is_namesake(actor: Actor) -> bool:
    """Whether a country is only part of another name: *the Chicago Bears*, *Manchester United*, *America Online*."""
    words = [word for word in actor.text.split() if word.lower() not in ARTICLES]
    if actor.roles or len(words) < 2 or not all(word[:1].isupper() for word in words) or not TITLES.isdisjoint(w.lower() for w in words):
        return False
    last = words[-1]
    return not (last[:4] in actor.entry or last.isupper() or any(w.endswith(("'s", "’s", ",")) for w in words))


def topic(sentence: Sentence) -> str:
    """'sport', 'disaster', 'market' or 'peace' where the words of a sentence tell of a game, an accident, trade, or no violence; else ''."""
    words = {token.lemma for token in sentence.tokens}
    words.update([token.text.lower() for token in sentence.tokens if token.text != token.lemma])
    sport = 2 * len(words & SPORT) + len(words & SPORTING)
    sport += 2 * bool(sport and SCORE.search(sentence.text))
    if sport >= NEEDED and not words & (POLITICS_BESIDE_SPORT - ({"police"} if sport > NEEDED else set())):
        return "sport"
    if not words.isdisjoint(DISASTER) and words.isdisjoint(BLOODY):
        return "disaster"
    if len(words & MARKET) >= NEEDED - 1:
        return "market"
    return "peace" if words.isdisjoint(AT_WAR) else ""


def tells_of_war(sentence: Sentence) -> bool:
    """Whether a sentence has words that neither crime nor games have."""
    return any(token.lemma in WAR for token in sentence.tokens)


def any_political(actors: Iterable[Actor | None]) -> bool:
    return any(is_political(actor) for actor in actors)
