/**
 * Which modules may import which, checked by `npm run lint`. Imports go down this list. Folders of
 * one line do not import each other.
 */
const layers = [
  ['^src/(App[.]svelte|main[.]ts)$'],
  ['^src/routes/'],
  ['^src/lib/components/'],
  ['^src/lib/state/'],
  ['^src/lib/map/'],
  ['^src/lib/api/', '^src/lib/i18n/', '^src/lib/posters/', '^src/lib/router/'],
  ['^src/lib/locale/', '^src/lib/fonts/', '^src/lib/styles/', '^src/lib/base[.]ts$'],
];

const upwards = layers.slice(1).flatMap((folders, above) =>
  folders.map((path) => ({
    name: 'imports-go-down',
    severity: 'error',
    from: { path },
    to: {
      path: [...layers.slice(0, above + 1).flat(), ...folders.filter((other) => other !== path)],
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    {
      name: 'no-cycle-of-files',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-cycle-of-folders',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'screens-stand-alone',
      comment: 'What two screens need belongs into components.',
      severity: 'error',
      from: { path: '^src/routes/([^/]+)/' },
      to: { path: '^src/routes/', pathNot: '^src/routes/$1/' },
    },
    {
      name: 'no-dead-module',
      severity: 'error',
      from: { orphan: true, pathNot: '[.]d[.]ts$' },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'default', 'types'],
    },
  },
};
