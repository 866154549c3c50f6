// Runs a TypeScript snippet of the docs against src, and hands back what it logs.

import { build } from 'esbuild';
import { vi } from 'vitest';

/** The lines a snippet logs with `console.log`. */
export async function runSnippet(source: string): Promise<string[]> {
  const bundle = await build({
    stdin: { contents: source, loader: 'ts', resolveDir: process.cwd() },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'dot1qbg-from-src',
        setup({ onResolve }) {
          onResolve({ filter: /^dot1qbg(\/|$)/ }, ({ path }) => ({
            path: `${process.cwd()}/src${path.slice('dot1qbg'.length)}/index.ts`,
          }));
        },
      },
    ],
  });
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    lines.push(values.map(String).join(' '));
  });
  try {
    // A comment that differs each time: the loader keeps modules by their address.
    const text = `${bundle.outputFiles[0]?.text}\n// ${snippets++}`;
    await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  } finally {
    log.mockRestore();
  }
  return lines;
}

let snippets = 0;
