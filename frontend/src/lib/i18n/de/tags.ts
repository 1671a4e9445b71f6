import type * as en from '../en/tags';
import { freeTags } from './free-tags';
import { moods } from './moods';

const pairs = (text: string) =>
  text
    .trim()
    .split(/; |\n/)
    .map((pair) => pair.split(': ') as [string, string]);

/** Die Schlagwörter der mitgelieferten Filme; die Namen nennt der Server auf Englisch. */
const names: ReadonlyMap<string, string> = new Map([
  ...pairs(freeTags),
  ...pairs(`
addiction: Sucht; adoption: Adoption; aids: Aids; alcoholism: Alkoholsucht; alienation: Entfremdung; ambition: Ehrgeiz
apartheid: Apartheid; artificial intelligence: künstliche Intelligenz; autism: Autismus; betrayal: Verrat; bullying: Mobbing
business: Geschäftswelt; cancer: Krebs; cannibalism: Kannibalismus; capitalism: Kapitalismus; caste: Kastenwesen
celebrity: Berühmtheiten; childhood: Kindheit; chosen family: Wahlfamilie; class struggle: Klassengegensätze; cloning: Klonen
colonialism: Kolonialismus; coming of age: Erwachsenwerden; conspiracy: Verschwörung; corruption: Korruption
cultural clash: Kulturen prallen aufeinander; dating: Partnersuche; death: Tod; debt: Schulden; dementia: Demenz; desire: Begehren
dictatorship: Diktatur; disability: Behinderung; divorce: Scheidung; domestic violence: häusliche Gewalt; doppelganger: Doppelgänger
dreams: Träume; environment: Umwelt; exile: Exil; faith: Glaube; fame: Ruhm; family: Familie; family secret: Familiengeheimnis
famine: Hungersnot; fate: Schicksal; father and daughter: Vater und Tochter; father and son: Vater und Sohn; feminism: Feminismus
first love: erste Liebe; folklore: Volksglaube; forbidden love: verbotene Liebe; forgiveness: Vergebung; free will: freier Wille
freedom: Freiheit; friendship: Freundschaft; generation gap: Generationenkonflikt; genocide: Völkermord
good versus evil: Gut gegen Böse; grandparent: Großeltern; greed: Gier; grief: Trauer; guilt: Schuld; holocaust: Holocaust
homelessness: Obdachlosigkeit; homesickness: Heimweh; honor: Ehre; hope: Hoffnung; human rights: Menschenrechte; identity: Identität
illness: Krankheit; immigration: Einwanderung; immortality: Unsterblichkeit; inheritance: Erbe; injustice: Ungerechtigkeit
jealousy: Eifersucht; judaism: Judentum; justice: Gerechtigkeit; lgbtq: LGBTQ; loneliness: Einsamkeit; love triangle: Dreiecksbeziehung
loyalty: Treue; marriage: Ehe; masculinity: Männlichkeit; meaning of life: Sinn des Lebens; memory: Erinnerung
mental illness: psychische Krankheit; midlife crisis: Midlife-Crisis; moral dilemma: moralisches Dilemma
mother and daughter: Mutter und Tochter; mother and son: Mutter und Sohn; motherhood: Mutterschaft; nature: Natur
nostalgia: Nostalgie; obsession: Besessenheit; occupation: Besatzung; old age: Alter; parenthood: Elternschaft; partition: Teilung Indiens
patriarchy: Patriarchat; poverty: Armut; power: Macht; pregnancy: Schwangerschaft; propaganda: Propaganda; racism: Rassismus
rebellion: Aufstand; reconciliation: Versöhnung; redemption: Wiedergutmachung; refugee: Flucht; religion: Religion
resistance: Widerstand; revenge: Rache; revolution: Revolution; rivalry: Rivalität; sacrifice: Opfer; second chance: zweite Chance
segregation: Rassentrennung; self-discovery: Suche nach sich selbst; sexual violence: sexuelle Gewalt; sexuality: Sexualität
siblings: Geschwister; slavery: Sklaverei; solitude: Alleinsein; strike: Streik; suicide: Suizid; superstition: Aberglaube
surveillance: Überwachung; survival: Überleben; teenage life: Jugend; torture: Folter; totalitarianism: Totalitarismus
tradition versus modernity: Tradition gegen Moderne; trauma: Trauma; unemployment: Arbeitslosigkeit
unlikely friendship: ungleiche Freunde; unrequited love: unerwiderte Liebe; wealth: Reichtum; contemplative: besinnlich; eerie: unheimlich
gentle: sanft; intense: intensiv; joyful: fröhlich; nightmarish: albtraumhaft; slow burn: langsam steigernd; uplifting: aufbauend
whimsical: verschroben; airplane: Flugzeug; apartment building: Mietshaus; arctic: Arktis; beach: Strand; boarding school: Internat
border: Grenze; bus: Bus; casino: Kasino; castle: Schloss; church: Kirche; circus: Zirkus; city: Stadt; convent: Kloster
cruise ship: Kreuzfahrtschiff; desert: Wüste; factory: Fabrik; farm: Bauernhof; fishing village: Fischerdorf; forest: Wald
haunted house: Spukhaus; high school: Highschool; hospital: Krankenhaus; hotel: Hotel; island: Insel; jungle: Dschungel; lake: See
lighthouse: Leuchtturm; mansion: Herrenhaus; mental hospital: Psychiatrie; mine: Bergwerk; mountain: Berge; museum: Museum
nightclub: Nachtclub; office: Büro; orphanage: Waisenhaus; palace: Palast; prison: Gefängnis; prison camp: Gefangenenlager
restaurant: Restaurant; river: Fluss; rural: Land; school: Schule; sea: Meer; ship: Schiff; shop: Laden; slum: Slum
small town: Kleinstadt; southern usa: Südstaaten; space: Weltraum; space station: Raumstation; spaceship: Raumschiff; steppe: Steppe
submarine: U-Boot; suburb: Vorstadt; subway: U-Bahn; summer: Sommer; summer camp: Ferienlager; theatre: Theater; train: Zug
underground: Untergrund; underwater: unter Wasser; university: Universität; village: Dorf; winter: Winter; africa: Afrika; alps: Alpen
amazon: Amazonas; amsterdam: Amsterdam; andes: Anden; antarctica: Antarktis; balkans: Balkan; bangkok: Bangkok; barcelona: Barcelona
beijing: Peking; beirut: Beirut; berlin: Berlin; bombay: Bombay; boston: Boston; brooklyn: Brooklyn; buenos aires: Buenos Aires
cairo: Kairo; calcutta: Kalkutta; california: Kalifornien; caribbean: Karibik; chicago: Chicago; dakar: Dakar; delhi: Delhi
dublin: Dublin; florida: Florida; harlem: Harlem; havana: Havanna; himalayas: Himalaja; hollywood: Hollywood; hong kong: Hongkong
iran: Iran; ireland: Irland; istanbul: Istanbul; jerusalem: Jerusalem; kyoto: Kyoto; lagos: Lagos; las vegas: Las Vegas
lisbon: Lissabon; london: London; los angeles: Los Angeles; manila: Manila; mars: Mars; marseille: Marseille; mediterranean: Mittelmeer
mexico city: Mexiko-Stadt; miami: Miami; middle east: Naher Osten; moscow: Moskau; naples: Neapel; new orleans: New Orleans
new york city: New York; outback: Outback; palestine: Palästina; paris: Paris; patagonia: Patagonien; rio de janeiro: Rio de Janeiro
rome: Rom; sahara: Sahara; san francisco: San Francisco; scotland: Schottland; seoul: Seoul; shanghai: Shanghai; siberia: Sibirien
sicily: Sizilien; stockholm: Stockholm; taipei: Taipeh; tehran: Teheran; texas: Texas; the moon: der Mond; tokyo: Tokio; venice: Venedig
vienna: Wien; warsaw: Warschau; washington dc: Washington; 16th century: 16. Jahrhundert; 17th century: 17. Jahrhundert
18th century: 18. Jahrhundert; 1900s: 1900er; 1910s: 1910er; 1920s: 1920er; 1930s: 1930er; 1940s: 1940er; 1950s: 1950er; 1960s: 1960er
1970s: 1970er; 1980s: 1980er; 1990s: 1990er; 19th century: 19. Jahrhundert; american civil war: Amerikanischer Bürgerkrieg
ancient egypt: altes Ägypten; ancient greece: altes Griechenland; ancient rome: altes Rom; belle epoque: Belle Époque
biblical times: biblische Zeit; cold war: Kalter Krieg; cultural revolution: Kulturrevolution; distant future: ferne Zukunft
edo period: Edo-Zeit; french revolution: Französische Revolution; great depression: Große Depression; korean war: Koreakrieg
middle ages: Mittelalter; napoleonic wars: Napoleonische Kriege; nazi germany: Nazideutschland; near future: nahe Zukunft
post-war: Nachkriegszeit; prehistoric: Urzeit; prohibition: Prohibition; qing dynasty: Qing-Dynastie; renaissance: Renaissance
russian revolution: Russische Revolution; soviet era: Sowjetzeit; spanish civil war: Spanischer Bürgerkrieg
victorian era: viktorianische Zeit; vietnam war: Vietnamkrieg; war on terror: Krieg gegen den Terror; western front: Westfront
wild west: Wilder Westen; world war i: Erster Weltkrieg; world war ii: Zweiter Weltkrieg; alien contact: Kontakt mit Außerirdischen
alien invasion: Invasion aus dem All; alternate reality: andere Wirklichkeit; amnesia: Gedächtnisverlust; anthology: Episodenfilm
apocalypse: Weltuntergang; asteroid: Asteroid; bank robbery: Banküberfall; based on a comic: nach einem Comic
based on a fairy tale: nach einem Märchen; based on a game: nach einem Spiel; based on a novel: nach einem Roman
based on a play: nach einem Theaterstück; based on a short story: nach einer Erzählung; based on a true story: nach wahren Begebenheiten
based on myth: nach einem Mythos; blackmail: Erpressung; body swap: Körpertausch; bomb: Bombe; buddies: Kumpel
car chase: Verfolgungsjagd; cat and mouse: Katz und Maus; cliffhanger: offenes Ende zum Weitersehen; courtroom: Gerichtssaal
criminal investigation: Ermittlung; cursed object: verfluchter Gegenstand; disaster: Katastrophe; disguise: Verkleidung
double life: Doppelleben; election: Wahl; ensemble cast: großes Ensemble; epidemic: Seuche; escape: Flucht aus der Falle
experiment: Experiment; fake identity: falsche Identität; family gathering: Familientreffen; fantasy world: Fantasiewelt
film within a film: Film im Film; fish out of water: fremd in neuer Umgebung; flashback: Rückblenden; flood: Flut
found footage: Found Footage; framed for a crime: zu Unrecht verdächtigt; haunting: Spuk; heist: großer Coup
hero's journey: Heldenreise; holiday: Urlaub; home invasion: Eindringlinge im Haus; hostage: Geiselnahme; infidelity: Untreue
invisibility: Unsichtbarkeit; kidnapping: Entführung; last job: letzter Auftrag; letters: Briefe; lost treasure: verlorener Schatz
mad scientist: verrückter Forscher; magic: Magie; makeover: Verwandlung im Aussehen; manhunt: Menschenjagd
mind control: Gedankenkontrolle; missing person: Verschwundene; mistaken identity: Verwechslung
multiple storylines: mehrere Erzählstränge; murder: Mord; nonlinear: nicht chronologisch; office romance: Liebe im Büro; one day: ein Tag
one-night story: eine Nacht; outlaw couple: Gaunerpaar; parallel universe: Parallelwelt; pilgrimage: Pilgerreise
plane crash: Flugzeugabsturz; plot twist: überraschende Wendung; possession: von Dämonen besessen; prison break: Gefängnisausbruch
prom: Abschlussball; prophecy: Prophezeiung; quest: große Suche; rags to riches: Aufstieg aus Armut; real time: in Echtzeit
rescue mission: Rettungsaktion; rise and fall: Aufstieg und Fall; road movie: Roadmovie; role reversal: Rollentausch
romance across classes: Liebe über Standesgrenzen; secret identity: geheime Identität; serial killer: Serienmörder
shipwreck: Schiffbruch; shootout: Schießerei; siege: Belagerung; single location: ein einziger Schauplatz
social experiment: soziales Experiment; sole survivor: einziger Überlebender; sports competition: Wettkampf; stalking: Stalking
standoff: Patt; story within a story: Geschichte in der Geschichte; stranded: gestrandet; summer romance: Sommerliebe
swordfight: Schwertkampf; talking animals: sprechende Tiere; time loop: Zeitschleife; time travel: Zeitreise; tornado: Wirbelsturm
training: Ausbildung; transformation: Verwandlung; trial: Prozess; twins: Zwillinge; undercover: verdeckt ermitteln
underdog: Außenseiter; unreliable narrator: unzuverlässiger Erzähler; virtual reality: virtuelle Welt; voice-over: Erzählstimme
volcano: Vulkan; war crime: Kriegsverbrechen; wedding: Hochzeit; whodunit: Wer war es?; wrongful conviction: Justizirrtum
actor: Schauspielerei; alien: Außerirdische; android: Androide; angel: Engel; archaeology: Archäologie; artist: Kunst
assassin: Auftragsmörder; astronaut: Raumfahrt; baby: Baby; babysitter: Babysitter; ballet: Ballett; bank: Bank; baseball: Baseball
basketball: Basketball; bear: Bären; bicycle: Fahrrad; birds: Vögel; blindness: Blindheit; bodyguard: Leibwächter
bounty hunter: Kopfgeldjäger; boxing: Boxen; bureaucracy: Bürokratie; car racing: Autorennen; cat: Katzen; cheerleading: Cheerleading
chess: Schach; children: Kinder; chosen one: Auserwählter; christmas: Weihnachten; clown: Clown; comedian: Komiker
con artist: Hochstapler; concert: Konzert; cooking: Kochen; country music: Countrymusik; cowboy: Cowboys; cricket: Kricket; cult: Sekte
cyborg: Cyborg; dance: Tanz; deafness: Gehörlosigkeit; demon: Dämonen; detective: Detektiv; devil: Teufel; dinosaur: Dinosaurier
doctor: Arzt; dog: Hunde; doll: Puppe; drag: Travestie; dragon: Drachen; drugs: Drogen; elephant: Elefanten; engineer: Ingenieur
explorer: Entdecker; fairy: Feen; fashion: Mode; femme fatale: Femme fatale; filmmaking: Filmemachen; firefighter: Feuerwehr
fishing: Fischerei; food: Essen; football: Football; gambling: Glücksspiel; gang: Bande; gangster: Gangster; geisha: Geisha
ghost: Geister; giant monster: Riesenmonster; gladiator: Gladiatoren; golf: Golf; hacker: Hacker; halloween: Halloween; hippie: Hippies
hitchhiker: Anhalter; horse: Pferde; housewife: Hausfrau; ice hockey: Eishockey; indigenous people: indigene Völker; internet: Internet
jazz: Jazz; journalism: Journalismus; judge: Richter; king: König; knight: Ritter; lawyer: Anwalt; literature: Literatur; mafia: Mafia
maid: Dienstmädchen; mathematics: Mathematik; mentor: Mentor; mermaid: Meerjungfrau; military: Militär; monk: Mönch; monster: Monster
motorcycle: Motorrad; mountain climbing: Bergsteigen; music: Musik; mutant: Mutanten; nanny: Kindermädchen; ninja: Ninja
nuclear weapons: Atomwaffen; nun: Nonne; nurse: Krankenpflege; opera: Oper; orphan: Waise; outlaw: Gesetzlose; painter: Malerei
peasant: Bauern; philosophy: Philosophie; photography: Fotografie; pianist: Klavier; pig: Schweine; pilot: Pilot; pirate: Piraten
poet: Dichtung; police: Polizei; police corruption: korrupte Polizei; politics: Politik; pop music: Popmusik; priest: Priester
princess: Prinzessin; prostitution: Prostitution; psychiatrist: Psychiater; psychic: Hellsehen; psychopath: Psychopath; punk: Punk
puppet: Marionette; queen: Königin; radio: Radio; rap music: Rap; reality show: Realityshow; robot: Roboter; rock music: Rockmusik
royalty: Königshaus; running: Laufen; sailor: Seeleute; samurai: Samurai; scientist: Forscher; servant: Dienerschaft; shark: Haie
sheriff: Sheriff; single parent: alleinerziehend; skiing: Skifahren; snake: Schlangen; sniper: Scharfschütze; soldier: Soldaten
spider: Spinnen; sports: Sport; spy: Spione; stand-up comedy: Stand-up; street children: Straßenkinder; student: Studium
superhero: Superhelden; surfing: Surfen; swimming: Schwimmen; taxi driver: Taxi; teacher: Lehrer; television: Fernsehen; tennis: Tennis
terrorism: Terrorismus; thanksgiving: Thanksgiving; toy: Spielzeug; translator: Dolmetscher; truck driver: Fernfahrer
vampire: Vampire; video game: Videospiel; vigilante: Selbstjustiz; werewolf: Werwölfe; whale: Wale; whistleblower: Whistleblower
widow: Witwe; wine: Wein; witch: Hexen; wolf: Wölfe; worker: Arbeiter; wrestling: Ringen; writer: Schriftsteller; wuxia: Wuxia
yakuza: Yakuza; zombie: Zombies; 3d animation: 3D-Animation; adult animation: Animation für Erwachsene; anime: Anime
art house: Autorenkino; avant-garde: Avantgarde; biopic: Filmbiografie; black-and-white: schwarz-weiß; body horror: Körperhorror
bollywood: Bollywood; buddy cop: Buddy-Cop-Film; campy: schrill; courtroom drama: Gerichtsdrama; cyberpunk: Cyberpunk
dark comedy: schwarze Komödie; deadpan: trocken komisch; debut film: Debütfilm; dialogue-driven: dialogreich; dystopia: Dystopie
expressionism: Expressionismus; film noir: Film noir; folk horror: Folk-Horror; french new wave: Nouvelle Vague; giallo: Giallo
hand-drawn animation: Zeichentrick; handheld camera: Handkamera; historical drama: Historiendrama
kitchen sink realism: britischer Alltagsrealismus; long takes: lange Einstellungen; low budget: kleines Budget
magical realism: magischer Realismus; martial arts: Kampfkunst; melodrama: Melodram; minimalist: minimalistisch
mockumentary: Mockumentary; monster movie: Monsterfilm; musical numbers: Musiknummern; neo-noir: Neo-Noir; neorealism: Neorealismus
new hollywood: New Hollywood; no dialogue: ohne Dialog; observational: beobachtend; parody: Parodie
police procedural: Polizeifilm; political satire: Politsatire; political thriller: Politthriller; post-apocalyptic: Endzeit
prequel: Vorgeschichte; psychological horror: Psychohorror; psychological thriller: Psychothriller; puppetry: Puppenspiel
remake: Neuverfilmung; romantic comedy: Liebeskomödie; satire: Satire; science fantasy: Science-Fantasy
screwball comedy: Screwball-Komödie; sequel: Fortsetzung; short film: Kurzfilm; silent film: Stummfilm; slapstick: Slapstick
slasher: Slasher; slice of life: Alltagsgeschichte; social realism: Sozialrealismus; space opera: Weltraumoper
spaghetti western: Italowestern; steampunk: Steampunk; stop motion: Stop-Motion; supernatural: übernatürlich; surreal: surreal
sword and sorcery: Schwert und Magie; teen comedy: Teeniekomödie; visually striking: bildgewaltig; war film: Kriegsfilm
blockbuster: Blockbuster; cult film: Kultfilm
`),
]);

/** Manche Stimmung vergaben Leute als Schlagwort. */
export const tag: typeof en.tag = (name) => names.get(name) ?? moods[name] ?? name;

export const isOwnTag: typeof en.isOwnTag = (name) => names.has(name) || name in moods;
