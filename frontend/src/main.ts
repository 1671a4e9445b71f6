import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/wght-italic.css';
import '@fontsource-variable/instrument-sans/wdth.css';
import '$lib/styles/tokens.css';
import '$lib/styles/base.css';
import { mount } from 'svelte';
import { language } from '$lib/state/language.svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');

void language.start().then(() => mount(App, { target }));
