// What a bridge holds at most, and what a station hears at the limit; how responses wait, are replaced and packed; load.

import { describe, expect, test } from 'vitest';
import { vdpBridgeLimits } from '../../../src/vdp/index.js';
import { MANAGER } from '../wire/tlvs.js';
import {
  associated,
  BridgeBench,
  command,
  commandOf,
  OK,
  processing,
  RESOURCE_WAIT,
  TOUT_KEEP_ALIVE,
  vsiOf,
} from './bench.js';

const BARE_MANAGER = MANAGER.replace(' ', '');
const ACK_TIMER_INIT = 163_840;

/** Answers each query made since the last look. */
function grantAll(bench: BridgeBench): void {
  const queries = bench.all('query');
  bench.outputs = [];
  for (const { id } of queries) bench.give({ kind: 'answer', id, answer: OK });
  bench.outputs = [];
}

test('16,384 VSIs of any filter are held unless the host says otherwise', () => {
  expect(vdpBridgeLimits).toMatchObject({ maxVsis: { default: 16_384 }, maxFilterEntriesPerVsi: { default: 243 } });
});

describe('error 2', () => {
  test('a VSI beyond maxVsis, without a record', () => {
    const bench = new BridgeBench({ maxVsis: 2 });
    bench.rx(commandOf(1, 3), commandOf(2, 1), commandOf(3, 3));
    expect(bench.tx()).toBe(commandOf(3, 4, '42'));
    expect(bench.vsis).toBe(2);
    expect(bench.all('rejected')).toMatchObject([{ command: 'associate', error: 2, hard: false }]);
    grantAll(bench);
    bench.rx(commandOf(1, 4));
    bench.tx();
    bench.rx(commandOf(3, 3), commandOf(2, 3));
    expect(bench.vsis).toBe(2);
    expect(bench.tx()).toBe('');
  });

  test('more filter entries than a VSI may have', () => {
    const bench = new BridgeBench({ maxFilterEntriesPerVsi: 1 });
    bench.rx(command(3, '00', '01 0002 0064 0065'));
    expect(bench.tx()).toBe(command(4, '42', '01 0002 0064 0065'));
    expect(bench.vsis).toBe(0);
    bench.rx(command(3));
    bench.answer(OK);
    bench.tx();
    bench.rx(command(3, '00', '01 0002 0064 0065'));
    expect(bench.tx()).toBe(command(3, '62', '01 0002 0064 0065'));
    expect(bench.vsi().vsiState).toBe('ASSOC');
  });

  test('more filter entries than the port may have, and they come back', () => {
    const bench = new BridgeBench({ maxFilterEntries: 3 });
    bench.rx(commandOf(1, 3, '00', '01 0002 0064 0065'), commandOf(2, 3, '00', '01 0002 0064 0065'));
    expect(bench.tx()).toBe(commandOf(2, 4, '42', '01 0002 0064 0065'));
    grantAll(bench);
    expect(bench.bridge.status().filterEntries).toBe(2);
    bench.tx();
    bench.rx(commandOf(1, 3));
    expect(bench.bridge.status().filterEntries).toBe(3);
    grantAll(bench);
    expect(bench.bridge.status().filterEntries).toBe(1);
    bench.rx(commandOf(1, 3, '00', '01 0002 0064 0065'));
    bench.give({ kind: 'answer', id: bench.lastQuery().id, answer: { ok: false, error: 2 } });
    expect(bench.bridge.status().filterEntries).toBe(1);
    bench.rx(commandOf(1, 4));
    expect(bench.bridge.status().filterEntries).toBe(0);
  });

  test('a keep-alive needs nothing', () => {
    const bench = associated({ maxVsis: 1, maxFilterEntries: 1 });
    bench.rx(command(3));
    expect(bench.tx()).toBe(command(3, '40'));
  });

  test('a command that waited is judged when its turn comes', () => {
    const bench = processing({ maxFilterEntriesPerVsi: 1 });
    bench.rx(command(3, '00', '01 0002 0064 0065'));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '62', '01 0002 0064 0065'));
    expect(bench.vsi().vsiState).toBe('ASSOC');
  });
});

