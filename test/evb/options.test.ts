// Options of the composed systems that only make sense for the whole.

import { expect, test } from 'vitest';
import { EvbBridge, type EvbPeerPreset, EvbStation } from '../../src/evb/index.js';

test.each([EvbStation, EvbBridge])('a preset that is none is an error of the constructor', (Endpoint) => {
  expect(() => new Endpoint({ peer: 'lldpad' as EvbPeerPreset })).toThrow('peer: expected openlldp, got lldpad');
  expect(() => new Endpoint({ peer: 'openlldp' })).not.toThrow();
});

test.each([EvbStation, EvbBridge])('evbTlvLength is what the port was made with', (Endpoint) => {
  const endpoint = new Endpoint({ ports: [{ name: 'p', mac: 0x020000000001, evb: { evbTlvLength: 'exact' } }] });
  const configure = (evbTlvLength: 'min' | 'exact') =>
    endpoint.handle({ kind: 'configure', port: 'p', evb: { evbTlvLength } }, 0);
  expect(configure('exact')).toBeUndefined();
  expect(configure('min')).toEqual({
    code: 'badConfig',
    field: 'evb.evbTlvLength',
    expected: 'exact, as the port was made with',
  });
});
