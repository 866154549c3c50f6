// A value with one member changed, named by the path that errors name it by: `tlv[0].filterInfo.entries[1].vid`.

/** A deep copy of plain data (octets are kept as they are) with the member at `path` replaced; `''` is the value itself. */
export function changed(value: unknown, path: string, member: unknown): unknown {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
  return replaced(value, steps, member);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], member: unknown): unknown {
  if (step === undefined) return member;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const holder = copy as Record<string, unknown>;
  holder[step] = replaced(holder[step], rest, member);
  return copy;
}
