/**
 * Die häufigsten Schlagwörter, die Leute in MovieLens frei vergaben und die nicht zu denen der
 * mitgelieferten Filme gehören. Es gibt Tausende; was hier fehlt, bleibt englisch und ist so
 * ausgezeichnet.
 */
export const freeTags = `
sci-fi: Science-Fiction; suspense: Spannung; psychology: Psychologie; twist ending: überraschendes Ende
visually appealing: schöne Bilder; comedy: Komödie; crime: Verbrechen; action: Action; mindfuck: verdreht den Kopf
aliens: Außerirdische; black comedy: schwarze Komödie; emotional: bewegend; classic: Klassiker; court: Gericht
animation: Animation; comic book: Comic; psychological: psychologisch; ghosts: Geister; adolescence: Heranwachsen
adultery: Ehebruch; robots: Roboter; cinematography: Kameraführung; india: Indien; england: England
australia: Australien; vietnam: Vietnam; adventure: Abenteuer; stylized: stilisiert; mystery: Mystery
hallucinatory: halluzinatorisch; violence: Gewalt; animal movie: Tierfilm; movie business: Filmgeschäft; race: Hautfarbe
spoof: Parodie; new york: New York; beautiful: schön; inspirational: ermutigend; clever: klug
social commentary: Gesellschaftskritik; romance: Liebe; predictable: vorhersehbar; dark humor: schwarzer Humor
assassination: Attentat; screwball: Screwball; bible: Bibel; intelligent: intelligent; cerebral: verkopft; fantasy: Fantasy
gothic: schaurig; great soundtrack: großartige Filmmusik; soundtrack: Filmmusik; visually stunning: überwältigende Bilder
future: Zukunft; black and white: schwarz-weiß; zombies: Zombies; depressing: bedrückend; hit men: Auftragsmörder
men in drag: Männer in Frauenkleidern; remade: neu verfilmt; touching: rührend; dogs: Hunde
organized crime: organisiertes Verbrechen; good dialogue: gute Dialoge; thriller: Thriller; sarcasm: Sarkasmus
post apocalyptic: Endzeit; based on a book: nach einem Buch; humorous: humorvoll; horror: Horror; paranoia: Paranoia
wizards: Zauberer; president: Präsident; death penalty: Todesstrafe; cross dressing: Verkleidung als anderes Geschlecht
civil war: Bürgerkrieg; swashbuckler: Mantel und Degen; homeless: obdachlos; lawyers: Anwälte; unique: einzigartig
fun: macht Spaß; existentialism: Existenzialismus; poignant: ergreifend; true story: wahre Geschichte
bad plot: schwache Handlung; plot holes: Löcher in der Handlung; interesting: interessant; controversial: umstritten
crude humor: derber Humor; moving: bewegend; oscar (best actress): Oscar (beste Hauptdarstellerin)
oscar (best actor): Oscar (bester Hauptdarsteller); oscar (best directing): Oscar (beste Regie)
oscar (best picture): Oscar (bester Film); oscar (best cinematography): Oscar (beste Kamera)
generation x: Generation X; horses: Pferde; based on a tv show: nach einer Fernsehserie; show business: Showgeschäft
movies: Filme im Film; demons: Dämonen; fatherhood: Vaterschaft; immigrants: Einwanderer; enigmatic: rätselhaft
heartbreaking: herzzerreißend; highly quotable: voller Zitate; quotable: voller Zitate; bloody: blutig
hilarious: zum Brüllen komisch; sweet: süß; good soundtrack: gute Filmmusik; dialogue: Dialoge; love story: Liebesgeschichte
hitman: Auftragsmörder; classic sci-fi: klassische Science-Fiction; irreverent: respektlos; brutality: Brutalität
documentary: Dokumentarfilm; italy: Italien; british comedy: britische Komödie; psychedelic: psychedelisch
space travel: Raumfahrt; insanity: Wahnsinn; writing: Drehbuch; made me cry: zum Weinen; girl power: starke Mädchen
japan: Japan; anti-semitism: Antisemitismus; gangsters: Gangster; spying: Spionage; transplants: Transplantation
evil children: böse Kinder; class: Klassen; blind: blind; orphans: Waisen; books: Bücher; child abuse: Kindesmissbrauch
terminal illness: tödliche Krankheit; drama: Drama; guns: Schusswaffen; artistic: künstlerisch; smart: schlau
off-beat comedy: schräge Komödie; great acting: großartig gespielt; time-travel: Zeitreise
beautiful scenery: schöne Landschaften; original: originell; conspiracy theory: Verschwörungstheorie
treasure hunt: Schatzsuche; bad acting: schlecht gespielt; bad script: schwaches Drehbuch; chick flick: Frauenfilm
great performances: großartig gespielt; humour: Humor; humor: Humor; western: Western; bad writing: schwach geschrieben
dark hero: düsterer Held; secret society: Geheimbund; ironic: ironisch; bromance: Männerfreundschaft; characters: Figuren
space action: Action im Weltraum; non-linear: nicht chronologisch; widows/widowers: Verwitwete
great ending: großartiges Ende; powerful ending: starkes Ende; offensive: anstößig; espionage: Spionage
very funny: sehr lustig; sentimental: sentimental; narrated: mit Erzähler; twist: überraschende Wendung; heroin: Heroin
nudity (full frontal): Nacktheit; nudity (topless): Nacktheit; goofy: albern; super-hero: Superheld; vampires: Vampire
serial killers: Serienmörder; friends: Freunde; family drama: Familiendrama; war: Krieg; thought provoking: regt zum Nachdenken an
imaginary friend: unsichtbarer Freund; boring: langweilig; feel good movie: Wohlfühlfilm; female lead: Frau in der Hauptrolle
strong female lead: starke Frau in der Hauptrolle; multiple personalities: mehrere Persönlichkeiten; trains: Züge
feminist: feministisch; gay: schwul; lesbian: lesbisch; nazis: Nazis; fairy tale: Märchen; fairy tales: Märchen
complicated: verwickelt; cool: lässig; music business: Musikgeschäft; sexy: sexy; sex: Sex; criminal: Verbrecher
`;
