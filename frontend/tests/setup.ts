import '@testing-library/jest-dom/vitest';
import { useAll } from '$lib/i18n';

// The tests show screens of all kinds.
await useAll();
