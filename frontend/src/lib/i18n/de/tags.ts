/** Die Schlagwörter der mitgelieferten Filme; die Namen nennt der Server auf Englisch. */
import { moods } from './moods';

const NAMES = `
addiction=Sucht|aids=Aids|alcoholism=Alkoholismus|alienation=Entfremdung|ambition=Ehrgeiz|artificial intelligence=künstliche Intelligenz
autism=Autismus|betrayal=Verrat|bullying=Mobbing|business=Geschäfte|cancer=Krebs|cannibalism=Kannibalismus|capitalism=Kapitalismus
caste=Kasten|celebrity=Berühmtheit|childhood=Kindheit|chosen family=Wahlfamilie|class struggle=Klassenkampf|cloning=Klonen
colonialism=Kolonialismus|coming of age=Erwachsenwerden|conspiracy=Verschwörung|corruption=Korruption|cultural clash=Kulturen im Streit
dating=Verabredungen|death=Tod|debt=Schulden|dementia=Demenz|desire=Begehren|dictatorship=Diktatur|disability=Behinderung
divorce=Scheidung|domestic violence=häusliche Gewalt|doppelganger=Doppelgänger|dreams=Träume|environment=Umwelt|exile=Exil|faith=Glaube
fame=Ruhm|family=Familie|family secret=Familiengeheimnis|famine=Hungersnot|fate=Schicksal|father and daughter=Vater und Tochter
father and son=Vater und Sohn|feminism=Feminismus|first love=erste Liebe|folklore=Volkssagen|forbidden love=verbotene Liebe
forgiveness=Vergebung|free will=freier Wille|freedom=Freiheit|friendship=Freundschaft|generation gap=Generationen im Streit
genocide=Völkermord|good versus evil=Gut gegen Böse|grandparent=Großeltern|greed=Gier|grief=Trauer|guilt=Schuld|holocaust=Holocaust
homelessness=Obdachlosigkeit|homesickness=Heimweh|honor=Ehre|hope=Hoffnung|human rights=Menschenrechte|identity=Identität
illness=Krankheit|immigration=Einwanderung|immortality=Unsterblichkeit|inheritance=Erbe|injustice=Ungerechtigkeit|jealousy=Eifersucht
judaism=Judentum|justice=Gerechtigkeit|lgbtq=queer|loneliness=Einsamkeit|love triangle=Dreiecksbeziehung|loyalty=Treue|marriage=Ehe
masculinity=Männlichkeit|meaning of life=Sinn des Lebens|memory=Erinnerung|mental illness=psychische Krankheit
midlife crisis=Midlife-Crisis|moral dilemma=moralisches Dilemma|mother and daughter=Mutter und Tochter|mother and son=Mutter und Sohn
motherhood=Mutterschaft|nature=Natur|nostalgia=Nostalgie|obsession=Besessenheit|occupation=Besatzung|old age=Alter
parenthood=Elternschaft|partition=Teilung|patriarchy=Patriarchat|poverty=Armut|power=Macht|pregnancy=Schwangerschaft|racism=Rassismus
rebellion=Auflehnung|reconciliation=Versöhnung|redemption=Läuterung|refugee=Flucht aus der Heimat|resistance=Widerstand|revenge=Rache
rivalry=Rivalität|sacrifice=Opfer|second chance=zweite Chance|segregation=Rassentrennung|self-discovery=Selbstfindung
sexual violence=sexuelle Gewalt|sexuality=Sexualität|siblings=Geschwister|slavery=Sklaverei|solitude=Alleinsein|strike=Streik
suicide=Suizid|superstition=Aberglaube|surveillance=Überwachung|survival=Überleben|teenage life=Jugend|torture=Folter
totalitarianism=totalitärer Staat|tradition versus modernity=Tradition und Moderne|unemployment=Arbeitslosigkeit
unlikely friendship=ungleiche Freundschaft|unrequited love=unerwiderte Liebe|wealth=Reichtum|contemplative=besinnlich|eerie=unheimlich
gentle=sanft|intense=intensiv|joyful=fröhlich|nightmarish=albtraumhaft|slow burn=langsam steigende Spannung|uplifting=aufbauend
whimsical=verschroben|airplane=Flugzeug|apartment building=Mietshaus|arctic=Arktis|beach=Strand|boarding school=Internat|border=Grenze
casino=Kasino|castle=Burg|church=Kirche|circus=Zirkus|city=Großstadt|convent=Kloster|cruise ship=Kreuzfahrtschiff|desert=Wüste
factory=Fabrik|farm=Bauernhof|fishing village=Fischerdorf|forest=Wald|haunted house=Spukhaus|high school=Highschool|hospital=Krankenhaus
island=Insel|jungle=Dschungel|lake=See|lighthouse=Leuchtturm|mansion=Herrenhaus|mental hospital=Psychiatrie|mine=Bergwerk|mountain=Berg
nightclub=Nachtklub|office=Büro|orphanage=Waisenhaus|palace=Palast|prison=Gefängnis|prison camp=Lager|river=Fluss
rural=auf dem Land|school=Schule|sea=Meer|ship=Schiff|shop=Laden|slum=Armenviertel|small town=Kleinstadt|southern usa=Südstaaten
space=Weltraum|space station=Raumstation|spaceship=Raumschiff|submarine=U-Boot|suburb=Vorstadt|subway=U-Bahn|summer=Sommer
summer camp=Ferienlager|theatre=Theater|train=Zug|underground=unter der Erde|underwater=unter Wasser|university=Universität|village=Dorf
winter=Winter|africa=Afrika|alps=Alpen|amazon=Amazonas|andes=Anden|antarctica=Antarktis|balkans=Balkan|beijing=Peking|calcutta=Kalkutta
cairo=Kairo|california=Kalifornien|caribbean=Karibik|havana=Havanna|himalayas=Himalaya|hong kong=Hongkong|ireland=Irland|kyoto=Kyoto
lisbon=Lissabon|mars=Mars|mediterranean=Mittelmeer|mexico city=Mexiko-Stadt|middle east=Naher Osten|moscow=Moskau|naples=Neapel
new york city=New York|palestine=Palästina|patagonia=Patagonien|rome=Rom|scotland=Schottland|shanghai=Schanghai|siberia=Sibirien
sicily=Sizilien|taipei=Taipeh|tehran=Teheran|the moon=auf dem Mond|tokyo=Tokio|venice=Venedig|vienna=Wien|warsaw=Warschau
washington dc=Washington|american civil war=Amerikanischer Bürgerkrieg|ancient egypt=altes Ägypten|ancient greece=altes Griechenland
ancient rome=altes Rom|belle epoque=Belle Époque|biblical times=biblische Zeit|cold war=Kalter Krieg|cultural revolution=Kulturrevolution
distant future=ferne Zukunft|edo period=Edo-Zeit|french revolution=Französische Revolution|great depression=Weltwirtschaftskrise
korean war=Koreakrieg|middle ages=Mittelalter|napoleonic wars=Napoleonische Kriege|nazi germany=NS-Zeit|near future=nahe Zukunft
post-war=Nachkriegszeit|prehistoric=Urzeit|prohibition=Prohibition|qing dynasty=Qing-Dynastie|russian revolution=Russische Revolution
soviet era=Sowjetzeit|spanish civil war=Spanischer Bürgerkrieg|victorian era=viktorianische Zeit|vietnam war=Vietnamkrieg
war on terror=Krieg gegen den Terror|western front=Westfront|wild west=Wilder Westen|world war i=Erster Weltkrieg
world war ii=Zweiter Weltkrieg|alien contact=Begegnung mit Außerirdischen|alien invasion=Invasion von Außerirdischen
alternate reality=andere Wirklichkeit|amnesia=Gedächtnisverlust|anthology=Episodenfilm|apocalypse=Weltuntergang|bank robbery=Bankraub
based on a comic=nach einem Comic|based on a fairy tale=nach einem Märchen|based on a game=nach einem Spiel
based on a novel=nach einem Roman|based on a play=nach einem Theaterstück|based on a short story=nach einer Erzählung
based on a true story=nach einer wahren Geschichte|based on myth=nach einer Sage|blackmail=Erpressung|body swap=Körpertausch|bomb=Bombe
buddies=Kumpel|car chase=Verfolgungsjagd|cat and mouse=Katz und Maus|courtroom=Gericht|criminal investigation=Ermittlung
cursed object=verfluchter Gegenstand|disaster=Katastrophe|disguise=Verkleidung|double life=Doppelleben|election=Wahl
ensemble cast=Ensemblefilm|epidemic=Epidemie|escape=Flucht|fake identity=falsche Identität|family gathering=Familientreffen
fantasy world=Fantasiewelt|film within a film=Film im Film|fish out of water=fremd in der neuen Welt|flashback=Rückblende|flood=Flut
found footage=gefundene Aufnahmen|framed for a crime=zu Unrecht verdächtigt|haunting=Spuk|heist=Raubzug|hero's journey=Heldenreise
holiday=Urlaub|home invasion=Überfall zu Hause|hostage=Geisel|infidelity=Untreue|invisibility=Unsichtbarkeit|kidnapping=Entführung
last job=der letzte Coup|letters=Briefe|lost treasure=verlorener Schatz|mad scientist=verrückter Forscher|magic=Magie
makeover=Verwandlung durchs Äußere|manhunt=Menschenjagd|mind control=Gedankenkontrolle|missing person=vermisst
mistaken identity=Verwechslung|multiple storylines=mehrere Handlungen|murder=Mord|nonlinear=nicht der Reihe nach erzählt
office romance=Liebe im Büro|one day=an einem Tag|one-night story=in einer Nacht|outlaw couple=Gangsterpaar
parallel universe=Paralleluniversum|pilgrimage=Pilgerfahrt|plane crash=Flugzeugabsturz|plot twist=überraschende Wendung
possession=Besessenheit durch Geister|prison break=Ausbruch|prom=Abschlussball|prophecy=Prophezeiung|quest=Suche
rags to riches=vom Tellerwäscher zum Millionär|real time=in Echtzeit|rescue mission=Rettung|rise and fall=Aufstieg und Fall
road movie=Roadmovie|role reversal=Rollentausch|romance across classes=Liebe über Standesgrenzen|secret identity=geheime Identität
serial killer=Serienmord|shipwreck=Schiffbruch|shootout=Schießerei|siege=Belagerung|single location=an einem Ort
social experiment=soziales Experiment|sole survivor=einziger Überlebender|sports competition=Wettkampf|standoff=Patt
story within a story=Geschichte in der Geschichte|stranded=gestrandet|summer romance=Sommerliebe|swordfight=Schwertkampf
talking animals=sprechende Tiere|time loop=Zeitschleife|time travel=Zeitreise|training=Training|transformation=Verwandlung|trial=Prozess
twins=Zwillinge|undercover=verdeckt ermittelt|underdog=Außenseiter|unreliable narrator=unzuverlässiger Erzähler
virtual reality=virtuelle Realität|voice-over=Erzählstimme|volcano=Vulkan|war crime=Kriegsverbrechen|wedding=Hochzeit
whodunit=Wer war es|wrongful conviction=Fehlurteil|actor=Schauspiel|alien=Außerirdische|angel=Engel|archaeology=Archäologie|artist=Kunst
assassin=Auftragsmord|astronaut=Raumfahrt|babysitter=Babysitten|ballet=Ballett|bear=Bär|bicycle=Fahrrad|birds=Vögel|blindness=Blindheit
bodyguard=Leibwächter|bounty hunter=Kopfgeld|boxing=Boxen|bureaucracy=Bürokratie|car racing=Autorennen|cat=Katze|chess=Schach
children=Kinder|chosen one=der Auserwählte|christmas=Weihnachten|comedian=Komiker|con artist=Hochstapelei|concert=Konzert
cooking=Kochen|country music=Countrymusik|cricket=Kricket|cult=Sekte|dance=Tanz|deafness=Gehörlosigkeit|demon=Dämon
detective=Detektiv|devil=Teufel|dinosaur=Dinosaurier|doctor=Medizin|dog=Hund|doll=Puppe|dragon=Drache|drugs=Drogen|elephant=Elefant
engineer=Ingenieur|explorer=Entdecker|fairy=Fee|fashion=Mode|filmmaking=Filmemachen|firefighter=Feuerwehr|fishing=Fischen|food=Essen
football=Fußball|gambling=Glücksspiel|gang=Bande|ghost=Geist|giant monster=Riesenmonster|housewife=Hausfrau|hitchhiker=Trampen
horse=Pferd|ice hockey=Eishockey|indigenous people=indigene Völker|journalism=Journalismus|judge=Richter|king=König|knight=Ritter
lawyer=Anwalt|literature=Literatur|maid=Dienstmädchen|mathematics=Mathematik|mentor=Mentor|mermaid=Meerjungfrau|military=Militär
monk=Mönch|motorcycle=Motorrad|mountain climbing=Bergsteigen|music=Musik|nanny=Kindermädchen|nuclear weapons=Atomwaffen|nun=Nonne
nurse=Pflege|opera=Oper|orphan=Waise|outlaw=Gesetzlose|painter=Malerei|peasant=Bauern|philosophy=Philosophie|photography=Fotografie
pianist=Klavierspiel|pig=Schwein|pirate=Piraten|poet=Dichtung|police=Polizei|police corruption=korrupte Polizei|politics=Politik
pop music=Popmusik|priest=Priester|princess=Prinzessin|psychiatrist=Psychiater|psychic=Hellsehen|queen=Königin|puppet=Marionette
rap music=Rap|reality show=Realityshow|robot=Roboter|rock music=Rockmusik|royalty=Königshaus|running=Laufen|sailor=Seeleute
scientist=Wissenschaft|servant=Diener|shark=Hai|single parent=alleinerziehend|skiing=Skifahren|snake=Schlange|sniper=Scharfschütze
soldier=Soldaten|spider=Spinne|sports=Sport|spy=Spionage|stand-up comedy=Stand-up-Comedy|street children=Straßenkinder|student=Studium
superhero=Superhelden|surfing=Surfen|swimming=Schwimmen|taxi driver=Taxifahrer|teacher=Lehrer|television=Fernsehen|terrorism=Terrorismus
toy=Spielzeug|translator=Übersetzen|truck driver=Fernfahrer|vampire=Vampire|video game=Videospiel|vigilante=Selbstjustiz
werewolf=Werwolf|whale=Wal|widow=Witwe|wine=Wein|witch=Hexe|worker=Arbeiter|wrestling=Ringen|writer=Schreiben
3d animation=3-D-Animation|adult animation=Animation für Erwachsene|art house=Autorenfilm|avant-garde=Avantgarde
biopic=Filmbiografie|black-and-white=schwarz-weiß|body horror=Körperhorror|buddy cop=ungleiche Polizisten|courtroom drama=Gerichtsdrama
dark comedy=schwarze Komödie|debut film=Debütfilm|dialogue-driven=vom Dialog getragen|dystopia=Dystopie
expressionism=Expressionismus|film noir=Film noir|folk horror=Folk-Horror|french new wave=Nouvelle Vague
hand-drawn animation=Zeichentrick|handheld camera=Handkamera|historical drama=Historiendrama|kitchen sink realism=britischer Realismus
long takes=lange Einstellungen|low budget=wenig Geld|magical realism=magischer Realismus|martial arts=Kampfkunst|melodrama=Melodram
minimalist=minimalistisch|mockumentary=falscher Dokumentarfilm|monster movie=Monsterfilm|musical numbers=Gesangsnummern
neorealism=Neorealismus|no dialogue=ohne Dialog|observational=beobachtend|parody=Parodie|police procedural=Polizeiarbeit
political satire=politische Satire|political thriller=Politthriller|post-apocalyptic=nach dem Weltuntergang|prequel=Vorgeschichte
psychological horror=Psychohorror|psychological thriller=Psychothriller|puppetry=Puppenspiel|remake=Neuverfilmung
romantic comedy=Liebeskomödie|science fantasy=Science-Fantasy|screwball comedy=Screwball-Komödie|sequel=Fortsetzung|short film=Kurzfilm
silent film=Stummfilm|slice of life=aus dem Alltag|social realism=Sozialrealismus|space opera=Weltraumoper
spaghetti western=Italowestern|stop motion=Stop-Motion|supernatural=übernatürlich|sword and sorcery=Schwert und Magie
teen comedy=Teeniekomödie|visually striking=starke Bilder|war film=Kriegsfilm|cult film=Kultfilm|monster=Monster
`;

