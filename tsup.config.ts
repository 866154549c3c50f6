import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** Every folder of src with an index.ts is a sub-path. */
const folders = readdirSync('src').filter((name) => existsSync(`src/${name}/index.ts`));

export default defineConfig({
  entry: Object.fromEntries([
    ['index', 'src/index.ts'],
    ...folders.map((name) => [`${name}/index`, `src/${name}/index.ts`]),
    ['cli/evb', 'src/cli/evb.ts'],
    // In a file of its own, since what would be in one with the machines would bring them along.
    ['vdp/admit', 'src/vdp/admit.ts'],
  ]),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // Declarations take most of the time: `--no-dts` leaves them out where only the programs are wanted.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  external: [/^node:/],
  splitting: true,
  esbuildOptions(options, { format }) {
    // Numbers where constants stood: a bundler of the package could no longer see that they are constant. Nobody bundles
    // the other format, and what makes it of this one does not understand the shorter syntax.
    options.minifySyntax = format === 'esm';
  },
  clean: true,
});
