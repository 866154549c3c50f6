// Configurations that the tests begin with, and how they are changed.

/** A station with all members given; its numbers are in range, and not the defaults. */
export const fullStation = {
  ports: [
    {
      name: 'eth0',
      mac: '02-00-00-00-00-01',
      enabled: false,
      initialSequence: 7,
      lldp: {
        by: 'host',
        chassisId: { subtype: 4, id: '020000000001' },
        portId: { subtype: 5, id: '65746830' },
        tlvs: [{ type: 5, value: '6869' }],
        msgTxInterval: 5,
        strictLength: false,
        tooManyNeighbors: 'evictOldest',
      },
      evb: { r: 2, rte: 9, maxR: 5, gid: true, rrReq: true, onEvbLoss: 'end' },
      tagging: 'host',
      cdcp: { enabled: false, chnCap: 4, wants: [2, 3], maxScid: 200, sComp: true },
      channels: [{ scid: 2, svid: 100 }],
    },
    { name: 'eth1', mac: '02:00:00:00:00:02' },
  ],
  maxPorts: 8,
  maxPendingOutputs: 100,
  minFrameSize: 0,
  vdp: { maxVsis: 3, allowStepDown: true },
  peer: 'openlldp',
  vsis: [
    {
      port: 'eth0',
      scid: 2,
      command: 'preAssociate',
      managerId: '192.0.2.10',
      typeId: 66051,
      typeVersion: 1,
      vsiidFormat: 'uuid',
      vsiid: 'a1412857-60f7-4ce1-e95a-2164943f53aa',
      filterInfo: { entries: [{ mac: '52-54-00-aa-bb-cc', vid: 100 }] },
      organizations: [{ oui: 0x123456, data: 'abcd' }],
    },
    {
      port: 'eth1',
      typeId: 1,
      typeVersion: 0,
      vsiidFormat: 4,
      vsiid: '0000000000000000000000000000002a',
      filterInfo: { format: 3, entries: [{ groupId: 9, ps: true, pcp: 5, vid: 0 }] },
      suspended: true,
      migrating: false,
    },
  ],
};

/** A bridge with all members given. */
export const fullBridge = {
  ports: [
    {
      name: 'ge-0',
      mac: '02-00-00-00-01-01',
      evb: { rrCap: true, rrForce: 'on' },
      cdcp: {
        pool: [
          { low: 100, high: 199 },
          { low: 300, high: 300 },
        ],
        honourProposed: false,
      },
    },
  ],
  maxPorts: 1,
  vdp: { maxFilterEntries: 10, oneTlvPerEcpdu: true },
  peer: 'openlldp',
  vsiTypes: [
    {
      managerId: '192.0.2.10',
      typeId: 1,
      typeVersion: 2,
      name: 'web',
      allowedVids: [
        [100, 199],
        [300, 300],
      ],
      allowedPriorities: [0, 3],
      defaultPriority: 3,
      groupVids: [[4294967295, 100]],
      allowedMacs: ['52-54-00-AA-BB-CC'],
      maxFilters: 4,
      maxInstances: 10,
    },
    { managerId: '2001:db8::10', typeId: 1, typeVersion: 2, allowedVids: [[1, 4094]] },
  ],
  defaultManagerId: '192.0.2.10',
};

export const oneVsi = {
  typeId: 1,
  typeVersion: 0,
  vsiidFormat: 'ipv4',
  vsiid: '192.0.2.1',
  filterInfo: { entries: [{ vid: 100 }] },
};

/** A copy of the JSON with the member at the path set, or taken away. Holders that are missing are made. */
export function withMember(json: unknown, path: string, value?: unknown): unknown {
  const copy = structuredClone(json) as Record<string, unknown>;
  const steps = path.match(/\w+/g) as string[];
  const last = steps.pop() as string;
  let holder = copy;
  for (const step of steps) {
    holder[step] ??= {};
    holder = holder[step] as Record<string, unknown>;
  }
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** All members of a JSON value: who holds them, their names. */
export function membersOf(json: unknown): [holder: Record<string, unknown>, name: string][] {
  if (typeof json !== 'object' || json === null) return [];
  const holder = json as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [[holder, name], ...membersOf(holder[name])]) as [
    Record<string, unknown>,
    string,
  ][];
}
