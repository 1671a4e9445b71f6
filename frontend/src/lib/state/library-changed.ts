import { library } from './library.svelte';
import { marks } from './marks.svelte';
import { forYou } from './recommendations.svelte';
import { tasteChanged } from './taste-changes';

/** Everything that is shown of the library is stale: an import wrote it, or was undone. */
export function libraryChanged(): void {
  marks.reset();
  library.reset();
  forYou.reset();
  tasteChanged();
}
