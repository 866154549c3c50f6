// Lines, files and names that nobody in their senses gives a station or a bridge: each is answered or refused, and what
// runs goes on.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { createEventWriter } from '../../../src/cli/live/events/writer.js';
import { hex } from '../../support/hex.js';
import { jsonLines, keeper } from '../run-evb.js';
import { createRig, VSI, VSI_WORDS } from './rig.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(octets: string | Uint8Array): string {
  const name = join(folder, 'config.json');
  writeFileSync(name, octets);
  return name;
}

const UDP = ['--udp', '5001:5002'];
const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

describe('lines', () => {
  test.each([
    ['station', 'port', `set {"port":${DEEP},"rte":5}`],
    ['station', 'port', 'set {"port":{"toString":1},"rte":5}'],
    ['station', 'command', `associate {"command":{"toString":1},"vsiid":"${VSI}"}`],
    ['station', 'vsi.vsiidFormat', `associate {"vsiid":${DEEP}}`],
    ['station', 'vsi[""]', `associate {"":1,"vsiidFormat":"uuid","vsiid":"${VSI}"}`],
    ['station', 'vsi.__proto__', `associate {"__proto__":1,"vsiidFormat":"uuid","vsiid":"${VSI}"}`],
    ['station', 'word', `set a${' '.repeat(1_000_000)}b`],
    ['station', 'command', `${'x'.repeat(1_000_000)} y`],
    ['bridge', 'reason', `withdraw {"reason":{"toString":1},"vsiidFormat":"uuid","vsiid":"${VSI}"}`],
    ['bridge', 'port', 'withdraw-all port=constructor'],
    ['bridge', 'file', `types ${", a '".repeat(100_000)}`],
  ])('of a %s, wrong in its %s', async (role, field, line) => {
    const run = await createRig().start([role, ...UDP, '--json']);
    const [answer] = await run.say(line);
    expect(answer).toMatchObject({ event: 'command', number: 1, ok: false, field });
    if (!line.startsWith('types')) expect(String(answer?.message).length).toBeLessThan(600);
    expect(await run.say('show')).toMatchObject([{ number: 2, ok: true }]);
  });

  test('of many mistakes some are told', async () => {
    const run = await createRig().start(['station', ...UDP, '--json']);
    const members = Array.from({ length: 1000 }, (_, i) => `"a${i}":1`).join();
    const [answer] = await run.say(`associate {"vsiidFormat":"uuid","vsiid":"${VSI}",${members}}`);
    expect(answer?.message).toMatch(/; and 992 more$/);
  });

  test('without an end: the input is given up, and the program goes on', async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; chunks < 1000; chunks++) yield new Uint8Array(1_000_000).fill(0x78);
    }
    const out = keeper();
    const run = await createRig().start(['station', ...UDP, '--json'], { stdin: endless(), stdout: out.stream });
    const events = jsonLines(out.bytes().toString());
    expect(events.filter(({ event }) => event === 'fault')).toMatchObject([
      { part: 'input', message: 'a line of more than 4194304 characters' },
    ]);
    expect(chunks).toBeLessThan(6);
    expect(run.isOver()).toBe(false);
  });

  test('what is told of them in text is one line each, and changes no terminal', async () => {
    const run = await createRig().start(['station', ...UDP]);
    await run.say('show\u001b[2J\u2063x');
    expect(run.text()).toMatch(/\n +0\.000000 show\ufffd\[2J\ufffdx: command: .* got 'show\ufffd\[2J\ufffdx'\n$/);
  });
});

/** A reader that takes nothing until it is let go. */
function slowReader() {
  const taken: string[] = [];
  const held: (() => void)[] = [];
  let isSlow = true;
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString());
      if (isSlow) held.push(done);
      else done();
    },
  });
  return {
    stdout,
    text: () => taken.join(''),
    letGo() {
      isSlow = false;
      for (const done of held) done();
    },
  };
}

test('a neighbour whose identifiers are no text is told in digits', async () => {
  const rig = createRig();
  const run = await rig.start(['station', ...UDP]);
  rig.inject(5001, hex('0180c2000000 020000000002 88cc 0204071b9b31 0403057f31 06020078 0000'));
  await rig.pass(1);
  expect(run.text()).toContain('LLDP neighbour 1b9b31 7f31 found');
});

