/** Proper names among the tags, which the server writes in lower case. */
const names: ReadonlyMap<string, string> = new Map(
  `
Africa; the Alps; the Amazon; Amsterdam; the Andes; Antarctica; the Balkans; Bangkok; Barcelona
Beijing; Beirut; Berlin; Bombay; Boston; Brooklyn; Buenos Aires; Cairo; Calcutta; California
the Caribbean; Chicago; Dakar; Delhi; Dublin; Florida; Harlem; Havana; the Himalayas; Hollywood
Hong Kong; Iran; Ireland; Istanbul; Jerusalem; Kyoto; Lagos; Las Vegas; Lisbon; London
Los Angeles; Manila; Mars; Marseille; the Mediterranean; Mexico City; Miami; the Middle East
Moscow; Naples; New Orleans; New York City; Palestine; Paris; Patagonia; Rio de Janeiro; Rome
the Sahara; San Francisco; Scotland; Seoul; Shanghai; Siberia; Sicily; Stockholm; Taipei; Tehran
Texas; Tokyo; Venice; Vienna; Warsaw; Washington DC; Southern USA; the Arctic; American Civil War
Ancient Egypt; Ancient Greece; Ancient Rome; Belle Époque; Cold War; Cultural Revolution
Edo period; French Revolution; Great Depression; Korean War; Middle Ages; Napoleonic Wars
Nazi Germany; Qing dynasty; Renaissance; Russian Revolution; Soviet era; Spanish Civil War
Victorian era; Vietnam War; Western Front; Wild West; World War I; World War II; AIDS; Holocaust
Judaism; LGBTQ; Halloween; Christmas; Thanksgiving; Bollywood; French New Wave; New Hollywood
3D animation; Biblical times
`
    .trim()
    .split(/; |\n/)
    .map((name) => [plain(name), name] as const),
);

function plain(name: string): string {
  return name.toLowerCase().replace('é', 'e').replace(/^the /, '');
}

/** A tag as one writes it. */
export const tag = (name: string): string => names.get(name) ?? name;

/** Whether a tag is called something in the language of the page; all are in English. */
export const isOwnTag = (name: string): boolean => name !== '';
