// The state of a shell as a JSON-safe value, and back. One form serves the state records of the whole library.
//
// JSON has a form of its own for null, booleans, strings, arrays, plain objects and most numbers. Any other value
// becomes an object with the name of its class or of the value in `$`, and with its content in `of`:
//
// | value | JSON |
// | --- | --- |
// | `undefined` (a hole of an array too), `Infinity`, `-Infinity`, `NaN`, `-0` | `{ "$": "-0" }` |
// | `Uint8Array` | `{ "$": "Uint8Array", "of": "8940" }` |
// | `Map`, `Set`, `Fifo`, `SlotList`, `Deadlines`, `IdentifierIndex` | `{ "$": "Set", "of": [1, 2] }` |
// | plain object with a member `$` | `{ "$": "Object", "of": [["$", 1]] }` |
//
// Always: order of members, of entries and of items stays. The state that is read back behaves as the state that was
// written, and has the same JSON. Every object of the state is written where it is found: two members that are the same
// object become two copies, so a state must not rely on one object having two names.

import { Deadlines } from './deadlines.js';
import { Fifo } from './fifo.js';
import { IdentifierIndex } from './identifier-index.js';
import { formatHex, parseHex } from './octets.js';
import { SlotList } from './slot-list.js';

/** What `JSON.stringify` writes and `JSON.parse` reads without a change. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** A value of a state has no form in JSON, or JSON has no form of a state. Recognise it by `code`. */
export class StateJsonError extends Error {
  override readonly name = 'StateJsonError';
  readonly code = 'dot1qbgStateJson';
  /** Path of the value, as `state.outputs[3].octets`. */
  readonly field: string;
  /** What would be right, as the end of "expected ...". */
  readonly expected: string;

  constructor(field: string, expected: string) {
    super(`${field}: expected ${expected}`);
    this.field = field;
    this.expected = expected;
  }
}

/** Path of a value: the names and indexes of members from the state down. */
type Path = (string | number)[];

const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => text + (typeof step === 'number' ? `[${step}]` : `.${step}`), 'state');

/** Member of an object with the name of a form. */
const FORM = '$';

/** Values that JSON does not know, by their names. */
const NAMED_VALUES = new Map<string, unknown>([
  ['undefined', undefined],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['NaN', Number.NaN],
  ['-0', -0],
]);

/** How a class is written and read. */
interface Form {
  readonly isOf: (value: object) => boolean;
  /** The content of an object, as a value that has a form itself. */
  readonly contentOf: (value: object) => unknown;
  /** The object with that content; `undefined` for another content. */
  readonly from: (content: unknown) => object | undefined;
}

/** A class whose content is an array. */
const listForm = <Value extends object, Content extends readonly unknown[]>(
  type: abstract new (...args: never[]) => Value,
  contentOf: (value: Value) => Content,
  from: (content: Content) => Value,
): Form => ({
  isOf: (value) => value instanceof type,
  contentOf: (value) => contentOf(value as Value),
  from: (content) => (Array.isArray(content) ? from(content as readonly unknown[] as Content) : undefined),
});

const octetsForm: Form = {
  isOf: (value) => value instanceof Uint8Array,
  contentOf: (value) => formatHex(value as Uint8Array),
  from: (content) => (typeof content === 'string' ? parseHex(content) : undefined),
};

/** Plain objects that JSON cannot have as they are. */
const objectForm: Form = {
  isOf: (value) => Object.hasOwn(value, FORM) && isPlain(value),
  contentOf: Object.entries,
  from: (content) => (Array.isArray(content) ? Object.fromEntries(content) : undefined),
};

const FORMS = new Map<string, Form>([
  ['Object', objectForm],
  ['Uint8Array', octetsForm],
  [
    'Map',
    listForm(
      Map<unknown, unknown>,
      (map) => [...map],
      (entries) => new Map(entries),
    ),
  ],
  [
    'Set',
    listForm(
      Set<unknown>,
      (set) => [...set],
      (items) => new Set(items),
    ),
  ],
  ['Fifo', listForm(Fifo<unknown>, (fifo) => fifo.items(), Fifo.of)],
  ['SlotList', listForm(SlotList, (list) => list.slots(), SlotList.of)],
  ['Deadlines', listForm(Deadlines, (deadlines) => deadlines.content(), Deadlines.of)],
  ['IdentifierIndex', listForm(IdentifierIndex, (index) => index.numbers(), IdentifierIndex.of)],
]);

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/**
 * A JSON-safe value from which `stateFromJson` makes the state again. It shares no object with the state.
 *
 * @throws StateJsonError for a function, a symbol, a bigint, an object that contains itself, an object of another class
 */
export function stateToJson(state: unknown): Json {
  const path: Path = [];
  const around = new Set<object>();

  function within(step: string | number, value: unknown): Json {
    path.push(step);
    const json = write(value);
    path.pop();
    return json;
  }

  function write(value: unknown): Json {
    for (const [name, known] of NAMED_VALUES) if (Object.is(value, known)) return { [FORM]: name };
    if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
      return value;
    }
    if (typeof value !== 'object') throw new StateJsonError(pathText(path), `data, not a ${typeof value}`);
    if (around.has(value)) throw new StateJsonError(pathText(path), 'an object that does not contain itself');
    around.add(value);
    const json = writeObject(value);
    around.delete(value);
    return json;
  }

  function writeObject(value: object): Json {
    if (Array.isArray(value)) return Array.from(value, (item, i) => within(i, item));
    for (const [name, form] of FORMS) {
      if (form.isOf(value)) return { [FORM]: name, of: write(form.contentOf(value)) };
    }
    if (!isPlain(value)) throw new StateJsonError(pathText(path), 'a plain object, or one of a class with a form');
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, within(name, member)]));
  }

  return write(state);
}

/**
 * The state that `stateToJson` has written. It shares no object with the JSON. Members are not checked: that they belong
 * to the shell that takes the state over is for the caller to know.
 *
 * @throws StateJsonError for a `$` that names no form, or a content that the form cannot have
 */
export function stateFromJson(json: unknown): unknown {
  const path: Path = [];

  function within(step: string | number, member: unknown): unknown {
    path.push(step);
    const value = read(member);
    path.pop();
    return value;
  }

  function read(member: unknown): unknown {
    if (typeof member !== 'object' || member === null) return member;
    if (Array.isArray(member)) return readItems(member);
    const entries = Object.entries(member);
    if (Object.hasOwn(member, FORM)) return readForm(new Map(entries));
    return Object.fromEntries(entries.map(([name, value]) => [name, within(name, value)]));
  }

  /** By `push`: an array that is made with its length keeps being one that may have holes. */
  function readItems(items: readonly unknown[]): unknown[] {
    const values: unknown[] = [];
    for (const item of items) values.push(within(values.length, item));
    return values;
  }

  function readForm(members: ReadonlyMap<string, unknown>): unknown {
    const name = String(members.get(FORM));
    if (NAMED_VALUES.has(name)) return NAMED_VALUES.get(name);
    const form = FORMS.get(name);
    if (form === undefined) throw new StateJsonError(pathText(path), `a form that is known, got ${name}`);
    const value = form.from(read(members.get('of')));
    if (value === undefined) throw new StateJsonError(pathText(path), `the content of ${name}`);
    return value;
  }

  return read(json);
}
