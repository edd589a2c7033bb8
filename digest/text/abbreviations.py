"""Words that carry a full stop inside a sentence, and words that open the next one. For `sentences`."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or a number follows: the stop after these ends no sentence.
TITLES = _words(
    "mr mrs ms mx dr drs prof profs rev revs hon gov govs lt sen sens rep reps gen gens col maj capt cmdr "
    "cmdt sgt sgts cpl pvt pfc adm vadm brig supt insp det dets msgr pres messrs mme mlle mgr atty attys "
    "amb ald asst spc sec treas cdr cpt ens comdr dir hr fr dep bro bros mt ft sta ste pte sgt.maj "
    "lt.col lt.gov st"
)
# A number follows, else they are ordinary words.
NUMBERED = _words(
    "no nos vol vols pp p art arts sec fig figs ch chap para op nr ver jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
# They end a sentence only where the next word opens one.
ORDINARY = _words(
    "jr sr inc corp co cos ltd llc llp plc gmbh esq ave blvd rd hwy ln sq pl dept univ assn assoc natl "
    "intl vs v cf al approx est cent ca tel ext min max ed eds trans repr mfg ph.d m.d b.a m.a m.b.a j.d "
    "d.d.s r.n e.g i.e "
    # German, Spanish, Italian
    "mio mrd bzw bspw evtl inkl ggf sog vgl dra sra srta dña ud uds sig dott avv"
)
STATES = _words(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev "
    "okla ore pa penn tenn tex vt va wash wis wyo ont que alta"
)
DATED = _words("b c ca d fl r")  # born, about, died, flourished, reigned: a year follows
CLOCK = _words("a.m p.m")
AFTER_CLOCK = (
    _words(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun et "
        "est edt ct cst cdt mt mst mdt pt pst pdt gmt bst cet cest utc ist eastern central mountain pacific "
        "greenwich local january february march april may june july august september october november "
        "december"
    )
    | MONTHS
)
GERMAN_MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember jahrhundert"
)

# Words that, with a capital, open a sentence rather than continue a name.
STARTERS = _words(
    "a about above according across actually additionally after afterward afterwards again against all "
    "almost along already also although altogether amid among an and another any anyone anything "
    "apparently are around as asked at authorities based because before behind being below beneath beside "
    "besides between beyond both but by can clearly could critics currently despite did do does doing "
    "don't due during each earlier either elsewhere even eventually every everybody everyone everything "
    "except experts few finally first following for former fortunately from furthermore given had has "
    "have having he he'd he'll he's her here hers herself him his how however i i'd i'll i'm i've if in "
    "including indeed inside instead investigators is isn't it it'd it'll it's its itself just last later "
    "lawmakers let let's like many maybe me meanwhile moreover more most much my nearly neither never "
    "nevertheless nobody none nonetheless nor not nothing now of officials often on once one only or "
    "other others otherwise our outside over overall people per perhaps please previously "
    "prosecutors rather recently regardless researchers residents same separately several shall she she'd "
    "she'll she's should similarly since so some somebody someone something sometimes soon speaking still "
    "such suddenly supporters than thanks that that's the their theirs them themselves then there there's "
    "therefore these they they'd they'll they're they've this those though three through throughout thus "
    "to today together tomorrow tonight too toward towards two typically ultimately under unfortunately "
    "unless unlike until up upon us usually very was we we'd we'll we're we've were what what's whatever "
    "when whenever where whereas whether which while who who's whoever whom whose why will with within "
    "without witnesses would yes yesterday yet you you're you've your "
    # German, French, Spanish: only words that stand in no name
    "die er wir eine einen seit zudem jedoch il elle ils elles selon depuis cette según después además"
)
SPEECH = _words(
    "said says asked asks told tells added adds cried replied replies wrote writes tweeted posted joked "
    "shouted shouts answered wondered wonders exclaimed recalled recalls quipped demanded yelled screamed "
    "continued began laughed"
)

# Behind any other word a full stop before a capital ends its sentence.
ABBREVIATIONS = TITLES | NUMBERED | ORDINARY | STATES
