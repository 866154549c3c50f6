// docs/programs.md: its examples made anew by `npx vitest run test/cli -u`, and its tables held to what is told.

import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parseHex } from '../../../src/core/octets.js';
import { createPair, createRig, type EventObject, VSI, VSI_WORDS } from './rig.js';

const FILE = 'docs/programs.md';
const DOC = readFileSync(FILE, 'utf8');

/** The members of events by the rows of three columns; those in brackets need not be there. */
const documented = new Map(
  [...DOC.matchAll(/^\| (?!event )(\w+) \| [^|]+ \| ([\w [\]]+) \|$/gm)].map(([, name, members]) => [
    name as string,
    (members as string).split(' '),
  ]),
);

const seen = new Set<string>();

/** What of an event is not as documented. */
function complaints({ version, time, event, ...members }: EventObject): string[] {
  const name = event as string;
  const row = documented.get(name);
  seen.add(name);
  if (row === undefined) return [`${name}: not documented`];
  const known = row.map((member) => member.replace(/\W/g, ''));
  const always = row.filter((member) => !member.startsWith('['));
  return [
    ...(version === 2 && /^\d+\.\d{6}$/.test(time as string) ? [] : [`${name}: version or time`]),
    ...Object.keys(members)
      .filter((member) => !known.includes(member))
      .map((member) => `${name}: ${member} is too many`),
    ...always.filter((member) => !(member in members)).map((member) => `${name}: ${member} is missing`),
  ];
}

/** The text with the block of a language behind a heading made anew. */
const withBlock = (markdown: string, heading: string, language: string, text: string): string =>
  markdown.replace(
    new RegExp(`(## ${heading}\n[^#]*?^\`\`\`${language}\n)[\\s\\S]*?^\`\`\`$`, 'm'),
    (_whole, before: string) => `${before}${text}\`\`\``,
  );

/** A bridge with a station that wants two S-channels, of which there are SVIDs for one: what it says of them. */
async function channelText(): Promise<string> {
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--pool', '100', '--answer', 'all grant vid=100']);
  const station = await rig.start(['station', '--udp', '5001:5002', '--wants', '2,3', '--vsi', `${VSI_WORDS} scid=2`]);
  await rig.pass(3);
  await bridge.say('set pool=100-199');
  await rig.pass(3);
  await station.say('unwant 2');
  await rig.pass(1);
  const lines = bridge.text().match(/^.*(?:CDCP|S-channel|VSI).*\n/gm) ?? [];
  return lines.filter((line) => !/neighbour/.test(line)).join('');
}

test('the examples are what is printed', async () => {
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--answer', 'all grant vid=100']);
  const station = await rig.start(['station', '--udp', '5001:5002', '--json', '--vsi', VSI_WORDS]);
  await rig.pass(3);
  await bridge.say(`withdraw ${VSI} reason=moved`, 'withdraw me', 'quit');
  await rig.pass(1);
  const lines = station
    .text()
    .split('\n')
    .filter((line) => /"event":"(started|done|deassociated)"/.test(line));
  const blocks = [
    ['S-channels', 'text', await channelText()],
    ['What it prints', 'text', bridge.text()],
    ['The lines of `--json`', 'json', `${lines.join('\n')}\n`],
  ] as const;
  const made = blocks.reduce((doc, [heading, language, text]) => withBlock(doc, heading, language, text), DOC);
  await expect(made).toMatchFileSnapshot(`../../../${FILE}`);
});

/** Brings about all that is told of S-channels. */
async function channelEvents(): Promise<readonly EventObject[]> {
  const pair = await createPair(['--wants', '2,3,4'], ['--pool', '100-101', '--answer', 'all grant']);
  await pair.station.say('unwant 2');
  await pair.pass(2);
  const told = [...pair.station.events(), ...pair.bridge.events()];
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--json', '--udp', '5002:5001', '--cdcp']);
  for (const [address, cdcp] of [
    ['01', 'fe110080c20e88000004001001002000002007'],
    ['02', 'fe0b0080c20e88000004001001'],
    ['03', 'fe0c0080c20e8800000400100100'],
  ] as const) {
    const lldp = `02070402005e1000${address}0405056574683006020079${cdcp}0000`;
    rig.inject(5002, parseHex(`0180c2000003020000000009 88cc${lldp}`.replace(' ', '')) as Uint8Array);
  }
  await rig.pass(200);
  return [...told, ...bridge.events()];
}

test('the members are those of the tables, of S-channels', async () => {
  expect((await channelEvents()).flatMap(complaints)).toEqual([]);
});

test('the members are those of the tables', async () => {
  const pair = await createPair(['--reflective-relay', '--vsi', VSI_WORDS], ['--reflective-relay']);
  const other = VSI.replace(/1$/, '2');
  await pair.bridge.say('answer all refuse error=2 keep=true hard=true');
  await pair.station.say('help', 'show', 'nonsense', `associate ${VSI_WORDS}`);
  await pair.pass(1);
  await pair.bridge.say('answer all grant vid=100', 'types', 'answer');
  await pair.station.say(`associate ${VSI_WORDS}`);
  await pair.pass(1);
  await pair.station.say(`suspend ${VSI}`, 'reannounce');
  const organization = '[{"oui":8,"data":"0102"}]';
  await pair.station.say(
    `pre-associate {"vsiidFormat":"uuid","vsiid":"${other}","typeId":1,"typeVersion":1,"filterInfo":{"entries":[{"vid":5}]},"organizations":${organization}}`,
  );
  await pair.pass(1);
  await pair.station.say(`associate ${other}`);
  await pair.pass(1);
  await pair.bridge.say('withdraw-all', 'answer all never');
  await pair.pass(1);
  await pair.station.say(`associate ${VSI_WORDS}`);
  await pair.pass(1);
  await pair.station.say(`de-associate ${VSI}`);
  await pair.pass(1);
  for (const frame of [
    '0180c2000000 020000000009 8940 2401 0001',
    `0180c2000000 020000000009 88cc
    02070402005e100001 04050565746830 06020079 fe080080c20d00000000 0000`,
  ]) {
    pair.inject(5001, parseHex(frame.replace(/\s/g, '')) as Uint8Array);
  }
  pair.breakSending(5001);
  await pair.station.say('set r=2');
  await pair.pass(2);
  await pair.bridge.say('link down');
  await pair.station.say(`associate ${VSI_WORDS}`);
  await pair.pass(40);
  await pair.station.signal('SIGTERM');
  await pair.bridge.signal('SIGTERM');
  expect([...pair.station.events(), ...pair.bridge.events()].flatMap(complaints)).toEqual([]);
  expect(pair.bridge.events('organization')[0]).toMatchObject({ tlvs: [{ vsi: other, oui: 8, data: '0102' }] });
});

test('the check sees what is not so', () => {
  const event = { version: 2, time: '1.000000', event: 'link', port: 'a', up: true };
  expect(complaints(event)).toEqual([]);
  expect(complaints({ ...event, more: 1 })).toEqual(['link: more is too many']);
  expect(complaints({ version: 2, time: '1.000000', event: 'link', port: 'a' })).toEqual(['link: up is missing']);
  expect(complaints({ ...event, event: 'x' })).toEqual(['x: not documented']);
  seen.delete('x');
});

// Told only by what no test here brings about; their members are those of the outputs of the same name.
const RARE = ['tooManyNeighbors', 'lldpduTooLong', 'congested', 'eventsLost'];

afterAll(() => {
  expect([...documented.keys()].filter((name) => !seen.has(name) && !RARE.includes(name))).toEqual([]);
});
