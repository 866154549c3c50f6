// A user of ECP (ULP, upper layer protocol), as VDP or PE-CSP: what an entity and its owner ask of it.
//
// The entity asks for the next ULPDU when it can send one (`hasUlpdu`, `pull`), hands over each ULPDU that came
// (`canTake`, `take`), and tells what became of a ULPDU (`txDone`, `txFailed`) and of the port (`portEnabled`). The owner
// of entity and user, in EVB the channel, gives the entity the input `ulpReady` when a user may have something to send,
// and drives the timers of a user that has some. `EcpPushUser` is a ready-made user with a queue.

/** Why a ULPDU is lost: 1 + R transmissions without an acknowledgement, or the port went down. */
export type EcpFailReason = 'noAck' | 'portDown';

/** A user of an ECP entity. It must not call the entity back. Instants are microseconds on the scale of the host. */
export interface EcpUlp {
  /** 1..1023, one user each: 1 VDP, 2 PE-CSP. */
  readonly subtype: number;
  /** Whether `take` can take a ULPDU now. Otherwise the request is dropped without an ACK, and the peer repeats it. */
  canTake(): boolean;
  /**
   * Takes a ULPDU, `at..end` of `bytes` with the padding of its frame. `bytes` are valid during the call only. The ACK
   * is in the outputs of the entity already: what the user sends in response follows it on the wire.
   */
  take(bytes: Uint8Array, at: number, end: number, now: number): void;
  /** Whether there is a ULPDU to send now. */
  hasUlpdu(now: number): boolean;
  /**
   * Writes the next ULPDU at `at` of `out`. The entity sends it at once.
   *
   * @returns the offset behind the ULPDU, at most `limit`; `at` where there is none; EMPTY_ULPDU for one of 0 octets
   */
  pull(out: Uint8Array, at: number, limit: number, now: number): number;
  /** The peer has acknowledged the ULPDU pulled last: the peer has received it, nothing more. */
  txDone?(now: number): void;
  /** The ULPDU pulled last is lost. */
  txFailed?(reason: EcpFailReason, now: number): void;
  /** The entity sends and receives from now on, or no longer. Comes after the `txFailed` of a ULPDU on its way. */
  portEnabled?(enabled: boolean, now: number): void;
}

/** What `pull` returns for a ULPDU of 0 octets. */
export const EMPTY_ULPDU = -1;
