"""Words by which names of people are told from other words (pure)."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Those whom people mention by name.
FAMILY = _words(
    """
    aunt auntie aunty baby boyfriend brother carer child cousin dad daughter eldest ex father
    flatmate friend gran grandad granddad granddaughter grandma grandson granny grandchild
    girlfriend housemate husband kid landlady landlord lodger mate mother mum mom nan neighbor
    neighbour nephew niece oldest partner sister son stepdad stepdaughter stepmum stepson teacher
    tenant twin uncle wife youngest babies children brothers cousins daughters friends kids mates
    neighbours sisters sons twins grandchildren grandsons granddaughters
    yearold yearolds yrold olds old yo
    """
)
# Others of whom somebody may say a name.
PEOPLE = _words(
    """
    bloke boy girl guy lad man person pupil resident student teen teenager woman youth one someone
    somebody dealer bully colleague boss manager lady gentleman victim suspect boys girls lads men
    women guys people
    """
)
# Only “my girls Amina and Zara”: others write of “women VAWG” or “one CSV”.
SELDOM_WITH_NAMES = _words(
    """
    one someone somebody people person boys girls lads men women guys olds children friends
    neighbours residents youth
    """
)
TITLES = _words(
    """
    mr mrs ms mx miss dr doctor prof professor rev reverend imam pastor pc pcso wpc dc ds di dci sgt
    sergeant insp inspector constable officer cllr councillor
    """
)
# People write these in small letters, too.
SMALL_TITLES = _words("mr mrs ms mx cllr")
# What may follow such words and is no name, however it is written.
NO_NAMES = _words(
    """
    children women men people kids everybody
    a about after again all also always am ambulance an and anonymous any are as asb association at
    away back be because been before being benefit black blackmail both british but by can can't
    cannot cant cctv centre childline city clinic club confidential could council crimestoppers did
    didn't do does doesn't don't down english even ever every everyone fat fire first for friday
    from gay get gets go goes going good got grass guides had has hasn't have he he's help her here
    him his horrible hospital hotline housing how i i'm i've if ignored important in into irrelevant
    is isn't it it's its just keeps last late leave liar like live lives made many may me might
    monday more mud my myself names nearby nearly never next nhs no nobody not nothing now of off
    offending often on once one online only or our out outside over park parking permit phoned plays
    please police private protection quite racist really ringing round safeguarding said samaritans
    saturday saw says school scouts security services several she she's shelter should since slurs
    snitch so social some somebody someone something soon staff still streetlink stupid such sunday
    support teams tfl thames than that that's the their them then there these they they're this
    those through thursday to today together told tomorrow tonight too tuesday twice two ugly unable
    union united unknown until up upset us very was wasn't watch we we're we've wednesday went were
    what what's when where which while who who's whose why will with withheld without won't world
    would year yesterday yet yob you your
    """
)
# After “my son” these are a time or a place; but a girl may be called April.
SELDOM_NAMES = _words(
    """
    january february march april may june july august september october november december cann
    cathall chapel chingford endlebury forest grove hale hatch high higham highams hoe larkswood lea
    leyton leytonstone london lloyd markhouse upper valley waltham walthamstow wood asda tesco
    easter christmas ramadan eid
    """
)
# After a name these make a place of it.
PLACES = _words(
    """
    road street avenue lane station school academy college market ward estate library council police
    surgery church mosque
    """
)
# What has a name and is no person.
THINGS = _words(
    """
    it this that what which there these those road street lane park place estate block building shop
    pub club cafe bar restaurant school station site website app group gang scheme project company
    firm team ward area drug game band dog cat bus street's road's company's shop's user brand file
    domain business product police ambulance officers council brigade 999 security operation
    everything thing meeting form page
    """
)
# After “called” or “named” these are no names, though nothing else tells so.
SMALL_NO_NAMES = _words(
    """
    officer officers person contact individual individuals ward wards member members known list
    taken given crying round over around straight urgent doctor doctors landlord mum dad mother
    father hundred different other others everybody anyone victim people
    """
)
BE = _words("is was are were")
# Before “old”.
AGES = _words("year years yr yrs month months y")
AFTER_SURNAMES = _words("and is was who he she from of but lives at aged")
