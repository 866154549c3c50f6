// What a bundler makes of the entries: they run where there is nothing but the language, no more octets than promised,
// nothing that is not used.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { pureEntries } from './consumer.mjs';

const KB = 1000;

/** The files of an entry that are its codec, and those of core; the rest of it are machines and who owns their state. */
const CODEC = {
  ecp: /^(\.\.\/core\/(?!limits).+|\.\/(ecpdu|format-error|rules))\.js$/,
  vdp: /^(\.\.\/core\/(?!limits).+|\.\/(admit|wire\/.+))\.js$/,
};

/** The values that `/folder` exports from its codec. */
function codecNames(folder) {
  const blocks = readFileSync(`src/${folder}/index.ts`, 'utf8').matchAll(/^export \{([^}]*)\} from '([^']*)'/gm);
  return [...blocks]
    .filter(([, , from]) => CODEC[folder].test(from))
    .flatMap(([, names]) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}

/**
 * Octets, minified and gzip -9, core included: which names, where from, how much at most. The codec of VDP is everything
 * that is neither machine nor shell, its texts and `admitAssociation` too: 7 KiB.
 */
const BUDGETS = [
  { what: 'codec', names: codecNames('ecp'), entry: 'dot1qbg/ecp', budget: 3 * KB },
  { what: 'codec', names: codecNames('vdp'), entry: 'dot1qbg/vdp', budget: 7 * 1024 },
  ...[
    ['decodeEcpdu', 'ecp'],
    ['encodeEcpdu', 'ecp'],
    ['decodeVdpUlpdu', 'vdp'],
    ['encodeVdpUlpdu', 'vdp'],
    ['decodeLldpdu', 'lldp-evb'],
    ['encodeLldpdu', 'lldp-evb'],
    ['decodeEvbTlv', 'lldp-evb'],
    ['encodeEvbTlv', 'lldp-evb'],
    ['decodeCdcpTlv', 's-channel'],
    ['encodeCdcpTlv', 's-channel'],
  ].map(([name, folder]) => ({ what: name, names: [name], entry: `dot1qbg/${folder}`, budget: 2 * KB })),
];

/** What one function of the front door may cost more than from its sub-path, in octets: other names, nothing else. */
const SHAKING_SLACK = 40;

async function bundle(home, contents, format = 'esm') {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: home },
    bundle: true,
    minify: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

const gzipped = async (home, names, entry) =>
  gzipSync(await bundle(home, `export { ${names.join(', ')} } from '${entry}';`), { level: 9 }).length;

/** esbuild refuses Node's modules for a browser; the context holds no global but those of the language. */
export async function checkBrowser({ home }) {
  const exercises = JSON.stringify(resolve('test/package/exercises.mjs'));
  for (const entry of pureEntries) {
    const name = JSON.stringify(entry);
    const contents = `import * as entry from ${name}; import { exercises } from ${exercises};
      globalThis.works = exercises[${name}](entry);`;
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(await bundle(home, contents, 'iife'), context);
    if (context.works !== true) throw new Error(`${entry} does not do in a browser what it should`);
  }
  return `${pureEntries.length} entries bundled for a browser and called without any global of Node`;
}

export async function checkSizes({ home }) {
  const lines = [];
  const over = [];
  for (const { what, names, entry, budget } of BUDGETS) {
    const octets = await gzipped(home, names, entry);
    const line = `${entry} ${what} ${octets} of ${budget} octets`;
    lines.push(line);
    if (octets > budget) over.push(line);
  }
  if (over.length > 0) throw new Error(`more than promised: ${over.join('; ')}`);
  return lines;
}

export async function checkTreeShaking({ home }) {
  const lines = [];
  for (const { names, entry } of BUDGETS.filter((each) => each.names.length === 1)) {
    const [front, own] = [await gzipped(home, names, 'dot1qbg'), await gzipped(home, names, entry)];
    const line = `${names[0]}: ${front} octets from dot1qbg, ${own} from ${entry}`;
    if (Math.abs(front - own) > SHAKING_SLACK) throw new Error(line);
    lines.push(line);
  }
  return lines;
}