describe('too much waits', () => {
  test('outputs', () => {
    const bench = new BridgeBench({ maxPendingOutputs: 2 });
    const { bridge } = bench;
    const give = (tlv: string) => {
      const bytes = Uint8Array.from(Buffer.from(BARE_MANAGER + tlv, 'hex'));
      return bridge.handle({ kind: 'ulpdu', bytes, at: 0, end: bytes.length }, 0);
    };
    expect(give(commandOf(1, 3))).toBeUndefined();
    expect(bridge.canTake()).toBe(true);
    expect(give(commandOf(2, 3))).toBeUndefined();
    expect(bridge.canTake()).toBe(false);
    expect(give(commandOf(3, 3))).toMatchObject({ code: 'busy' });
    expect(bridge.handle({ kind: 'withdrawAll', reason: 'command' }, 0)).toMatchObject({ code: 'busy' });
    const query = bridge.poll();
    if (query?.kind !== 'query') throw new Error('no query');
    expect(bridge.canTake()).toBe(true);
    expect(bridge.handle({ kind: 'withdraw', vsi: vsiOf(1) }, 0)).toBeUndefined();
    expect(bridge.handle({ kind: 'withdraw', vsi: vsiOf(2) }, 0)).toMatchObject({ code: 'busy' });
    expect(bridge.handle({ kind: 'answer', id: query.id, answer: OK }, 0)).toMatchObject({ code: 'busy' });
    expect(bridge.status()).toMatchObject({ vsis: 1, counters: { rxBusy: 1 } });
  });

  test('timers wait until there is room', () => {
    const bench = new BridgeBench({ maxPendingOutputs: 1 });
    for (const vsi of [1, 2]) bench.rx(commandOf(vsi, 3));
    bench.bridge.handle({ kind: 'timeout' }, RESOURCE_WAIT);
    expect(bench.vsis).toBe(1);
    expect(bench.bridge.nextDeadline()).toBe(RESOURCE_WAIT);
    bench.now = RESOURCE_WAIT;
    while (bench.bridge.poll() !== undefined);
    bench.pass(0);
    expect(bench.vsis).toBe(0);
  });

  test('responses to VSIs that are not held', () => {
    const bench = new BridgeBench({ maxLooseResponses: 2 });
    bench.rx(commandOf(1, 4), commandOf(1, 4));
    expect(bench.bridge.canTake()).toBe(true);
    bench.rx(commandOf(2, 4), commandOf(3, 4));
    expect(bench.bridge.canTake()).toBe(false);
    expect(bench.rx(commandOf(4, 4))).toMatchObject({ code: 'busy' });
    expect(bench.tx()).toBe([1, 2, 3].map((vsi) => commandOf(vsi, 4, '40')).join(''));
    expect(bench.bridge.canTake()).toBe(true);
  });
});

describe('responses that wait', () => {
  test('a newer one takes the place of the older of its VSI', () => {
    const bench = associated();
    bench.rx(commandOf(1, 3), commandOf(2, 3));
    grantAll(bench);
    bench.tx();
    bench.rx(commandOf(1, 3), commandOf(2, 3), commandOf(1, 4));
    expect(bench.bridge.status().waitingResponses).toBe(2);
    expect(bench.tx()).toBe(commandOf(1, 4, '40') + commandOf(2, 3, '40'));
  });

  test('of an ended VSI gives way to the response of the new one', () => {
    const bench = associated();
    bench.give({ kind: 'withdrawAll', reason: 'policy' });
    bench.rx(command(3));
    bench.answer(OK);
    expect(bench.tx()).toBe(command(3, '40'));
    expect(bench.vsis).toBe(1);
  });

  test('one manager a ULPDU, as many TLVs as fit', () => {
    const bench = new BridgeBench();
    const other = BARE_MANAGER.replace(/0a$/, '0b');
    bench.rxOf(BARE_MANAGER, commandOf(1, 4));
    bench.rxOf(other, commandOf(2, 4));
    bench.rxOf(BARE_MANAGER, commandOf(3, 4));
    const sent = (manager: string, ...vsis: number[]) =>
      `${manager}${vsis.map((vsi) => commandOf(vsi, 4, '40')).join('')}`;
    expect(bench.txUlpdus()).toEqual([sent(BARE_MANAGER, 1, 3), sent(other, 2)]);
    for (const vsi of [1, 2, 3]) bench.rxOf(BARE_MANAGER, commandOf(vsi, 4));
    expect(bench.txUlpdus(18 + 2 * 29 + 28)).toEqual([sent(BARE_MANAGER, 1, 2), sent(BARE_MANAGER, 3)]);
  });

  test('oneTlvPerEcpdu', () => {
    const bench = new BridgeBench({ oneTlvPerEcpdu: true });
    bench.rx(commandOf(1, 4), commandOf(2, 4));
    expect(bench.txUlpdus()).toHaveLength(2);
  });

  test('nothing is written where nothing waits, or nothing fits', () => {
    const bench = new BridgeBench();
    const out = new Uint8Array(64).fill(0xa5);
    expect(bench.bridge.pull(out, 7, 64, 0)).toBe(7);
    bench.rx(command(4));
    expect(bench.bridge.pull(out, 7, 7 + 18 + 28, 0)).toBe(7);
    expect(out.every((octet) => octet === 0xa5)).toBe(true);
    expect(bench.bridge.pull(out, 7, 7 + 18 + 29, 0)).toBe(54);
    expect([out[6], out[7], out[54]]).toEqual([0xa5, 0x0a, 0xa5]);
  });
});

