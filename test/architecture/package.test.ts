// The exports map of the package and the folders of src say the same.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Conditions = Readonly<Record<'import' | 'require', Readonly<Record<'types' | 'default', string>>>>;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: Readonly<Record<string, Conditions | string>>;
};

test('every folder with an index.ts is a sub-path, and every sub-path is one of these', () => {
  const folders = readdirSync('src').filter((name) => existsSync(`src/${name}/index.ts`));
  const paths = ['.', ...folders.map((name) => `./${name}`), './package.json'];
  expect(Object.keys(manifest.exports).sort()).toEqual(paths.sort());
});

test('each sub-path has types of its own for ESM and for CJS, before the code', () => {
  for (const [path, conditions] of Object.entries(manifest.exports)) {
    if (typeof conditions === 'string') continue;
    const base = path === '.' ? './dist/index' : `./dist/${path.slice(2)}/index`;
    expect(JSON.stringify(conditions), path).toBe(
      JSON.stringify({
        import: { types: `${base}.d.ts`, default: `${base}.js` },
        require: { types: `${base}.d.cts`, default: `${base}.cjs` },
      }),
    );
  }
});

test.each(['.', 'docs/examples/linux-interface'])('the lock file of %s holds no download addresses', (folder) => {
  // What is linked is resolved to a folder.
  expect(readFileSync(`${folder}/package-lock.json`, 'utf8')).not.toMatch(/"resolved": "(?!\.\.)/);
});

/** The names that an index.ts exports. */
const exportedNames = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^export (?:type )?\{([\s\S]*?)\} from/gm)]
    .flatMap(([, names]) => (names as string).split(','))
    .map((name) => name.replace(/^\s*(type )?/, '').trim())
    .filter((name) => name !== '');

test('the front door has every name of the entries behind it, once', () => {
  const entries = ['ecp', 'vdp', 'lldp-evb', 's-channel', 'frame', 'evb', 'host', 'capture'];
  const names = new Set(entries.flatMap((entry) => exportedNames(`src/${entry}/index.ts`)));
  expect(exportedNames('src/index.ts').sort()).toEqual([...names].sort());
});
