// The bridge of `evb bridge`, and its VSI manager.

import type { EvbBridgeConfig } from '../../config/bridge-schema.js';
import { EvbBridge, type EvbBridgeInput, type EvbBridgeOutput } from '../../evb/bridge.js';
import type { ChannelPlace } from '../../evb/place.js';
import { jsonOf } from '../../frame/frame-json.js';
import { drive } from '../../host/drive.js';
import { vsiName } from '../../text/vsi-text.js';
import type { AnswerRules } from './commands/answer-rules.js';
import { BRIDGE_COMMANDS } from './commands/bridge.js';
import type { BridgeContext } from './commands/context.js';
import { createCommandRunner } from './commands/runner.js';
import { drawnPorts, type EndParts, type ProgramEnd, placesOf } from './end.js';
import { createObserver } from './events/observer.js';
import { outputEvent } from './events/output.js';
import { createRuledManager } from './manager.js';

const keyOf = ({ port, scid }: ChannelPlace, name: string): string => `${scid} ${name} ${port}`;

export function createBridgeEnd(config: EvbBridgeConfig, rules: AnswerRules, parts: EndParts): ProgramEnd {
  const { scheduler, transports, tell } = parts;
  const bridge = new EvbBridge({
    ...config,
    ports: drawnPorts(config.ports, parts),
    vdp: { ...config.vdp, hashSeed: parts.hashSeed },
  });
  const manager = createRuledManager({
    rules,
    types: config.vsiTypes,
    defaultManagerId: config.defaultManagerId,
    scheduler,
    answered: ({ port, scid, vsi }, answer) => {
      const event = outputEvent({ kind: 'answer', port, scid, vsi, answer });
      if (event !== undefined) tell(event);
    },
  });
  const observer = createObserver(config.ports, () => bridge.status(), tell);
  const driven = drive<EvbBridgeInput, EvbBridgeOutput>(bridge, { transports, manager, observer }, scheduler);
  const names = config.ports.map(({ name }) => name);
  const context: BridgeContext = {
    role: 'bridge',
    ports: names,
    give: (input) => driven.handle(input),
    status: () => bridge.status(),
    vsis: (place) =>
      bridge.vsis(place).map(({ vsi, ...rest }) => ({
        vsi: vsiName(vsi),
        ...vsi,
        ...(jsonOf(rest) as object),
      })),
    manager,
    rules,
    transportCounters: parts.transportCounters,
    commands: BRIDGE_COMMANDS,
    stop: parts.stop,
  };
  return {
    run: createCommandRunner(BRIDGE_COMMANDS, context),
    release(done) {
      const keys = placesOf(bridge.status()).flatMap((place) =>
        bridge.vsis(place).map(({ vsi }) => keyOf(place, vsiName(vsi))),
      );
      const open = new Set(keys);
      driven.listen({
        told(output) {
          if (output.kind !== 'deleted') return;
          const key = keyOf(output, vsiName(output.vsi));
          if (open.delete(key) && open.size === 0) done();
        },
      });
      if (open.size === 0) done();
      driven.handle({ kind: 'withdrawAll', reason: 'command' });
    },
    disable() {
      for (const port of names) driven.handle({ kind: 'enable', port, enabled: false });
    },
    stop: () => driven.stop(),
  };
}
