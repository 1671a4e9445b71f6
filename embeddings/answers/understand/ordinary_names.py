"""Names that are ordinary words, first names, places or characters too.

None of them alone is a person: "stone", "rose" and "jordan" are words of a story, whoever is
called so. With a first name, or after "directed by", they are names.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = """
abbey abbot able acres adder alley alone angel apple arch archer armour arms art ash autumn axe
back bacon badger bailey baker bale ball band bandit bang bank banks banner barber bark barker
barn baron barrier barrow base bass bat batter battle bay beach bean bear beard beaver beck bee
beer bell belle bench bender berry best bin bird bishop black blade blank blessing blind bliss
block blond blood bloom blossom blow blue blunt body bold bolt bond bonds bone book booth boss
bottom bowl bowler bowman box boy boys brace branch brand brass brave bridge bridges bright broad
brook brooks brother brothers brown buck bull bunker burden burn burns bush butcher butler butt
button cabin cable cage cake call calm camp campus cancer candy cannon cap car card cardinal care
carpenter carrier carter carver case cash castle cat cave chain chalk chamber chambers champion
chance chapel chaplain chapman charity charm chase chef chest child childs christian christmas
church city clay clean clear clerk cliff close cloud clown coach coal coast cobb cock coffin coin
cold collar collector collie colt comfort comic common cook cookie cool cooper copper corn couch
count country court cousin cow coward crane cream crew crook cross crow crown cruise crystal cube
cup curry curtain cut cutter dale dance dancer dane dark dash dawn day dean dear death deep deer
devil diamond divine doctor dog doll dollar double dove dragon drake draw dream driver drum duck
duke dust dwarf eagle earl early earth east edge elder elf elves emperor empire evans eve ever eye
fair fairy faith fall farmer farrow fast father fear feast feather fell fern ferret field fields
fine finger finn fire fish fisher fist flag flame flash flint flood flower flowers fly fog folk
foot force ford foreman forest fort fortune foster fountain fox frame frank free freed french frog
frost fuller funk gallant gallows gamble game garden gardener garner garrison gate gates gay gem
gentle gentry german ghost giant gift girl glass glory glover goat gold golden good goodman gore
grace grain grand grant grass grave graves gray green grey griffin groom gross ground guard guess
guest gun gunner guy hack hail hale hall hammer hand hands handy happy harbor harbour hard hardy
hare harp harper hart hatch haven hawk hay head heads heart heath heaven held helm hero heron hill
hills hit hitch hodge hog holder hole holiday holly holy home honey hong hood hook hooks hope
hopes hopper horn horse host hour house hunger hunt hunter hurt hyde ice idol inn iron island
ivory jack jackal jail jane jar jasper jaw jeans jet jewel job joker jolly joy judge judo june
jury justice karma keen keeper key keys kid kidd killer kind king kings kirk kiss kitchen kite
knife knight lace lack lad lady lake lamb lamp land lane lark lash last law lawless leaf league
leap legend lemon lent light lightning lily limb link lion list little lock lodge long loop lord
love loveless lovely lover low luck lucky lung mace mad magic maid maiden mail main major mall man
mane manners march mark marks marriage marsh marshal martini mask mason master masters match mate
maze mead meadow meadows meat memory merchant mercy merry mile miles milk mill miller mills mine
miner minor mint mirror mist mock mole monk monkey moody moon moor moral morning moss moth mother
mount mountain mouse mouth moves mummy murder muse myth nail nation neck needle nest night nine
noble noir noon north novel nurse nut oak ocean ogre olive orange otter outlaw pagan page pain
paint painter pair palace pale palm parent parish park parks parson part pass past pastor patch
path pay peace peach peacock pearl peck pen penny people pepper perfect pet phoenix pick pickle
piece pike pilgrim pill pine pink piper pitch place plain planet plant player poe point poison
pole polish pool poor pop pope porter post pot power powers pray prey price pride priest prince
prior prize proud pure queen quick quiet rabbit race rage raider rain rainbow rains range ranger
rapper rash rat raven ray reason red reed reef reign rest rex rice rich riddle rider ridge ring
river rivers road robber robin rock rocket roman rome rood rook room rooster root rope rose rot
rough round row royal rubble ruby ruin rule rush russian rust sack sad saddle sage sailor saint
sale salmon salt sand sands satin savage saw scales school scout sea seal season self sellers
senior serious sessions shadow shark sharp sheep shell shepherd sheriff shine ship ships shock
shore short show sick silence silk silver simple sin singer singleton sister six skin skinner sky
slade slaughter slayer sleep sling slow small smart smoke smooth snake snipe snow soldier sole
solo song soul sound south spade spark sparks sparrow spears speed spell spence spider spring spy
squire stable stage star stark starling stars start state steady steel steer stern steward sting
stone stones storm story stout straight strait strange stranger stream street streets strike
string strong style summer summers sun sunday supper swain swallow swamp swan sweet swift sword
sybil table talent tanner target taylor teach tempest temple tender terror thief thorn thrill
thunder tide tiger timber time tin tower towers town tracer track trade train treasure tree
trickster trip trout true trust truth tucker turner twins twist tyler vale valley vampire vice
victor victory villa virgin vision voice wade wagon walk walker wall walls wanderer war ward
warden warlock warrior water waters wave wax way weather weaver web wells west whale wheel wheeler
whip white wild wilder will willow wind window winds wine wing wings winner winter wise wit witch
wolf woman wonder wonders wood woods wool word words work world worm worth wright writer yard year
yellow young youth zombie zoo
"""
# Given names that are surnames, too: in a query they are somebody of the story.
_FIRST_NAMES: Final = """
abraham adam adams ahmed alexander ali allan allen amber andrew andrews anna anthony arnold arthur
ashley austin barry beatrice benedict benjamin bernard blair blake brandon brian bruce carl carla
carmen carol cecil charles charlie chester christopher clara claude clement connor craig crispin
curtis cyrus daisy daniel daniels danny darren david davis dennis derek dexter diego donald donna
dorothy douglas dylan edgar edward edwards elizabeth elliott ellis emerson emma eric ernest ethan
eugene evan felix fernando florence floyd francis franco frankie franklin frederick gabriel gary
gene george gerald gilbert giles glenn gordon graham gregory harold harriet harris harrison harry
harvey hector helen henry herbert homer horace howard hugh hugo ian ida irene iris irving isaac
ivan jackson jacob jacobs jaime james jamie jason jean jeffrey jennings jerome jerry jesse jim
joan joe joel john johnny johnson jonas jonathan jones jordan jose joseph joyce juan julia julian
justin karl katherine keith kelly ken kennedy kenneth kent kevin kim kurt kyle lance larry laura
lawrence leah lee leo leon leonard leslie lewis liam lincoln linda lionel lloyd logan lois lopez
louis louise lucas lucia lucy luis luke luther madison malcolm marc marcus maria marie mario
marion marshall martha martin mary mathew matthew matthews maurice max maxwell may mercedes
michael michaels michelle miguel milo miranda mitchell mohamed monica monroe montgomery morgan
morris moses muhammad murphy nancy napoleon nathan neil nelson nicholas nick nicole nina noah
norman norris oliver olivia omar oscar otto owen pablo parker patrick paul paula pedro penelope
percy perry peter peters philip pierce pierre quentin quinn rachel ralph ramon randall randolph
raymond rebecca reginald richard richards riley rita robert roberts robinson rodney roger rogers
roland ronald ross roy russell ruth ryan sally sam samson samuel samuels sandra sara sarah saul
scott sean sebastian sergio shane shannon sharon shaw shelley sherlock sherman shirley sidney
silvia simon simone sinclair sophie spencer stanley stella stephen stephens steve steven stevens
stewart stuart susan sydney sylvia theodore thomas thompson timothy todd tom tony tracy travis
trevor tristan vernon veronica vincent viola violet virginia vivian wallace walter warren wayne
wendell wendy wesley william williams wilson winston woodrow
"""
# Places, rulers and characters of stories.
_OTHERS: Final = """
africa america arizona athens atlanta babylon bagdad batman berlin blanche borgia boston bourne
brazil broadway bronx brooklyn cairo california carolina chad chicago china churchill cleopatra
cleveland columbus cuba dakota dallas darwin denmark denver detroit disney dracula dublin egypt
einstein england eton europe fleming florida france frankenstein freud galileo gandhi genoa
georgia germany harlem havana hawaii hitler holland hollywood houston hungary india indiana
ireland israel italy jamaica japan jefferson jerusalem jesus kane kansas kashmir kingston kong
korea lenin lima london macbeth madrid maine malibu malta manila marlowe marx memphis mexico miami
milan montana moscow mozart munich naples nevada newton nixon norway odessa ohio oxford palestine
panama paris parma persia peru pizarro poland potter prague rambo reagan reno rio ripley roma
romeo roosevelt russia salem santa santiago scotland seville siam sicily spain stalin tennessee
texas tokyo troy tulsa turkey tuscany utah valencia vegas venice verona vienna vietnam wales
warner warsaw washington wick watson windsor york zorro
"""
FIRST_NAMES: Final = frozenset(_FIRST_NAMES.split())
ORDINARY_NAMES: Final = frozenset(f"{_WORDS} {_FIRST_NAMES} {_OTHERS}".split())
