// Folders from the ground up. A folder may import from any line above its own, never from its own line or below.
const layers = [
  ['vocabulary'],
  ['ledger'],
  ['mail', 'logs', 'pages', 'custody'],
  ['checks'],
  ['hypotheses', 'evidence', 'reply'],
  ['drill'],
  ['cases'],
  ['store'],
  ['cli', 'server'],
];
// A reachability rule cannot name dependency types, so the modules of the runtime are named themselves.
const builtins = `^(node:)?(${require('node:module').builtinModules.join('|')})$`;
const at = (names) => `^src/(${names.join('|')})/`;
const pure = ['vocabulary', 'hypotheses', 'reply'];
module.exports = {
  forbidden: [
    ...layers.flatMap((names, i) =>
      names.map((name) => ({
        name: `${name}-imports-downwards-only`,
        severity: 'error',
        from: { path: at([name]), pathNot: '\\.test\\.tsx?$' },
        to: { path: '^src/', pathNot: at([name, ...layers.slice(0, i).flat()]) },
      })),
    ),
    {
      name: 'pure-folders-touch-nothing',
      severity: 'error',
      from: { path: at(pure), pathNot: '\\.test(-support)?\\.ts$' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'checks-touch-no-library',
      severity: 'error',
      from: { path: '^src/checks/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'] },
    },
    {
      name: 'verifier-runs-in-a-browser',
      severity: 'error',
      from: { path: '^src/evidence/verify\\.ts$' },
      to: { reachable: true, path: builtins },
    },
    {
      name: 'simulation-marks-nobodys-homework',
      severity: 'error',
      from: { path: '^simulation/' },
      to: { path: '^src/hypotheses/' },
    },
    {
      name: 'verifier-stands-alone',
      severity: 'error',
      from: { path: '^src/evidence/verify\\.ts$' },
      to: { reachable: true, path: 'node_modules' },
    },
    {
      name: 'web-takes-types-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
