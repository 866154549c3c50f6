// One end of a link: an ECP entity and its users, read as one queue. What a user is told stands among the outputs of the
// entity at the place where the call came.

import type { EcpFailReason, EcpStatus, EcpUlp, Refusal } from '../../src/ecp/index.js';
import {
  ECP_INSTANTS,
  EcpEntity,
  type EcpInput,
  type EcpOptions,
  type EcpOutput,
  EcpPushUser,
} from '../../src/ecp/index.js';
import { toHex } from '../support/hex.js';
import { moveInstants } from '../support/moved-instants.js';
import { throughJson } from '../support/through-json.js';

export interface EndOptions extends EcpOptions {
  /** Subtypes of users with a queue. */
  readonly pushSubtypes?: readonly number[];
  /** Of each user with a queue. */
  readonly maxQueue?: number;
}

export type EndInput = EcpInput | { readonly kind: 'request'; readonly subtype: number; readonly ulpdu: Uint8Array };

/** What came out: a frame to send, or what a user was told. */
export type EndOutput =
  | Extract<EcpOutput, { kind: 'ecpdu' }>
  | { readonly kind: 'indication'; readonly subtype: number; readonly ulpdu: string }
  | { readonly kind: 'txDone'; readonly subtype: number }
  | { readonly kind: 'txFailed'; readonly subtype: number; readonly reason: EcpFailReason };

export interface End {
  readonly handle: (input: EndInput, now: number) => Refusal | undefined;
  readonly poll: () => EndOutput | undefined;
  readonly nextDeadline: () => number | undefined;
  readonly isBusy: () => boolean;
  /** That of the entity, and the ULPDUs that wait in queues. */
  readonly status: () => EcpStatus & { readonly waiting: number };
  /** A fresh entity and fresh users take over the states, by way of JSON text, on a clock that is `by` ahead. */
  readonly renew: (by?: number) => void;
}

/** Outputs as words: `send 10010001aa`, `ack 14010001`, `indication 1 aa`, `txDone 1`, `txFailed 1 noAck`. */
export function wordOf(output: EndOutput): string {
  switch (output.kind) {
    case 'ecpdu':
      return `${output.ack ? 'ack' : 'send'} ${toHex(output.octets)}`;
    case 'indication':
      return `indication ${output.subtype} ${output.ulpdu}`.trimEnd();
    case 'txDone':
      return `txDone ${output.subtype}`;
    case 'txFailed':
      return `txFailed ${output.subtype} ${output.reason}`;
  }
}

/** Everything that waits, as words. */
export function drain(end: End): string[] {
  const words: string[] = [];
  for (let output = end.poll(); output !== undefined; output = end.poll()) words.push(wordOf(output));
  return words;
}

export function newEnd({ pushSubtypes = [], maxQueue, ulps = [], ...options }: EndOptions): End {
  const told: { readonly place: number; readonly output: EndOutput }[] = [];
  let polled = 0;

  const tell = (output: EndOutput): void => {
    told.push({ place: polled + entity.state.outputs.size, output });
  };

  const noted = (ulp: EcpUlp): EcpUlp => ({
    subtype: ulp.subtype,
    canTake: () => ulp.canTake(),
    take(bytes, at, end, now) {
      tell({ kind: 'indication', subtype: ulp.subtype, ulpdu: toHex(bytes.subarray(at, end)) });
      ulp.take(bytes, at, end, now);
    },
    hasUlpdu: (now) => ulp.hasUlpdu(now),
    pull: (out, at, limit, now) => ulp.pull(out, at, limit, now),
    txDone: () => tell({ kind: 'txDone', subtype: ulp.subtype }),
    txFailed: (reason) => tell({ kind: 'txFailed', subtype: ulp.subtype, reason }),
  });

  /** A user with a queue tells by itself. */
  const notedPush = (subtype: number): EcpUlp => {
    const tellAll = (): void => {
      const user = userOf(subtype);
      for (let output = user.poll(); output !== undefined; output = user.poll()) {
        tell(
          output.kind === 'indication' ? { ...output, subtype, ulpdu: toHex(output.ulpdu) } : { ...output, subtype },
        );
      }
    };
    return {
      subtype,
      canTake: () => userOf(subtype).canTake(),
      take(bytes, at, end) {
        userOf(subtype).take(bytes, at, end);
        tellAll();
      },
      hasUlpdu: () => userOf(subtype).hasUlpdu(),
      pull: (out, at) => userOf(subtype).pull(out, at),
      txDone() {
        userOf(subtype).txDone();
        tellAll();
      },
      txFailed(reason) {
        userOf(subtype).txFailed(reason);
        tellAll();
      },
      portEnabled(enabled) {
        userOf(subtype).portEnabled(enabled);
        tellAll();
      },
    };
  };

  const { maxUlpduOctets } = options;
  const newUser = (subtype: number, state?: EcpPushUser['state']): EcpPushUser =>
    new EcpPushUser({ subtype, maxQueue, maxUlpduOctets }, state);
  const users = new Map(pushSubtypes.map((subtype) => [subtype, newUser(subtype)]));
  const userOf = (subtype: number): EcpPushUser => users.get(subtype) as EcpPushUser;
  const all = { ...options, ulps: [...ulps.map(noted), ...pushSubtypes.map(notedPush)] };
  let entity = new EcpEntity(all);

  return {
    handle(input, now) {
      if (input.kind !== 'request') return entity.handle(input, now);
      return userOf(input.subtype).handle(input) ?? entity.handle({ kind: 'ulpReady' }, now);
    },
    poll() {
      for (;;) {
        if (told[0] !== undefined && told[0].place <= polled) return told.shift()?.output;
        const output = entity.poll();
        if (output === undefined) return undefined;
        polled++;
        if (output.kind === 'ecpdu') return output;
      }
    },
    nextDeadline: () => entity.nextDeadline(),
    isBusy: () => entity.isBusy,
    status: () => ({
      ...entity.status(),
      waiting: [...users.values()].reduce((sum, user) => sum + user.status().waiting, 0),
    }),
    renew(by = 0) {
      entity = new EcpEntity(all, moveInstants(throughJson(entity.state), ECP_INSTANTS, by));
      for (const [subtype, { state }] of users) users.set(subtype, newUser(subtype, throughJson(state)));
    },
  };
}
