import '$lib/fonts/fonts.css';
import '$lib/styles/fallbacks.css';
import '$lib/styles/tokens.css';
import '$lib/styles/base.css';
import '$lib/styles/controls.css';
import '$lib/styles/print.css';
import '$lib/styles/film-line.css';
import { mount } from 'svelte';
import { language } from '$lib/state/language.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

// Mount in a task of its own, so that the browser may paint between reading and running the
// scripts.
void language.start().then(() => setTimeout(() => mount(App, { target })));
