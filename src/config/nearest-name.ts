// The known name that is nearest to an unknown name.

/** Number of insertions, deletions and replacements from one text to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] as number) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Length of a name at most: longer names are not compared, so that the work is bounded. */
const LONGEST = 40;

/** The name that differs least, without regard to case, in at most a third of its letters; `undefined` where no name is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const of = (other: string): number => distance(name.toLowerCase(), other.toLowerCase());
  const near = names.filter((other) => of(other) <= Math.max(1, Math.floor(other.length / 3)));
  return near.sort((a, b) => of(a) - of(b))[0];
}
