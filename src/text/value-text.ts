// JSON as words: `linkUp=true evb.state=agreed`.

import type { JsonValue } from '../frame/frame-json.js';

function words(value: JsonValue, path: string): string[] {
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return [`${path}=${value.join(',')}`];
    return value.flatMap((one: JsonValue, i) => words(one, `${path}[${i}]`));
  }
  if (typeof value !== 'object') return value === undefined ? [] : [`${path}=${value}`];
  return Object.entries(value).flatMap(([name, one]) => words(one, path === '' ? name : `${path}.${name}`));
}

/** A JSON value as one line. */
export const valueText = (value: JsonValue): string => words(value, '').join(' ');
