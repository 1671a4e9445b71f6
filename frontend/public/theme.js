// Sets the chosen theme before the first paint; src/lib/state/theme.svelte.ts writes it.
try {
  const theme = localStorage.getItem('ordained.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; then the system's theme holds.
}