test('who is slow to read the answers is asked for no more commands, and loses none', async () => {
  const reader = slowReader();
  const writer = createEventWriter(reader.stdout, true, 0, () => {});
  let isRoom = false;
  const wait = (): Promise<void> =>
    writer.room().then(() => {
      isRoom = true;
    });
  await wait();
  expect(isRoom).toBe(true);
  isRoom = false;
  writer.put({ event: 'x', members: { filler: 'x'.repeat(2_000_000) }, text: '' }, 0);
  const waiting = wait();
  await new Promise((done) => setImmediate(done));
  expect(isRoom).toBe(false);
  reader.letGo();
  await waiting;
  expect(isRoom).toBe(true);
});

test('commands wait for their reader', async () => {
  const reader = slowReader();
  const rig = createRig();
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', '--json']);
  const run = await rig.start(['station', ...UDP, '--json'], { stdout: reader.stdout });
  await run.say('x'.repeat(1_100_000), 'evb off');
  await rig.pass(1);
  expect(bridge.events('neighborRemoved')).toEqual([]);
  reader.letGo();
  for (let i = 0; i < 2; i++) await rig.pass(1);
  expect(bridge.events('neighborRemoved')).toMatchObject([{ reason: 'shutdown' }]);
});

test('a reader that has lost events is told how many, and of the end', async () => {
  const reader = slowReader();
  const rig = createRig();
  const run = await rig.start(['station', ...UDP, '--json'], { stdout: reader.stdout });
  await run.say('x'.repeat(4_194_000));
  rig.plug(false);
  await run.signal('SIGTERM');
  reader.letGo();
  expect(await run.status).toBe(0);
  expect(jsonLines(reader.text()).slice(-3)).toMatchObject([
    { event: 'command' },
    { event: 'eventsLost', count: 4 },
    { event: 'stopped', reason: 'SIGTERM' },
  ]);
});

describe('files', () => {
  const CONFIG = '{"ports":[{"name":"p","mac":"02-00-00-00-00-0a"}]}';
  const started = async (octets: string | Uint8Array) =>
    (await createRig().start(['station', ...UDP, '--json', '--config', file(octets)])).events('started');
  const refused = async (name: string) => {
    const run = await createRig().start(['station', ...UDP, '--config', name]);
    expect(await run.status).toBe(2);
    return run.errors();
  };

  test('with a byte order mark', async () => {
    expect(await started(`\ufeff${CONFIG}`)).toMatchObject([{ ports: [{ port: 'p' }] }]);
  });

  test('in another encoding', async () => {
    expect(await refused(file(Buffer.from(CONFIG, 'utf16le')))).toMatch(/config\.json: expected JSON: /);
    expect(await refused(file(Buffer.from([0x22, 0xff, 0x22])))).toMatch(/expected JSON: .*not valid.*utf-8/);
  });

  test.skipIf(process.platform === 'win32')('without an end (there is no /dev/zero on Windows)', async () => {
    expect(await refused('/dev/zero')).toBe('evb: /dev/zero: expected at most 67108864 octets\n');
  });

  test('that are none', async () => {
    expect(await refused(folder)).toBe(`evb: ${folder}: illegal operation on a directory\n`);
  });

  test('of many ports, of which a message names some', async () => {
    const ports = Array.from({ length: 9 }, (_, i) => ({ name: `p${i}`, mac: `02-00-00-00-00-0${i}` }));
    expect(await refused(file(JSON.stringify({ ports })))).toMatch(
      /^evb station: --udp: expected p0=\.\.\. or p1=\.\.\. or p2=\.\.\. or p3=\.\.\. or \.\.\., got no name\n/,
    );
  });
});

test.each(['__proto__', 'constructor', 'toString'])('a port may be called %s', async (name) => {
  const rig = createRig();
  const run = await rig.start(['station', '--udp', `${name}=5001:5002`, '--json', '--vsi', VSI_WORDS]);
  await rig.start(['bridge', '--udp', '5002:5001', '--answer', 'all grant vid=100']);
  await rig.pass(1);
  expect(run.events('done')).toMatchObject([{ port: name, vids: [100] }]);
  expect(await run.say(`set rte=5 port=${name}`)).toMatchObject([{ ok: true }, { event: 'evb', port: name }]);
});
