// The part of an AbortSignal that is needed here. Any AbortSignal of a browser or of Node is one; the language has none.

export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
