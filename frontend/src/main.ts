import '$lib/fonts/fonts.css';
import '$lib/styles/fallbacks.css';
import '$lib/styles/tokens.css';
import '$lib/styles/base.css';
import '$lib/styles/controls.css';
import '$lib/styles/film-line.css';
import { mount } from 'svelte';
import { language } from '$lib/state/language.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

// In a task of its own: between reading the scripts and running them the browser may paint.
void language.start().then(() => setTimeout(() => mount(App, { target })));
