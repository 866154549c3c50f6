// The user with a queue: what it refuses, what it tells, and what the entity tells it.

import { expect, test } from 'vitest';
import { EcpEntity, type EcpPushOutput, EcpPushUser, type EcpPushUserOptions } from '../../src/ecp/index.js';
import { hex, toHex } from '../support/hex.js';
import { throughJson } from '../support/through-json.js';

function userUp(options: Partial<EcpPushUserOptions> = {}): { user: EcpPushUser; entity: EcpEntity } {
  const user = new EcpPushUser({ subtype: 2, ...options });
  const entity = new EcpEntity({ ulps: [user] });
  entity.handle({ kind: 'portEnabled', enabled: true }, 0);
  return { user, entity };
}

const request = (user: EcpPushUser, ulpdu: string) => user.handle({ kind: 'request', ulpdu: hex(ulpdu) });

function outputsOf(user: EcpPushUser): EcpPushOutput[] {
  const outputs: EcpPushOutput[] = [];
  for (let output = user.poll(); output !== undefined; output = user.poll()) outputs.push(output);
  return outputs;
}

const receive = (entity: EcpEntity, ecpdu: string): void => {
  const bytes = hex(ecpdu);
  entity.handle({ kind: 'ecpdu', bytes, at: 0, end: bytes.length }, 0);
};

/** The octets of the next output. */
function sent(entity: EcpEntity): string {
  const output = entity.poll();
  return output?.kind === 'ecpdu' ? toHex(output.octets) : '';
}

test('a ULPDU goes out when the entity is ready, and the host polls its end', () => {
  const { user, entity } = userUp();
  expect(request(user, 'c0ffee')).toBeUndefined();
  entity.handle({ kind: 'ulpReady' }, 0);
  expect(sent(entity)).toBe('10020001c0ffee');
  receive(entity, '14020001');
  expect(outputsOf(user)).toEqual([{ kind: 'txDone' }]);
});

test('an indication is a copy: the frame may be used again', () => {
  const { user, entity } = userUp();
  const bytes = hex('10020007c0ffee');
  entity.handle({ kind: 'ecpdu', bytes, at: 0, end: bytes.length }, 0);
  bytes.fill(0);
  expect(outputsOf(user)).toEqual([{ kind: 'indication', ulpdu: hex('c0ffee') }]);
});

test('refused: port down, too long, a queue that is full', () => {
  const down = new EcpPushUser({ subtype: 2 });
  expect(request(down, 'aa')).toEqual({ code: 'portDown', field: '', expected: 'portEnabled TRUE' });
  const { user } = userUp({ maxUlpduOctets: 2, maxQueue: 1 });
  expect(request(user, '010203')).toEqual({ code: 'tooLong', field: 'ulpdu', expected: 'at most 2 octets' });
  expect(request(user, '01')).toBeUndefined();
  expect(request(user, '02')).toEqual({ code: 'queueFull', field: '', expected: 'at most 1 ULPDUs that wait' });
  expect(user.status()).toEqual({ portEnabled: true, waiting: 1, pendingOutputs: 0 });
});

test('with too many outputs waiting, requests are refused and the peer gets no ACK', () => {
  const { user, entity } = userUp({ maxPendingOutputs: 1 });
  receive(entity, '1002000701');
  expect(sent(entity)).toBe('14020007');
  expect(request(user, 'aa')).toEqual({ code: 'busy', field: '', expected: 'fewer than 1 outputs that wait for poll' });
  receive(entity, '1002000802');
  expect(sent(entity)).toBe('');
  expect(entity.status().counters.rxBusy).toBe(1);
  expect(outputsOf(user)).toHaveLength(1);
  expect(request(user, 'aa')).toBeUndefined();
});

test('port down fails the ULPDU on its way, then all that wait, in the order of requests', () => {
  const { user, entity } = userUp();
  for (const ulpdu of ['aa', 'bb', 'cc']) request(user, ulpdu);
  entity.handle({ kind: 'ulpReady' }, 0);
  entity.handle({ kind: 'portEnabled', enabled: false }, 0);
  expect(outputsOf(user)).toEqual(Array(3).fill({ kind: 'txFailed', reason: 'portDown' }));
  expect(request(user, 'dd')?.code).toBe('portDown');
});

test('its state goes through JSON into a fresh user', () => {
  const { user } = userUp();
  request(user, 'aa');
  user.take(hex('0102'), 0, 2);
  const moved = new EcpPushUser({ subtype: 2 }, throughJson(user.state));
  expect(moved.status()).toEqual({ portEnabled: true, waiting: 1, pendingOutputs: 1 });
  expect(outputsOf(moved)).toEqual([{ kind: 'indication', ulpdu: hex('0102') }]);
  const out = new Uint8Array(8);
  expect([moved.pull(out, 4), out[4], moved.pull(out, 4)]).toEqual([5, 0xaa, 4]);
});
