// The bridge of `evb bridge`, and its VSI manager.

import type { EvbBridgeConfig } from '../../config/bridge-schema.js';
import { EvbBridge, type EvbBridgeInput, type EvbBridgeOutput } from '../../evb/bridge.js';
import { drive } from '../../host/drive.js';
import type { AnswerRules } from './commands/answer-rules.js';
import { BRIDGE_COMMANDS } from './commands/bridge.js';
import type { BridgeContext } from './commands/context.js';
import { runCommand } from './commands/runner.js';
import { closeEnd, heldVsis, type ProgramEnd, placedName, whenEnded } from './end.js';
import { drawnPorts, type EndParts } from './end-parts.js';
import { createObserver } from './events/observer.js';
import { answerEvent } from './events/output.js';
import { createRuledManager } from './manager.js';

const endOf = (output: EvbBridgeOutput): string | undefined =>
  output.kind === 'deleted' ? placedName(output, output.vsi) : undefined;

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
    answered: (query, answer) => tell(answerEvent(query, answer)),
  });
  const observer = createObserver(config.ports, bridge, tell);
  const driver = drive<EvbBridgeInput, EvbBridgeOutput>(bridge, { transports, manager, observer }, scheduler);
  const ports = config.ports.map(({ name }) => name);
  const context: BridgeContext = { commands: BRIDGE_COMMANDS, ports, end: bridge, driver, parts, manager, rules };
  return {
    run: (name, rest) => runCommand(context, name, rest),
    release(done) {
      whenEnded(driver, heldVsis(bridge), endOf, done);
      driver.handle({ kind: 'withdrawAll', reason: 'command' });
    },
    close: () => closeEnd(driver, ports),
  };
}
