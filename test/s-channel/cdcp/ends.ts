// Ends of a link that speak CDCP, as tests drive them: lists are written as the tables of traces write them.

import {
  CdcpNegotiation,
  type CdcpNegotiationInput,
  type CdcpNegotiationOptions,
  type CdcpNegotiationOutput,
  type CdcpPeer,
  type CdcpTlv,
  cdcpWarnings,
} from '../../../src/s-channel/index.js';
import { pairs, pairsText, pairText } from '../../support/pairs.js';

/** An output in short, as the traces have it. */
export function outputText(output: CdcpNegotiationOutput): string {
  switch (output.kind) {
    case 'channelUp':
      return `Up ${pairText(output)}`;
    case 'channelDown':
      return `Down ${pairText(output)}`;
    case 'warning': {
      const { code, scid } = output.warning;
      return code === 'noSvid' ? `noSvid ${scid}` : `warning ${cdcpWarnings[code][0]}`;
    }
    case 'multiplePeers':
      return `multiplePeers ${output.on}`;
    case 'localChange':
      return output.txTlv === undefined ? 'localChange none' : 'localChange';
  }
}

/** A CDCP TLV of this list. */
export const tlv = (role: CdcpTlv['role'], list: string, more: Partial<CdcpTlv> = {}): CdcpTlv => ({
  role,
  sComp: true,
  chnCap: role === 'station' ? 4 : 167,
  pairs: pairs(list),
  ...more,
});

export const peer = (cdcp: CdcpTlv | undefined, id = 'N'): CdcpPeer => ({ id, cdcp });

export class End {
  readonly negotiation: CdcpNegotiation;

  /** On a port that is down, and with CDCP on. */
  constructor(options: CdcpNegotiationOptions) {
    this.negotiation = new CdcpNegotiation(options);
    this.give({ kind: 'adminEnable', enabled: true });
  }

  give(input: CdcpNegotiationInput): string[] {
    const refusal = this.negotiation.handle(input);
    if (refusal !== undefined) throw new Error(`${refusal.field}: expected ${refusal.expected}`);
    const texts: string[] = [];
    for (let output = this.negotiation.poll(); output !== undefined; output = this.negotiation.poll()) {
      texts.push(outputText(output));
    }
    return texts;
  }

  port(enabled: boolean): string[] {
    return this.give({ kind: 'portEnabled', enabled });
  }

  /** The one neighbour says this; `undefined`: it has no CDCP TLV. */
  hear(cdcp: CdcpTlv | undefined, id?: string): string[] {
    return this.give({ kind: 'peers', peers: [peer(cdcp, id)] });
  }

  lose(): string[] {
    return this.give({ kind: 'peers', peers: [] });
  }

  configure(config: Extract<CdcpNegotiationInput, { kind: 'config' }>['config']): string[] {
    return this.give({ kind: 'config', config });
  }

  get list(): string {
    return pairsText(this.negotiation.status().operSVIDList);
  }

  get schState(): string {
    return this.negotiation.status().schState;
  }

  /** Channels that are missing and why, as `4 noSvid`. */
  get missing(): string[] {
    return this.negotiation
      .status()
      .channels.flatMap(({ scid, missing }) => (missing === undefined ? [] : [`${scid} ${missing}`]));
  }
}

/** The station of the traces: ChnCap 4, channels 2 and 3 wanted, its port up. */
export function traceStation(options: Partial<CdcpNegotiationOptions> = {}): End {
  const end = new End({ role: 'station', chnCap: 4, wants: [2, 3], ...options });
  end.port(true);
  return end;
}

/** The bridge of the traces: ChnCap 167, pool 100..199, its port up. */
export function traceBridge(options: Partial<CdcpNegotiationOptions> = {}): End {
  const end = new End({ role: 'bridge', pool: [{ low: 100, high: 199 }], ...options });
  end.port(true);
  return end;
}
