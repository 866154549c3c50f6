// Options and configurations of `evb station` and `evb bridge`: what they make of each other, and what is refused.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createPair, createRig, type EventObject, VSI, VSI_WORDS } from './rig.js';

const folder = mkdtempSync(join(tmpdir(), 'evb-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(json: unknown): string {
  const name = join(folder, `${files++}.json`);
  writeFileSync(name, typeof json === 'string' ? json : JSON.stringify(json));
  return name;
}

const TYPE = { managerId: '::', typeId: 5, typeVersion: 1, allowedVids: [[100, 199]], maxInstances: 1 };
const UDP = ['--udp', '5001:5002'];

const refused = async (argv: readonly string[]) => {
  const run = await createRig().start(argv);
  expect(await run.status).toBe(2);
  expect(run.text()).toBe('');
  return run.errors();
};

describe('a wrong command line:', () => {
  test.each([
    [[], '--udp: expected one for each port, got none for eth0'],
    [
      ['--udp', '5001'],
      "--udp: expected [NAME=]LOCAL:REMOTE, as '5001:5002' or '127.0.0.1:5001-127.0.0.1:5002', got '5001'",
    ],
    [['--udp', '5001:0'], /^--udp: .* got '5001:0'$/],
    [['--udp', '5001:65536'], /^--udp: .* got '5001:65536'$/],
    [['--udp', '1.2.3.4:5001:5002'], /^--udp: .* got /],
    [['--udp', 'a:5001-b:5002'], /^--udp: .* got /],
    [['--udp', '1.2.3.256:5001-1.2.3.4:5002'], /^--udp: .* got /],
    [['--udp', '=5001:5002'], /^--udp: .* got '=5001:5002'$/],
    [[...UDP, '--udp', '5003:5004'], '--udp: expected one for eth0, got two'],
    [[...UDP, '--udp', 'eth1=5003:5004'], "--udp: expected eth0=..., got 'eth1'"],
    [[...UDP, '--mac', '01-00-00-00-00-01'], /^--mac: expected an individual MAC address, .* got '01-00-00-00-00-01'$/],
    [[...UDP, '--rte', '32'], "--rte: expected an integer 0..31, got '32'"],
    [[...UDP, '--peer', 'lldpd'], "--peer: expected openlldp, got 'lldpd'"],
    [[...UDP, '--pcap', '-'], "--pcap: expected a file, got '-': standard output has the events"],
    [[...UDP, '--exit-wait', '3601'], "--exit-wait: expected an integer 0..3600, got '3601'"],
    [[...UDP, '--vsi', 'x'], /^--vsi: vsiid: expected a UUID, .* got 'x'$/],
    [[...UDP, '--vsi', VSI], `--vsi: expected a type and a filter behind the VSIID, got '${VSI}'`],
    [[...UDP, '--types', 'x'], "unknown option '--types'"],
    [[...UDP, 'x'], "no operand is wanted, got 'x'"],
  ] as const)('station %o', async (argv, reason) => {
    const errors = await refused(['station', ...argv]);
    const [, text, hint] = /^evb station: (.*)\n(.*)\n$/.exec(errors) ?? [];
    expect(hint).toBe("Try 'evb station --help'.");
    if (typeof reason === 'string') expect(text).toBe(reason);
    else expect(text).toMatch(reason);
  });

  test('bridge', async () => {
    expect(await refused(['bridge', ...UDP, '--answer', 'all grant vid=x'])).toBe(
      "evb bridge: --answer: vid: expected an integer 1..4094, got 'x'\nTry 'evb bridge --help'.\n",
    );
    expect(await refused(['bridge', ...UDP, '--vsi', VSI_WORDS])).toContain("unknown option '--vsi'");
  });
});

describe('a file that is wrong, with one line for each reason:', () => {
  test('no JSON, no object, unknown members', async () => {
    const bad = file('{');
    expect(await refused(['station', ...UDP, '--config', bad])).toMatch(/^evb: .*\d\.json: expected JSON: .*\n$/);
    const list = file([]);
    expect(await refused(['station', ...UDP, '--config', list])).toBe(
      `evb: ${list}: config: expected an object, got an array\n`,
    );
    const many = file({ port: [], ports: [{ name: 'a', mac: 'x' }, null] });
    const errors = await refused(['bridge', ...UDP, '--config', many]);
    expect(errors).toContain(`evb: ${many}: port: expected no such member but ports, `);
    expect(errors).toContain(
      `evb: ${many}: ports[0].mac: expected an individual MAC address, as 02-00-00-00-00-01, got "x"\n`,
    );
    expect(errors).toContain(`evb: ${many}: ports[1]: expected an object, got null\n`);
  });

  test('what no program can do', async () => {
    const none = file({ ports: [] });
    expect(await refused(['station', ...UDP, '--config', none])).toBe(
      `evb: ${none}: ports: expected at least one port, got none\n`,
    );
    const host = file({ ports: [{ name: 'a', mac: '02-00-00-00-00-01', lldp: { by: 'host' } }] });
    expect(await refused(['station', ...UDP, '--config', host])).toContain('ports[0].lldp.by: expected library');
    const two = file({
      ports: [
        { name: 'a', mac: '02-00-00-00-00-01' },
        { name: 'b', mac: '02-00-00-00-00-03' },
      ],
    });
    expect(await refused(['station', ...UDP, '--config', two])).toContain(
      '--udp: expected a=... or b=..., got no name',
    );
    expect(await refused(['station', '--udp', 'a=5001:5002', '--config', two])).toContain('got none for b');
    expect(await refused(['station', ...UDP, '--config', two, '--mac', '02-00-00-00-00-09'])).toContain(
      'expected one, for --mac, got 2',
    );
  });

  test('a VSI twice, by option and by file; a maximum below an option', async () => {
    const vsi = {
      port: 'eth0',
      typeId: 5,
      typeVersion: 1,
      vsiidFormat: 'uuid',
      vsiid: VSI,
      filterInfo: { entries: [{ vid: 0 }] },
    };
    const config = file({ vsis: [vsi] });
    expect(await refused(['station', ...UDP, '--config', config, '--vsi', VSI_WORDS])).toMatch(
      /vsis\[1\].vsiid: expected a VSI that is not among/,
    );
    const low = file({ ports: [{ name: 'a', mac: '02-00-00-00-00-01', evb: { maxRte: 15 } }] });
    expect(await refused(['station', ...UDP, '--config', low, '--rte', '16'])).toMatch(
      /evb.maxRte: expected no less than rte, 16, got 15\n$/,
    );
  });

  test('a VSI type database', async () => {
    const types = file([{ ...TYPE, typeId: -1 }]);
    expect(await refused(['bridge', ...UDP, '--types', types])).toBe(
      `evb: ${types}: types[0].typeId: expected an integer 0..16777215, got -1\n`,
    );
  });
});

test('options are put over the configuration of a file', async () => {
  const config = file({
    ports: [{ name: 'up0', mac: '02-00-00-00-00-55', evb: { r: 1, rte: 12, gid: true } }],
    vsis: [
      {
        port: 'up0',
        command: 'preAssociate',
        typeId: 5,
        typeVersion: 1,
        vsiidFormat: 'uuid',
        vsiid: VSI,
        filterInfo: { entries: [{ vid: 0 }] },
      },
    ],
  });
  const pair = await createPair([
    '--config',
    config,
    '--mac',
    '02-00-00-00-00-66',
    '--rte',
    '16',
    '--reflective-relay',
  ]);
  expect(pair.station.events('started')).toMatchObject([{ ports: [{ port: 'up0', mac: '02-00-00-00-00-66' }] }]);
  expect(pair.station.events('evb').at(-1)).toMatchObject({ local: { r: 1, rte: 16, sgid: true, rrreq: true } });
  expect(pair.station.events('done')).toMatchObject([{ port: 'up0', vsi: VSI, state: 'PREASSOC' }]);
});

test('the initial sequence of a file counts', async () => {
  const config = file({ ports: [{ name: 'eth0', mac: '02-00-00-00-00-01', initialSequence: 77 }] });
  const pair = await createPair(['--config', config]);
  const [status] = await pair.station.say('show');
  expect(status?.result).toMatchObject([{ ecp: { sequence: 78 } }]);
});

test('a port is called as --udp calls it', async () => {
  const run = await createRig().start(['bridge', '--json', '--udp', 'swp1=5002:5001']);
  expect(run.events('started')).toMatchObject([{ ports: [{ port: 'swp1' }] }]);
});

test('the VSI type database of a file answers, and another can be loaded', async () => {
  const pair = await createPair([], ['--types', file([TYPE])]);
  const ask = async (vsi: string): Promise<EventObject | undefined> => {
    await pair.station.say(`associate ${vsi} type=5/1 filter=0`);
    await pair.pass(1);
    return pair.station.events('done', 'failed').at(-1);
  };
  const [first, second] = [VSI, VSI.replace(/1$/, '2')];
  expect(await ask(first)).toMatchObject({ event: 'done', vsi: first, vids: [100] });
  expect(await ask(second)).toMatchObject({ event: 'failed', error: 2 });
  const [shown] = await pair.bridge.say('types');
  expect(shown?.result).toEqual([{ ...TYPE, instances: 1 }]);
  const [wrong] = await pair.bridge.say(`types ${file([{ ...TYPE, allowedVids: [] }])}`);
  expect(wrong).toMatchObject({ ok: false, code: 'badArgument', field: 'file' });
  expect(wrong?.message).toContain('types[0].allowedVids: expected at least one range');
  expect(await ask(second)).toMatchObject({ event: 'failed', error: 2 });
  await pair.bridge.say(`types ${file([{ ...TYPE, allowedVids: [[7, 7]], allowedMacs: ['52-54-00-00-00-01'] }])}`);
  expect(await ask(second)).toMatchObject({ event: 'done', vids: [7] });
  const [again] = await pair.bridge.say('types');
  expect(again?.result).toMatchObject([{ allowedMacs: ['52-54-00-00-00-01'], instances: 1 }]);
  // What the first database granted goes back to it, and what the second has to that.
  for (const [vsi, instances] of [
    [first, 1],
    [second, 0],
  ] as const) {
    await pair.station.say(`de-associate ${vsi}`);
    await pair.pass(1);
    const [last] = await pair.bridge.say('types');
    expect(last?.result).toMatchObject([{ instances }]);
  }
});

test('types that are loaded again count the VSIs that ask again', async () => {
  const types = file([TYPE]);
  const pair = await createPair([], ['--types', types]);
  await pair.station.say(`associate ${VSI_WORDS}`);
  await pair.pass(1);
  await pair.bridge.say(`types ${types}`);
  await pair.station.say(`associate ${VSI_WORDS.replace('/0', '/101')}`);
  await pair.pass(1);
  expect(pair.station.events('done').at(-1)).toMatchObject({ vids: [101] });
  const [shown] = await pair.bridge.say('types');
  expect(shown?.result).toMatchObject([{ instances: 1 }]);
});

test('a VSI of the configuration is asked for where EVB is agreed by hand, whenever the link is up', async () => {
  const config = file({ ports: [{ name: 'eth0', mac: '02-00-00-00-00-01', evb: { manual: true } }] });
  const pair = await createPair(['--config', config, '--vsi', VSI_WORDS]);
  expect(pair.station.events('done')).toHaveLength(1);
  await pair.station.say('link down');
  await pair.pass(1);
  await pair.station.say('link up');
  await pair.pass(5);
  expect(pair.station.events('done')).toHaveLength(2);
});

test('--peer openlldp: one association TLV per ECPDU', async () => {
  const vsis = ['1', '2', '3'].flatMap((digit) => ['--vsi', VSI_WORDS.replace('1 ', `${digit} `)]);
  const requests = async (...argv: readonly string[]): Promise<unknown> => {
    const pair = await createPair([...vsis, ...argv]);
    const [counters] = await pair.station.say('show counters');
    return (counters as { readonly result: readonly { readonly ecp: { readonly txFrameCount: number } }[] }).result[0]
      ?.ecp.txFrameCount;
  };
  expect([await requests(), await requests('--peer', 'openlldp')]).toEqual([2, 3]);
});

/** Options of a station with two ports. */
function twoPorts(): readonly string[] {
  const ports = ['02-00-00-00-00-01', '02-00-00-00-00-03'].map((mac, i) => ({ name: `eth${i}`, mac }));
  return ['--config', file({ ports }), '--udp', 'eth0=5001:5002', '--udp', 'eth1=5003:5004'];
}

test('where one of two sockets cannot be opened the other is free again', async () => {
  const rig = createRig();
  await rig.start(['station', '--udp', '5003:5004']);
  const both = await rig.start(['station', ...twoPorts()]);
  expect(await both.status).toBe(2);
  expect(both.errors()).toMatch(/^evb: --udp eth1=127.0.0.1:5003-127.0.0.1:5004: local.port: /);
  const one = await rig.start(['station', '--json', '--udp', '5001:5002']);
  expect(one.events('started')).toHaveLength(1);
});

test('a VSI that was ended for the end is not asked for again while others are waited for', async () => {
  const rig = createRig();
  const vsis = ['eth0', 'eth1'].flatMap((port) => ['--vsi', `${VSI_WORDS} port=${port}`]);
  const station = await rig.start([
    'station',
    '--json',
    '--de-associate-on-exit',
    '--exit-wait',
    '20',
    ...twoPorts(),
    ...vsis,
  ]);
  const grants = ['--json', '--answer', 'all grant'];
  const bridge = await rig.start(['bridge', '--udp', '5002:5001', ...grants]);
  const other = await rig.start(['bridge', '--udp', '5004:5003', ...grants]);
  await rig.pass(1);
  await other.say('link down');
  await station.signal('SIGTERM');
  await rig.pass(1);
  for (const txEnable of [false, true]) {
    await bridge.say(`set txEnable=${txEnable}`);
    await rig.pass(3);
  }
  expect(station.isOver()).toBe(false);
  expect(station.events('peerUp')).toHaveLength(3);
  expect(bridge.events('online')).toHaveLength(1);
});

test('with two ports a command says which', async () => {
  const rig = createRig();
  const station = await rig.start(['station', '--json', ...twoPorts()]);
  const bridges = ['5002:5001', '5004:5003'].map((udp) => rig.start(['bridge', '--udp', udp, '--answer', 'all grant']));
  await Promise.all(bridges);
  await rig.pass(2);
  expect(station.events('peerUp').map(({ port }) => port)).toEqual(['eth0', 'eth1']);
  expect(await station.say(`associate ${VSI_WORDS}`)).toMatchObject([
    { ok: false, field: 'port', message: 'port: expected port=NAME, of eth0, eth1, got nothing' },
  ]);
  await station.say(`associate ${VSI_WORDS} port=eth1`, 'set {"rte":15,"port":"eth0"}', 'link down port=eth0');
  await rig.pass(1);
  expect(station.events('done')).toMatchObject([{ port: 'eth1', vsi: VSI }]);
  const [status] = await station.say('show');
  expect(status?.result).toMatchObject([
    { port: 'eth0', linkUp: false, vsis: 0 },
    { port: 'eth1', linkUp: true, vsis: 1 },
  ]);
});
