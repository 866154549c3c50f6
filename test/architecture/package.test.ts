// The exports map of the package and the folders of src say the same.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
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

interface Exported {
  readonly name: string;
  /** The file that it comes from, as `src/core/mac.ts`. */
  readonly from: string;
}

/** What an index.ts exports, by the lines of its file. */
const exportedBy = (path: string): Exported[] =>
  [...readFileSync(path, 'utf8').matchAll(/^export (?:type )?\{([\s\S]*?)\} from '([^']*)'/gm)].flatMap(
    ([, names, from]) =>
      (names as string)
        .split(',')
        .map((name) => name.replace(/^\s*(type )?/, '').trim())
        .filter((name) => name !== '')
        .map((name) => ({ name, from: posix.join(posix.dirname(path), from as string) })),
  );

const FRONT_DOOR = readFileSync('src/index.ts', 'utf8');
const entriesBehindIt = [...FRONT_DOOR.matchAll(/^export \* from '\.\/([\w-]+)\/index\.js'/gm)].map(
  ([, name]) => name as string,
);
const ownNames = exportedBy('src/index.ts').map(({ name }) => name);

test('the front door has the names of the entries behind it: this list', () => {
  const names = new Set(
    entriesBehindIt.flatMap((entry) => exportedBy(`src/${entry}/index.ts`).map(({ name }) => name)),
  );
  const listed = readFileSync('test/architecture/front-door.txt', 'utf8').trim().split('\n');
  expect([...names].sort()).toEqual(listed);
});

test('no name of the front door is lost because two entries mean two things by it', () => {
  const origins = new Map<string, Set<string>>();
  for (const { name, from } of entriesBehindIt.flatMap((entry) => exportedBy(`src/${entry}/index.ts`))) {
    origins.set(name, (origins.get(name) ?? new Set()).add(from));
  }
  const ambiguous = [...origins].filter(([, files]) => files.size > 1).map(([name]) => name);
  expect(ambiguous.filter((name) => !ownNames.includes(name))).toEqual([]);
});
