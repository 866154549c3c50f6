// `evb station` and `evb bridge` in processes of their own, over UDP: what needs real signals, sockets, pipes and files.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readCapture } from '../../../src/capture/read-capture.js';
import { decodeFrame } from '../../../src/frame/decode-frame.js';
import { type BuiltProgram, buildProgram } from '../built-program.js';
import { type EventObject, VSI, VSI_WORDS } from './rig.js';

let built: BuiltProgram;
beforeAll(async () => {
  built = await buildProgram();
});
afterAll(() => built.remove());

const running = new Set<ChildProcessWithoutNullStreams>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});

/** Two ports that are free now. */
async function freePorts(): Promise<readonly [number, number]> {
  const sockets = [createSocket('udp4'), createSocket('udp4')];
  const ports: number[] = [];
  for (const socket of sockets) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    ports.push(socket.address().port);
  }
  for (const socket of sockets) socket.close();
  return ports as [number, number] & number[];
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** The next event, or the first of a kind from here on. */
  readonly event: (name: string, is?: (event: EventObject) => boolean) => Promise<EventObject>;
  readonly say: (line: string) => void;
  readonly errors: Promise<string>;
  readonly ended: Promise<{ readonly status: number | null; readonly signal: string | null }>;
}

function start(argv: readonly string[]): Running {
  const child = spawn(process.execPath, [built.file, ...argv], { env: {} });
  // A line may come after the end of the program.
  child.stdin.on('error', () => {});
  running.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<{ status: number | null; signal: string | null }>((done) =>
    child.on('close', (status, signal) => {
      running.delete(child);
      done({ status, signal });
    }),
  );
  return {
    child,
    async event(name, is = () => true) {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`no event ${name} came`);
        const event = JSON.parse(value as string) as EventObject;
        if (event.event === name && is(event)) return event;
      }
    },
    say: (line) => child.stdin.write(`${line}\n`),
    errors: text(child.stderr),
    ended,
  };
}

/** Both ends, with EVB agreed. */
async function startPair(station: readonly string[] = [], bridge: readonly string[] = []) {
  const [a, b] = await freePorts();
  const pair = {
    bridge: start(['bridge', '--udp', `${b}:${a}`, '--json', '--answer', 'all grant vid=100', ...bridge]),
    station: start(['station', '--udp', `127.0.0.1:${a}-127.0.0.1:${b}`, '--json', ...station]),
  };
  await Promise.all([pair.bridge.event('peerUp'), pair.station.event('peerUp')]);
  return { ...pair, ports: [a, b] as const };
}

const framesOf = (file: string) => {
  const { packets, error } = readCapture(readFileSync(file));
  expect(error).toBeUndefined();
  return packets.map(({ frame }) => {
    const result = decodeFrame(frame);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  });
};

test('a VSI is associated by a line of standard input, over UDP, and SIGTERM ends both as it should', async () => {
  const pcap = join(built.folder, 'bridge.pcap');
  const { station, bridge } = await startPair(['--de-associate-on-exit'], ['--pcap', pcap]);
  station.say(`associate ${VSI_WORDS}`);
  expect(await station.event('command')).toMatchObject({ number: 1, ok: true });
  expect(await station.event('done')).toMatchObject({ vsi: VSI, vids: [100], state: 'ASSOC' });
  expect(await bridge.event('online')).toMatchObject({ vsi: VSI });
  station.child.kill('SIGTERM');
  expect(await station.event('stopping')).toMatchObject({ reason: 'SIGTERM' });
  expect(await station.event('done')).toMatchObject({ command: 'deAssociate' });
  expect(await station.ended).toEqual({ status: 0, signal: null });
  expect(await bridge.event('offline')).toMatchObject({ reason: 'deAssociated' });
  expect(await bridge.event('neighborRemoved')).toMatchObject({ reason: 'shutdown' });
  bridge.child.kill('SIGINT');
  expect(await bridge.event('stopped')).toMatchObject({ reason: 'SIGINT' });
  expect(await bridge.ended).toEqual({ status: 0, signal: null });
  expect([await station.errors, await bridge.errors]).toEqual(['', '']);
  const frames = framesOf(pcap);
  const last = frames.at(-1);
  expect(last).toMatchObject({ kind: 'lldp', ethernet: { source: 0x020000000002 }, lldp: { ttl: 0 } });
  const sources = new Set(frames.map(({ ethernet }) => ethernet.source));
  expect(sources).toEqual(new Set([0x020000000001, 0x020000000002]));
});

