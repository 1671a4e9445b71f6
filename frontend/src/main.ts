import '$lib/fonts/fonts.css';
import '$lib/styles/fallbacks.css';
import '$lib/styles/tokens.css';
import '$lib/styles/base.css';
import { mount } from 'svelte';
import { language } from '$lib/state/language.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

// In a task of its own: between reading the scripts and running them the browser may paint.
void language.start().then(() => setTimeout(start));

function start(): void {
  mount(App, { target: target as HTMLElement });
  // Plots and asides come with the first answer; their fonts should be here by then.
  for (const font of ['1em Newsreader', 'italic 1em Newsreader']) void document.fonts.load(font);
}