describe('toutKeepAlive starts again when the response is packed', () => {
  test.each<[string, (bench: BridgeBench) => void]>([
    ['of a keep-alive', (bench) => bench.rx(command(3))],
    [
      'with Keep',
      (bench) => {
        bench.rx(command(3, '00', '01 0001 00c8'));
        bench.refuse(2);
      },
    ],
    [
      'of a command',
      (bench) => {
        bench.rx(command(3, '00', '01 0001 00c8'));
        bench.answer(OK);
      },
    ],
  ])('%s', (_title, cause) => {
    const bench = associated();
    cause(bench);
    bench.now += 3_000_000;
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE - 3_000_000);
    bench.tx();
    expect(bench.timer).toBe(TOUT_KEEP_ALIVE);
  });

  test('not while the next command is being handled', () => {
    const bench = associated();
    bench.rx(command(3), command(3, '00', '01 0001 00c8'));
    bench.now += 3_000_000;
    expect(bench.tx()).toBe(command(3, '40'));
    expect(bench.timer).toBe(RESOURCE_WAIT - 3_000_000);
  });

  // 100 responses take 16.4 s of toutKeepAlive, 17.4 s: VSIs would expire if toutKeepAlive ran while responses wait for ECP.
  test('100 VSIs at one instant, one response per ackTimerInit: none is lost', () => {
    const bench = new BridgeBench({ oneTlvPerEcpdu: true });
    const keepAlives = Array.from({ length: 100 }, (_, vsi) => commandOf(vsi, 3));
    const out = new Uint8Array(1492);
    /** When the next keep-alive of a VSI is due: reinitKeepAlive after its response. */
    const due = new Map<number, number>(keepAlives.map((_, vsi) => [vsi, 0]));
    for (let tick = 0; tick < 700; tick++) {
      bench.now = tick * ACK_TIMER_INIT;
      bench.give({ kind: 'timeout' });
      for (const [vsi, at] of due) {
        if (at > bench.now) continue;
        bench.rx(keepAlives[vsi] as string);
        due.delete(vsi);
      }
      grantAll(bench);
      const end = bench.bridge.pull(out, 0, out.length, bench.now);
      if (end > 0) due.set(out[18 + 23] as number, bench.now + 10_485_760);
    }
    expect(bench.vsis).toBe(100);
    expect(bench.bridge.status().counters).toMatchObject({ timeouts: 0 });
    expect(bench.bridge.status().counters.keepAlivesAnswered).toBeGreaterThan(500);
  });
});

test('100,000 VSIs are held, kept alive and released', { timeout: 60_000 }, () => {
  const count = 100_000;
  const bench = new BridgeBench({ maxVsis: count, maxFilterEntries: count, maxPendingOutputs: 1_000_000, hashSeed: 7 });
  const all = (type: number) => {
    for (let vsi = 0; vsi < count; vsi += 40) {
      bench.rx(...Array.from({ length: 40 }, (_, i) => commandOf(vsi + i, type)));
      grantAll(bench);
    }
  };
  all(3);
  expect(bench.bridge.status()).toMatchObject({ vsis: count, filterEntries: count, waitingResponses: count });
  const octets = bench.txUlpdus().reduce((sum, ulpdu) => sum + (ulpdu.length - 36) / 2, 0);
  expect(octets).toBe(count * 29);
  all(3);
  expect(bench.bridge.status().counters).toMatchObject({ keepAlivesAnswered: count, commandsSucceeded: count });
  bench.txUlpdus();
  for (let vsi = 0; vsi < count; vsi += 40) {
    bench.rx(...Array.from({ length: 40 }, (_, i) => commandOf(vsi + i, 4)));
    bench.outputs = [];
    bench.txUlpdus();
  }
  expect(bench.bridge.status()).toMatchObject({ vsis: 0, filterEntries: 0, waitingResponses: 0 });
  expect(bench.timer).toBeUndefined();
});
