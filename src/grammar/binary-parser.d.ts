// Declarations of the part of binary-parser that is used here. Its own declarations are not in its exports map, and need the
// types of Node. Functions are called on the object in the making, and each has a parameter of its own type, hence `never`.

type Bits = `bit${1 | 2 | 3 | 4 | 5 | 7 | 9 | 10 | 12 | 15 | 24}`;
type Numbers = Bits | 'uint8' | 'uint16' | 'uint32' | 'int32';
type Amount = number | string | ((this: never) => number);

interface Options {
  readonly formatter?: (value: never) => unknown;
}
interface Run extends Options {
  readonly length?: Amount;
  readonly readUntil?: 'eof' | ((item: never, rest: Uint8Array) => boolean);
}
interface Choice {
  readonly tag: Amount;
  readonly choices: Readonly<Record<number, Parser>>;
  readonly defaultChoice?: Parser;
}
interface Nest extends Options {
  readonly type: Parser;
}
export type Parser = { readonly [Name in Numbers]: (name: string, options?: Options) => Parser } & {
  buffer(name: string, options: Run): Parser;
  array(name: string, options: Run & { readonly type: Parser }): Parser;
  choice(options: Choice): Parser;
  nest(name: string, options: Nest): Parser;
  nest(options: Nest): Parser;
  seek(length: Amount): Parser;
  saveOffset(name: string): Parser;
  parse(bytes: Uint8Array): unknown;
};
export declare const Parser: new () => Parser;
