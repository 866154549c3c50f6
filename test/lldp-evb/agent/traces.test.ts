// The traces of LLDP: what an agent sends and tells, second by second.

import { expect, test } from 'vitest';
import { evbTlv } from '../../support/evb.js';
import { Driver, evbRaw, SECOND, started, systemName } from './agents.js';

test('lldp-evb 3.6/1: the first LLDPDU leaves when the port comes up', () => {
  const driver = new Driver();
  expect(driver.up()).toEqual(['F 121']);
  expect(driver.tx).toEqual([30, 0, 4]);
});

test('lldp-evb 3.6/2: nothing for 29 seconds; the credit is back after one', () => {
  const driver = started();
  expect(driver.until(1)).toEqual([]);
  expect(driver.tx).toEqual([29, 0, 5]);
  expect(driver.until(29)).toEqual([]);
  expect(driver.tx).toEqual([1, 0, 5]);
});

test('lldp-evb 3.6/3: the next LLDPDU after 30 seconds', () => {
  const driver = started();
  expect(driver.until(30)).toEqual(['30: F 121']);
  expect(driver.tx).toEqual([30, 0, 4]);
});

/** An agent that has heard of a new neighbour at second 5. */
function met(): Driver {
  const driver = started();
  driver.until(5);
  driver.hear('N', 1000);
  return driver;
}

test('lldp-evb 3.6/4: a new neighbour is told, and sent to at once', () => {
  const driver = started();
  driver.until(5);
  expect(driver.tx[2]).toBe(5);
  expect(driver.hear('N', 1000)).toEqual(['neighborAdded N 1000', 'F 121']);
  expect(driver.tx).toEqual([1, 3, 4]);
});

test.each([
  ['lldp-evb 3.6/5: a second later the next', 6, [1, 2, 4]],
  ['lldp-evb 3.6/6: and the next', 7, [1, 1, 4]],
  ['lldp-evb 3.6/7: and the last fast one', 8, [30, 0, 4]],
  ['lldp-evb 3.6/8: then as ever', 38, [30, 0, 4]],
])('%s', (_title, second, tx) => {
  const driver = met();
  driver.until(second - 1);
  expect(driver.until(second)).toEqual([`${second}: F 121`]);
  expect(driver.tx).toEqual(tx);
});

test('lldp-evb T1: changes go out as credit lets them; a sixth waits for a second, and takes the seventh along', () => {
  const driver = started();
  driver.until(10);
  const sent: string[] = [];
  for (let i = 1; i <= 7; i++) {
    driver.now = 10 + i / 10;
    sent.push(...driver.give({ kind: 'localTlvs', tlvs: [systemName(`${i}`)] }));
  }
  expect(sent).toEqual(['31', '32', '33', '34', '35'].map((name) => `F 121 ${name}`));
  expect(driver.agent.nextDeadline()).toBe(11e6);
  expect(driver.until(30)).toEqual(['11: F 121 37']);
});

test('lldp-evb T2: switching off sends one shutdown LLDPDU, and rests', () => {
  const driver = started();
  driver.until(10);
  expect(driver.give({ kind: 'adminStatus', adminStatus: 'disabled' })).toEqual(['S']);
  expect(driver.agent.status().transmit).toBe('TX_SHUTDOWN_FRAME');
  driver.until(11);
  expect(driver.agent.status().transmit).toBe('TX_SHUTDOWN_FRAME');
  expect(driver.until(12)).toEqual([]);
  expect(driver.agent.status().transmit).toBe('TX_LLDP_INITIALIZE');
  expect(driver.until(100)).toEqual([]);
  expect(driver.agent.nextDeadline()).toBeUndefined();
});

test('lldp-evb T3: switched on again, it sends when the rest is over', () => {
  const driver = started();
  driver.until(10);
  driver.give({ kind: 'adminStatus', adminStatus: 'disabled' });
  driver.until(11);
  expect(driver.give({ kind: 'adminStatus', adminStatus: 'enabledRxTx' })).toEqual([]);
  expect(driver.until(12)).toEqual(['12: F 121']);
});

test('lldp-evb T4: the same LLDPDU again refreshes the time, and no more', () => {
  const driver = started();
  driver.hear('N', 120, [systemName('n')]);
  driver.until(60);
  expect(driver.agent.status().neighbors).toMatchObject([{ rxInfoTTL: 60 * SECOND }]);
  expect(driver.hear('N', 120, [systemName('n')])).toEqual([]);
  expect(driver.agent.status().neighbors).toMatchObject([{ rxInfoTTL: 120 * SECOND }]);
});

test('lldp-evb T5: a neighbour ages out at the third second', () => {
  const driver = started();
  driver.hear('N', 3);
  driver.until(2);
  expect(driver.until(3)).toEqual(['3: F 121', '3: neighborRemoved N ageout']);
  expect(driver.agent.status().counters.statsAgeoutsTotal).toBe(1);
  expect(driver.agent.status().neighbors).toEqual([]);
});

test('lldp-evb T6: a neighbour that shuts down is gone at once', () => {
  const driver = started();
  driver.hear('N', 120);
  expect(driver.hear('N', 0)).toEqual(['neighborRemoved N shutdown']);
  expect(driver.agent.status().counters.statsAgeoutsTotal).toBe(0);
});

test('lldp-evb T7: a shutdown LLDPDU of nobody known is nothing', () => {
  const driver = started();
  expect(driver.hear('N', 0)).toEqual([]);
  expect(driver.agent.status().neighbors).toEqual([]);
  driver.hear('M', 100);
  expect(driver.hear('N', 0)).toEqual([]);
  expect(driver.agent.status().neighbors).toHaveLength(1);
});

test('lldp-evb T8: a TLV that is no longer said is gone', () => {
  const driver = started();
  driver.hear('N', 120, [systemName('n'), evbRaw(evbTlv({ evbMode: 1 }))]);
  expect(driver.agent.status().neighbors[0]?.tlvs).toHaveLength(2);
  expect(driver.hear('N', 120, [systemName('n')])).toEqual(['neighborUpdated N 120']);
  expect(driver.agent.status().neighbors[0]?.tlvs).toEqual([{ type: 5, value: '6e' }]);
});

test('lldp-evb T9: a neighbour without room is discarded, and told for as long as it would live', () => {
  const driver = started({ maxNeighbors: 1 });
  driver.hear('N', 1000);
  driver.until(10);
  expect(driver.hear('M', 20)).toEqual(['tooManyNeighbors true']);
  expect(driver.agent.status()).toMatchObject({
    tooManyNeighborsTimer: 20 * SECOND,
    neighbors: [{ rxInfoTTL: 990 * SECOND }],
  });
  expect(driver.agent.status().counters).toMatchObject({ statsFramesDiscardedTotal: 1, statsFramesInErrorsTotal: 0 });
  driver.until(29);
  expect(driver.until(30)).toEqual(['30: tooManyNeighbors false']);
});
