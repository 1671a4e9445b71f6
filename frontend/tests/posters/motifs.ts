import type { Motif } from '$lib/posters/drawing/stage';
import { fetchMotif, groups, type MotifName } from '$lib/posters/motifs';

const loaded = await Promise.all(groups.map(([load]) => load()));

/** Every motif there is, by its name. */
export const motifs = Object.assign({}, ...loaded) as Record<MotifName, Motif>;

await Promise.all(Object.keys(motifs).map((name) => fetchMotif(name as MotifName)));