test('the terminal that goes ends it as other signals do', async () => {
  const { station, bridge } = await startPair();
  station.child.kill('SIGHUP');
  expect(await station.event('stopping')).toMatchObject({ reason: 'SIGHUP' });
  expect(await station.ended).toEqual({ status: 0, signal: null });
  expect(await bridge.event('neighborRemoved')).toMatchObject({ reason: 'shutdown' });
});

test('a second signal ends it at once', async () => {
  const { station, bridge } = await startPair(['--de-associate-on-exit', '--exit-wait', '3600', '--vsi', VSI_WORDS]);
  await station.event('done');
  bridge.say('link down');
  await bridge.event('command');
  station.child.kill('SIGINT');
  await station.event('stopping');
  station.child.kill('SIGINT');
  expect(await station.ended).toEqual({ status: null, signal: 'SIGINT' });
});

test('a capture is whole though the process is killed', async () => {
  const pcap = join(built.folder, 'killed.pcap');
  const { station } = await startPair(['--pcap', pcap, '--vsi', VSI_WORDS]);
  await station.event('done');
  station.child.kill('SIGKILL');
  await station.ended;
  const kinds = framesOf(pcap).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'vdp')).toHaveLength(2);
  expect(kinds.at(-1)).toMatch(/ecpAck|lldp/);
});

test('the end of standard input ends it where that is wanted, and quit always', async () => {
  const { station, bridge } = await startPair([], ['--exit-on-eof']);
  bridge.child.stdin.end();
  expect(await bridge.event('stopping')).toMatchObject({ reason: 'end of input' });
  expect(await bridge.ended).toEqual({ status: 0, signal: null });
  // Its own input stays open.
  station.say('quit');
  expect(await station.ended).toEqual({ status: 0, signal: null });
});

test('ends quietly when its reader goes', async () => {
  const { station } = await startPair();
  station.child.stdout.destroy();
  const more = setInterval(() => station.say('show'), 20);
  const ended = await station.ended;
  clearInterval(more);
  expect({ ...ended, errors: await station.errors }).toEqual({ status: 0, signal: null, errors: '' });
});

describe('what cannot begin says why, in one line, and exits with 2:', () => {
  const refused = async (argv: readonly string[]) => {
    const program = start(argv);
    const [ended, errors] = await Promise.all([program.ended, program.errors]);
    expect(ended).toEqual({ status: 2, signal: null });
    return errors;
  };

  test('a port in use', async () => {
    const { ports } = await startPair();
    const [a, b] = ports;
    expect(await refused(['station', '--udp', `${a}:${b}`])).toBe(
      `evb: --udp eth0=127.0.0.1:${a}-127.0.0.1:${b}: local.port: expected a port that is free at 127.0.0.1, got ${a} (EADDRINUSE)\n`,
    );
  });

  test('an address that is not of this machine', async () => {
    expect(await refused(['bridge', '--udp', '192.0.2.1:5001-192.0.2.2:5002'])).toMatch(
      /^evb: --udp ge0=192.0.2.1:5001-192.0.2.2:5002: local.address: expected an address of this machine, got 192.0.2.1 \(EADDRNOTAVAIL\)\n$/,
    );
  });

  test('files', async () => {
    const [a, b] = await freePorts();
    const udp = ['--udp', `${a}:${b}`];
    const none = join(built.folder, 'none/none');
    expect(await refused(['bridge', ...udp, '--pcap', none])).toBe(`evb: ${none}: no such file or directory\n`);
    expect(await refused(['bridge', ...udp, '--config', none])).toBe(`evb: ${none}: no such file or directory\n`);
    const bad = join(built.folder, 'bad.json');
    writeFileSync(bad, '{"ports":[{"name":"a","mac":"02-00-00-00-00-01","evb":{"rte":32}}]}');
    expect(await refused(['station', ...udp, '--config', bad])).toBe(
      `evb: ${bad}: ports[0].evb.rte: expected an integer 0..31, got 32\n`,
    );
  });
});
