import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { chunks, listShell, precompress, preloadFonts, preloadScreens } from './build';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const API = process.env['ORDAINED_API'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [
    svelte(),
    svelteTesting(),
    preloadFonts(),
    preloadScreens(),
    listShell(),
    precompress(),
  ],
  resolve: { alias: { $lib: folder('./src/lib'), $routes: folder('./src/routes') } },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
  },
  // Scripts and styles find their files beside themselves, so that one build serves under any path;
  // the addresses in index.html are put under it by who serves the page.
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  server: { proxy: { '/api': API, '/mcp': API } },
  test: {
    environment: 'jsdom',
    globals: true,
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
  },
});
