// What is in captures: frames, and the VDP of them in JSON.

import { readFileSync } from 'node:fs';
import { readCapture } from '../../src/capture/index.js';
import { decodeFrame, type Frame, frameToJson } from '../../src/frame/index.js';
import type { ToldEntry } from './vdptool-text.js';

/** A frame of a capture. */
export interface SeenFrame {
  /** Seconds since 1970. */
  readonly time: number;
  readonly octets: Uint8Array;
  readonly frame: Frame;
}

/** All frames of a file; a frame that does not decode is an error. */
export function framesOf(file: string): SeenFrame[] {
  const { packets, error } = readCapture(Uint8Array.from(readFileSync(file)));
  if (error !== undefined) throw new Error(`${file}: ${error.code}`);
  return packets.map(({ frame: octets, time = { seconds: 0, nanoseconds: 0 } }) => {
    const decoded = decodeFrame(octets);
    if (!decoded.ok) throw new Error(`${file}: ${decoded.error.code}`);
    return { time: time.seconds + time.nanoseconds / 1e9, octets, frame: decoded.value };
  });
}

/** An association TLV and what is around it. */
export interface SeenTlv {
  readonly time: number;
  /** Address of the sender. */
  readonly source: number;
  readonly sequence: number;
  readonly managerId: string;
  /** TLV type. */
  readonly type: number;
  readonly status: number;
  readonly typeId: number;
  readonly typeVersion: number;
  readonly vsiid: string;
  readonly format: number;
  readonly entries: readonly ToldEntry[];
  /** Organizationally defined TLVs of the same ULPDU. */
  readonly organization: readonly OrganizationJson[];
}

interface OrganizationJson {
  readonly kind: 'organization';
  readonly oui: number;
  readonly data: string;
}

interface VdpJson {
  readonly ecp: { readonly sequence: number };
  readonly vdp: { readonly managerId: string; readonly tlvs: readonly (AssociationJson | OrganizationJson)[] };
}

interface AssociationJson extends Pick<SeenTlv, 'type' | 'status' | 'typeId' | 'typeVersion' | 'vsiid'> {
  readonly kind: 'association';
  readonly filterInfo: { readonly format: number; readonly entries: readonly ToldEntry[] };
}

/** All association TLVs, in their order; of ECPDUs that are repeated the first. */
export function tlvsOf(frames: readonly SeenFrame[]): SeenTlv[] {
  const last = new Map<number, string>();
  return frames.flatMap(({ time, frame, octets }) => {
    const { source } = frame.ethernet;
    if (frame.kind !== 'vdp' || last.get(source) === String(octets)) return [];
    last.set(source, String(octets));
    const { ecp, vdp } = frameToJson(frame) as unknown as VdpJson;
    const organization = vdp.tlvs.filter((tlv): tlv is OrganizationJson => tlv.kind === 'organization');
    return vdp.tlvs
      .filter((tlv): tlv is AssociationJson => tlv.kind === 'association')
      .map(({ type, status, typeId, typeVersion, vsiid, filterInfo: { format, entries } }) => ({
        ...{ time, source, sequence: ecp.sequence, managerId: vdp.managerId },
        ...{ type, status, typeId, typeVersion, vsiid, format, entries, organization },
      }));
  });
}

/** An association TLV without what answers change in it, and what differs from one to the next. */
export const contentOf = ({ managerId, typeId, typeVersion, vsiid, format, entries }: SeenTlv) => ({
  ...{ managerId, typeId, typeVersion, vsiid, format, entries },
});
