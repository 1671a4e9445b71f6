import { getYear, getYears } from '$lib/api/me';
import type { Year, Years } from '$lib/api/models';
import { Loader } from './loader.svelte';
import { marks } from './marks.svelte';
import { session } from './session.svelte';
import { viewings } from './viewings.svelte';

/** The years of a person's diary, and the year that is looked at. */
export class DiaryYears {
  readonly all = new Loader<Years>();
  readonly year = new Loader<Year>();
  #shown: number | null = null;

  constructor() {
    const changed = () => {
      if (this.all.value !== null) void this.all.retry();
      if (this.#shown !== null) void this.year.retry();
    };
    viewings.onChange(changed);
    marks.onChange(({ field, phase }) => {
      if (phase === 'kept' && (field === 'watched' || field === 'rating')) changed();
    });
    session.onChange(() => {
      this.all.set(null);
      this.year.set(null);
    });
  }

  ensure(): void {
    if (this.all.value === null && !this.all.loading) void this.all.load(getYears);
  }

  show(year: number): void {
    this.ensure();
    // Back finds the year as it was, until the server has answered.
    if (this.year.value?.year !== year) this.year.set(null);
    this.#shown = year;
    void this.year.load((signal) => getYear(year, signal));
  }

  leave(): void {
    this.#shown = null;
    this.year.stop();
  }
}

/** A single instance: what listens to viewings listens for good. */
export const diaryYears = new DiaryYears();
