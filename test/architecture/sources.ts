// The source files, their comments blanked, and what they import.

import { readdirSync, readFileSync } from 'node:fs';

export interface Source {
  /** As `src/ecp/ecpdu.ts`. */
  readonly path: string;
  /** The text with comments blanked. */
  readonly code: string;
}

/** A text without its comments. A `//` inside a string literal counts as text where a quote opens before it. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\/.*/g, '$1');

/** All TypeScript files below a folder. */
export const sourcesBelow = (folder: string): Source[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ path: `${folder}/${name}`, code: withoutComments(readFileSync(`${folder}/${name}`, 'utf8')) }));

export interface Import {
  /** As `../core/mac.js`, `zod/mini`, `node:fs`. */
  readonly from: string;
  readonly typesOnly: boolean;
}

/** The import and re-export statements of a source. */
export const importsOf = (code: string): Import[] =>
  [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    ([, type, statement, call]) => ({ from: (statement ?? call) as string, typesOnly: type !== undefined }),
  );
