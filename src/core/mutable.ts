// For building a value member by member before it is given out: rare members are added only where they are needed, and a
// spread would cost more than the decoding.

export type Mutable<T> = { -readonly [Member in keyof T]: T[Member] };
