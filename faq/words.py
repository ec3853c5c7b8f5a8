"""How residents write: splits a text into words and brings each to one spelling (pure)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 40  # characters; what is longer is no word

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[.!?;:,\n]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′＇", "'"))
_BROKEN_LINE = re.compile(r"(?<!\n)\r?\n(?![\r\n])")
_CLAUSE_ENDS = frozenset(".!?;:,\n")

# As typed on phones, and contractions: what each stands for.
SHORT_FORMS = {
    "&": "and", "2": "to", "2day": "today", "2moro": "tomorrow", "2moz": "tomorrow",
    "2nite": "tonight", "4": "for", "ain't": "is not", "aint": "is not", "ambo": "ambulance",
    "any1": "anyone", "aren't": "are not", "arent": "are not", "asap": "right now", "asbo": "asb",
    "atm": "right now", "attackin": "attacking", "av": "have", "b4": "before", "bangin": "banging",
    "batterin": "battering", "bc": "because", "bday": "birthday", "beatin": "beating",
    "bein": "being", "bf": "boyfriend", "bleedin": "bleeding", "bouta": "about to",
    "boutta": "about to", "breakin": "breaking", "breathin": "breathing", "burnin": "burning",
    "can't": "can not", "cannot": "can not", "cant": "can not", "chasin": "chasing",
    "chokin": "choking", "comin": "coming", "cos": "because", "couldn't": "could not",
    "couldnt": "could not", "coz": "because", "crashin": "crashing", "cryin": "crying",
    "cud": "could", "cutin": "cuting", "cuz": "because", "da": "the", "dat": "that", "dem": "them",
    "dere": "there", "deres": "there is", "didn't": "did not", "didnt": "did not", "dis": "this",
    "doesn't": "does not", "doesnt": "does not", "doin": "doing", "don't": "do not",
    "dont": "do not", "dosent": "does not", "dragin": "draging", "drownin": "drowning",
    "dunno": "do not know", "dyin": "dying", "em": "them", "endin": "ending", "every1": "everyone",
    "fallin": "falling", "feds": "police", "fightin": "fighting", "finna": "going to",
    "foamin": "foaming", "followin": "following", "gettin": "getting", "gf": "girlfriend",
    "gimme": "give me", "goin": "going", "gonna": "going to", "gotta": "have to", "grl": "girl",
    "gunna": "going to", "hadnt": "had not", "hangin": "hanging", "hasn't": "has not",
    "hasnt": "has not", "hav": "have", "haven't": "have not", "havent": "have not",
    "he'd": "he would", "he'll": "he will", "he's": "he is", "hes": "he is", "hidin": "hiding",
    "hittin": "hitting", "hlp": "help", "holdin": "holding", "hubby": "husband",
    "hurtin": "hurting", "i'd": "i would", "i'll": "i will", "i'm": "i am", "i've": "i have",
    "im": "i am", "ima": "i am going to", "imma": "i am going to", "innit": "", "isn't": "is not",
    "isnt": "is not", "it's": "it is", "ive": "i have", "jst": "just", "jus": "just",
    "kickin": "kicking", "killin": "killing", "kinda": "", "kno": "know", "knockin": "knocking",
    "l8": "late", "leavin": "leaving", "lemme": "let me", "lil": "little", "lockin": "locking",
    "luv": "", "lyin": "lying", "m8": "mate", "makin": "making", "missus": "wife",
    "movin": "moving", "n": "and", "neva": "never", "nite": "night", "no1": "no one",
    "noone": "no one", "nothin": "nothing", "nuffin": "nothing", "nuffink": "nothing",
    "nxt": "next", "outta": "out of", "ova": "over", "pls": "please", "plz": "please",
    "popo": "police", "ppl": "people", "pullin": "pulling", "punchin": "punching",
    "pushin": "pushing", "r": "are", "rapin": "raping", "rd": "road", "rite": "right",
    "rn": "right now", "rnd": "round", "robbin": "robbing", "runnin": "running",
    "screamin": "screaming", "shakin": "shaking", "she'd": "she would", "she'll": "she will",
    "she's": "she is", "shes": "she is", "shootin": "shooting", "shouldnt": "should not",
    "shoutin": "shouting", "shud": "should", "sittin": "sitting", "smashin": "smashing",
    "smokin": "smoking", "smth": "something", "some1": "someone", "someones": "someone is",
    "somethin": "something", "stabbin": "stabbing", "stampin": "stamping", "starvin": "starving",
    "stoppin": "stopping", "stranglin": "strangling", "sum": "some", "sum1": "someone",
    "sumfin": "something", "summat": "something", "sumone": "someone", "sumthing": "something",
    "suttin": "something", "swingin": "swinging", "takin": "taking", "talkin": "talking",
    "tha": "the", "that's": "that is", "thats": "that is", "there's": "there is",
    "theres": "there is", "they'll": "they will", "they're": "they are", "they've": "they have",
    "theyre": "they are", "theyve": "they have", "threatenin": "threatening", "throwin": "throwing",
    "thru": "through", "tmr": "tomorrow", "tmrw": "tomorrow", "tonite": "tonight",
    "tryin": "trying", "tryna": "trying to", "u": "you", "ur": "your", "urself": "yourself",
    "usin": "using", "waitin": "waiting", "walkin": "walking", "wanna": "want to",
    "wasn't": "was not", "wasnt": "was not", "wat": "what", "watchin": "watching",
    "wats": "what is", "wavin": "waving", "we're": "we are", "we've": "we have", "wen": "when",
    "werent": "were not", "what's": "what is", "whats": "what is", "where's": "where is",
    "wheres": "where is", "who's": "who is", "whos": "who is", "wid": "with", "wiv": "with",
    "won't": "will not", "wont": "will not", "wot": "what", "wots": "what is",
    "wouldn't": "would not", "wouldnt": "would not", "wud": "would", "ya": "you",
    "yday": "yesterday", "yellin": "yelling", "you're": "you are", "youre": "you are", "yr": "year",
    "yrs": "years",
}  # fmt: skip

# Forms that a stemmer does not know to be one word.
IRREGULAR = {
    "addict": "addiction", "addicted": "addiction", "addicts": "addiction",
    "antisemitic": "antisemitism", "ate": "eat", "beaten": "beat", "began": "begin", "bit": "bite",
    "bitten": "bite", "bled": "bleed", "bought": "buy", "broke": "break", "broken": "break",
    "brought": "bring", "burglar": "burgle", "burglaries": "burgle", "burglarised": "burgle",
    "burglarized": "burgle", "burglars": "burgle", "burglary": "burgle", "burnt": "burn",
    "caught": "catch", "children": "child", "chose": "choose", "clung": "cling", "crept": "creep",
    "dealer": "deal", "dealers": "deal", "dove": "dive", "drank": "drink", "drawn": "draw",
    "drew": "draw", "driven": "drive", "drove": "drive", "fallen": "fall", "fell": "fall",
    "felt": "feel", "fled": "flee", "flung": "fling", "flytipped": "flytip", "flytipper": "flytip",
    "flytippers": "flytip", "flytipping": "flytip", "fought": "fight", "found": "find",
    "froze": "freeze", "frozen": "freeze", "gave": "give", "grew": "grow", "hanged": "hang",
    "harassment": "harass", "heard": "hear", "held": "hold", "hid": "hide", "hidden": "hide",
    "homophobic": "homophobia", "hung": "hang", "islamophobic": "islamophobia", "kept": "keep",
    "knew": "know", "knifed": "knife", "knives": "knife", "leant": "lean", "led": "lead",
    "lit": "light", "lost": "lose", "men": "man", "mice": "mouse", "mugger": "mug",
    "muggers": "mug", "racist": "racism", "ran": "run", "ridden": "ride", "robber": "rob",
    "robbery": "rob", "rode": "ride", "sang": "sing", "sank": "sink", "saw": "see", "seen": "see",
    "shaken": "shake", "shone": "shine", "shook": "shake", "shot": "shoot", "slain": "slay",
    "slept": "sleep", "slid": "slide", "slung": "sling", "smashed": "smash", "smelt": "smell",
    "sold": "sell", "spat": "spit", "sped": "speed", "spent": "spend", "spilt": "spill",
    "spoke": "speak", "sprayed": "spray", "sprung": "spring", "stank": "stink", "stole": "steal",
    "stolen": "steal", "struck": "strike", "stuck": "stick", "stung": "sting", "sunk": "sink",
    "swept": "sweep", "swollen": "swell", "swore": "swear", "swung": "swing", "taken": "take",
    "theft": "thief", "thefts": "thief", "thieves": "thief", "thieving": "thief", "threw": "throw",
    "thrown": "throw", "told": "tell", "took": "take", "tore": "tear", "torn": "tear",
    "transphobic": "transphobia", "vandalised": "vandal", "vandalism": "vandal",
    "vandalized": "vandal", "went": "go", "wives": "wife", "woke": "wake", "women": "woman",
    "wore": "wear", "written": "write", "wrote": "write", "yobs": "yob",
}  # fmt: skip

# Words that tell nothing of what a text is about; all others are weighed by how rare they are.
STOP_WORDS = frozenset(["a", "an", "the", "and", "or", "of", "to", "in", "is", "it"])

_COMMON = """
able about actually after again ago all almost along already also always am another any anybody
anyone anything april are area around as at august away back be because been before being bit
bloke bloody borough but by came can come comes coming could council day days dear december did
do does doing done down each either else evening ever every everyday everyone everything february
few first for friday from gave get gets getting give go goes going gone good got guy guys had has
have having he hello help her here hers hi him his hour hours how i if im into its january july
june just keep keeps kept know known lady last later left less let like local long look looking
looks lot lots made make makes man many march may maybe me men mine minute minutes monday month
months more morning most much must my near need needs never new next night nights no nobody non
nor not november now october off often ok okay on once one only other others our out over own
part past people perhaps person place please put quite rather really right said same saturday say
says see seem seems seen september shall she should since so some somebody someone something
sometimes somewhere soon sort still such sunday take taken takes tell than thank thanks that
their them then there these they thing things think this those though thursday till time times
today told tomorrow tonight too took toward tuesday under until up upon us use very via want
wanted wants was way we wednesday week weekend weeks well went were what whatever when whenever
where wherever which while whilst who whole whom whose why will with within without woman wont
would year years yes yesterday yet you your yours
"""
# Words that are common in any text: by themselves they make two texts neither alike nor findable.
FILLERS = STOP_WORDS | frozenset(_COMMON.split())


@dataclass(frozen=True)
class Token:
    """One word as typed, with where it stands, and the words that it stands for."""

    start: int
    end: int
    words: tuple[str, ...]


def fold(text: str) -> str:
    """Return a text in small letters without accents; its length may change."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def cleaned(text: str) -> str:
    """Return a text with one sort of apostrophe, without what cannot be seen, in whole lines.

    Such things hide words from us, not from people: a line that is broken in mid-sentence goes on.
    """
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return _BROKEN_LINE.sub(" ", seen.translate(_APOSTROPHES))


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in order; punctuation that ends a clause has no words."""
    for found in _TOKEN.finditer(text):
        if found[0] in _CLAUSE_ENDS:
            yield Token(found.start(), found.end(), ())
        elif found.end() - found.start() <= LONGEST_WORD:
            yield Token(found.start(), found.end(), spelt_out(found[0]))


def typed_in(text: str) -> set[str]:
    """Return what stands in a text, each once and in no order: quicker than `tokens`."""
    return {word for word in set(_TOKEN.findall(text)) if len(word) <= LONGEST_WORD}


@lru_cache(maxsize=50_000)
def spelt_out(typed: str) -> tuple[str, ...]:
    """Return the words that one stands for, as it was typed."""
    word = fold(typed)
    if len(word) > LONGEST_WORD:  # one sign can stand for many
        return ()
    if word in SHORT_FORMS:
        return tuple(SHORT_FORMS[word].split())
    return tuple(part for part in re.split(r"[^\w]+", word.removesuffix("'s")) if part)