/** Was auf Deutsch genauso heißt. */
const SAME = `
adoption|apartheid|propaganda|religion|revolution|trauma|bus|hotel|museum|restaurant|steppe|amsterdam|bangkok
barcelona|beirut|berlin|bombay|boston|brooklyn|buenos aires|chicago|dakar|delhi|dublin|florida|harlem|hollywood
iran|istanbul|jerusalem|lagos|las vegas|london|los angeles|manila|marseille|miami|new orleans|outback|paris
rio de janeiro|sahara|san francisco|seoul|stockholm|texas|renaissance|asteroid|cliffhanger|experiment|stalking
tornado|android|baby|bank|baseball|basketball|cheerleading|clown|cowboy|cyborg|drag|femme fatale|gangster
geisha|gladiator|golf|hacker|halloween|hippie|internet|jazz|mafia|mutant|ninja|pilot|prostitution|psychopath
punk|radio|samurai|sheriff|tennis|thanksgiving|whistleblower|wolf|wuxia|yakuza|zombie|anime|bollywood|cyberpunk
giallo|neo-noir|new hollywood|satire|slapstick|slasher|steampunk|blockbuster
`;

const parts = (text: string) => text.split(/[|\n]/).filter((part) => part !== '');
/** Hauptwörter und Namen schreibt man groß. */
const capital = (name: string) =>
  name.replace(
    /(^|[ -])(\p{Ll})/gu,
    (_, gap: string, letter: string) => gap + letter.toUpperCase(),
  );
const names = new Map([
  ...parts(NAMES).map((pair) => pair.split('=') as [string, string]),
  ...parts(SAME).map((name): [string, string] => [name, capital(name)]),
]);

export const same: ReadonlySet<string> = new Set(parts(SAME));

/** Schlagwörter, die Leute anderer Datensätze vergaben, bleiben, wie sie sind. */
export function tag(name: string): string {
  const known = names.get(name) ?? moods[name];
  if (known !== undefined) return known;
  const [, decade] = /^(\d{4})s$/.exec(name) ?? [];
  if (decade) return `${decade}er`;
  const [, century] = /^(\d{1,2})th century$/.exec(name) ?? [];
  return century ? `${century}. Jahrhundert` : name;
}
