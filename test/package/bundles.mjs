// What a bundler makes of the entries: no Node built-ins in a browser, no more octets than promised, nothing that is not
// used.

import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { entries } from './consumer.mjs';

/** Entries for programs that have Node's modules, or a package of their own. */
const NOT_FOR_BROWSERS = ['dot1qbg/grammar'];

/** Octets, minified and gzip -9, core included. */
const BUDGETS = [
  ['dot1qbg/ecp', "export * from 'dot1qbg/ecp';", 3000],
  ['dot1qbg/vdp', "export * from 'dot1qbg/vdp';", 7000],
  ...[
    ['ecp', 'decodeEcpdu'],
    ['ecp', 'encodeEcpdu'],
    ['lldp-evb', 'decodeEvbTlv'],
    ['lldp-evb', 'encodeEvbTlv'],
    ['lldp-evb', 'decodeLldpdu'],
    ['lldp-evb', 'encodeLldpdu'],
    ['s-channel', 'decodeCdcpTlv'],
    ['s-channel', 'encodeCdcpTlv'],
    ['vdp', 'decodeVdpUlpdu'],
    ['vdp', 'encodeVdpUlpdu'],
  ].map(([entry, name]) => [`${name} alone`, `export { ${name} } from 'dot1qbg/${entry}';`, 2000]),
];

async function bundle(home, contents, external = []) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: home },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

export async function checkBrowser(home) {
  const pure = entries.filter((entry) => !NOT_FOR_BROWSERS.includes(entry));
  for (const entry of pure) {
    const text = await bundle(home, `export * from '${entry}';`, ['fast-check']);
    if (/\bnode:|\brequire\(|\bBuffer\b/.test(text)) throw new Error(`${entry}: a Node built-in is in the bundle`);
  }
  return `${pure.length} entries bundle for a browser`;
}

export async function checkSizes(home) {
  const sizes = [];
  for (const [name, contents, budget] of BUDGETS) {
    const octets = gzipSync(await bundle(home, contents), { level: 9 }).length;
    if (octets > budget) throw new Error(`${name}: ${octets} octets, more than ${budget}`);
    sizes.push(`${name} ${octets} of ${budget}`);
  }
  return sizes.join('\n    ');
}

export async function checkTreeShaking(home) {
  const text = await bundle(home, "export { decodeEcpdu } from 'dot1qbg';");
  for (const code of ['vdpManagerIdFirst', 'lldpMandatoryMissing', 'cdcpPairLength', 'captureMagic']) {
    if (text.includes(code)) throw new Error(`decodeEcpdu of the front door brings ${code} along`);
  }
  if (!text.includes('ecpVersion')) throw new Error('the check looks for names that are not there');
  return 'one function of the front door brings nothing of the other protocols';
}
