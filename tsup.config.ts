import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** Every folder of src with an index.ts is a sub-path. */
const folders = readdirSync('src').filter((name) => existsSync(`src/${name}/index.ts`));

export default defineConfig({
  entry: Object.fromEntries([
    ['index', 'src/index.ts'],
    ...folders.map((name) => [`${name}/index`, `src/${name}/index.ts`]),
    ['cli/evb', 'src/cli/evb.ts'],
  ]),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Declarations take most of the time: `--no-dts` leaves them out where only the programs are wanted.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  external: [/^node:/],
  splitting: true,
  clean: true,
});
