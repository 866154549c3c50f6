// Wrong options and commands about S-channels of `evb station` and `evb bridge`.

import { describe, expect, test } from 'vitest';
import { GRANTS, shown } from './channel-rig.js';
import { createPair, createRig, VSI, VSI_WORDS } from './rig.js';

describe('what is wrong', () => {
  const refused = async (argv: readonly string[]): Promise<string> => {
    const run = await createRig().start(argv);
    expect(await run.status).toBe(2);
    return run.errors();
  };
  const UDP = ['--udp', '5001:5002'];

  test.each([
    [['station', '--wants', '2,5000'], "--wants: expected SCIDs 1..4094, as 2,3,5, got '2,5000'"],
    [['station', '--wants', ''], "--wants: expected SCIDs 1..4094, as 2,3,5, got ''"],
    [['station', '--chn-cap', '168'], "--chn-cap: expected an integer 1..167, got '168'"],
    [['station', '--channel', '5/4095'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/4095'"],
    [['station', '--channel', '1/1'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '1/1'"],
    [['station', '--channel', '5'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5'"],
    [['station', '--channel', '5/6/7'], "--channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/6/7'"],
    [['station', '--pool', '2'], "unknown option '--pool'"],
    [['bridge', '--wants', '2'], "unknown option '--wants'"],
    [['bridge', '--pool', '1-4'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '1-4'"],
    [['bridge', '--pool', '199-100'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '199-100'"],
    [['bridge', '--pool', '2-3-4'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '2-3-4'"],
    [['bridge', '--pool', '4000-4095'], "--pool: expected SVIDs 2..4094, as 100-199,300, got '4000-4095'"],
  ] as const)('on the command line: %o', async ([role, ...argv], reason) => {
    expect((await refused([role, ...UDP, ...argv])).split('\n')[0]).toBe(`evb ${role}: ${reason}`);
  });

  test.each([
    [['station', '--wants', '2,200'], 'options: ports[0].cdcp.wants[1]: expected an integer 1..167, got 200'],
    [['station', '--wants', '2,2'], 'options: ports[0].cdcp.wants[1]: expected each SCID once, got 2'],
    [
      ['station', '--wants', '2', '--vsi', `${VSI_WORDS} scid=3`],
      'options: vsis[0].scid: expected the SCID of an S-channel that the port wants, or has by hand, got 3',
    ],
    [['station', '--vsi', `${VSI_WORDS} scid=4095`], 'options: vsis[0].scid: expected an integer 1..4094, got 4095'],
    [
      ['bridge', '--channel', '5/500', '--channel', '6/500'],
      'options: ports[0].channels[1].svid: expected an SVID that no other S-channel of the port has, got 500',
    ],
  ] as const)('between options: %o', async ([role, ...argv], reason) => {
    expect(await refused([role, ...UDP, ...argv])).toBe(`evb: ${reason}\n`);
  });

  test.each([
    ['want 5000', 'badArgument', "scid: expected SCIDs 1..4094, as 2,3,5, got '5000'"],
    ['want', 'badArgument', 'scid: expected SCIDs 1..4094, as 2,3,5, got nothing'],
    ['want 168', 'badConfig', 'badConfig: expected cdcp.wants[1]: an integer 1..167'],
    ['unwant 7 2', 'badArgument', 'scid: expected a wanted SCID, of 2, got 7'],
    ['set wants=2,x', 'badArgument', "wants: expected SCIDs 1..4094, as 2,3,5, got '2,x'"],
    ['set pool=0-9', 'badArgument', "pool: expected SVIDs 2..4094, as 100-199,300, got '0-9'"],
    ['set {"pool":[{"low":1,"high":9}]}', 'badConfig', 'badConfig: expected cdcp.pool[0].low: an integer 2..4094'],
    ['set chnCap=168', 'badConfig', 'badConfig: expected cdcp.chnCap: an integer 1..167'],
    ['set chnCap=3 r=4', 'badArgument', "set: expected a separate line for chnCap, a setting of CDCP, got 'r'"],
    ['set chnCap=3 scid=2', 'badArgument', 'scid: expected no scid with chnCap, a setting of the port, got 2'],
    ['set scid=9 r=4', 'unknownChannel', 'unknownChannel: expected scid: the SCID of an S-channel of this port'],
    ['set scid=0 r=4', 'badArgument', 'scid: expected an integer 1..4094, got 0'],
    ['set scid=2', 'badArgument', 'set: expected NAME=VALUE, got nothing'],
    [`remove ${VSI} scid=x`, 'badArgument', "scid: expected an integer 1..4094, got 'x'"],
    ['add-channel 5/0', 'badArgument', "channel: expected SCID/SVID, each 2..4094, as 5/105, got '5/0'"],
    ['remove-channel', 'badArgument', 'scid: expected an integer 1..4094, got nothing'],
    ['remove-channel 9', 'unknownScid', 'unknownScid: expected scid: the SCID of an S-channel of the port'],
    [
      'remove-channel 1',
      'defaultSChannel',
      'defaultSChannel: expected scid: not the default S-channel, which is always there',
    ],
    ['cdcp', 'badArgument', 'cdcp: expected on or off, got nothing'],
  ])('in a command: %s', async (line, code, message) => {
    const pair = await createPair(['--wants', '2'], [...GRANTS, '--cdcp']);
    const before = await shown(pair.station);
    expect(await pair.station.say(line)).toMatchObject([{ event: 'command', ok: false, code, message }]);
    expect(await shown(pair.station)).toEqual(before);
  });

  test('on a port without', async () => {
    const pair = await createPair();
    const noCdcp = { ok: false, code: 'noCdcp', field: 'port' };
    const lines = ['want 2', 'unwant 2', 'set chnCap=4', 'cdcp on', 'add-channel 5/105'];
    expect(await pair.station.say(...lines)).toMatchObject([
      ...[noCdcp, noCdcp, noCdcp, noCdcp],
      { ok: false, code: 'noSComp', field: 'port' },
    ]);
    expect(await shown(pair.station)).toMatchObject([{ scid: 1, svid: 1, state: 'up', origin: 'default' }]);
    expect(await shown(pair.station, 'cdcp')).toEqual([]);
  });
});
