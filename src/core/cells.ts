// Short runs of octets by slot: each slot has a cell, and all cells have one length. Cells are cut from pages, so that a
// slot needs no array of its own. Each page is as long as all pages before it
// together: there are few pages, and no page ever moves.

/** Octets of a cell. */
export const CELL_OCTETS = 64;
/** Cells of the first page, and of the second. */
const FIRST_CELLS = 16;

export type Cells = Uint8Array[];

/** Index of the page of a slot: 0 for slots 0..15, 1 for 16..31, 2 for 32..63. */
const indexOf = (slot: number): number => 32 - Math.clz32((slot / FIRST_CELLS) | 0);

/** The octets that hold the cell of a slot. */
export function pageOf(cells: Cells, slot: number): Uint8Array {
  const index = indexOf(slot);
  while (cells.length <= index)
    cells.push(new Uint8Array(CELL_OCTETS * (FIRST_CELLS << Math.max(0, cells.length - 1))));
  return cells[index] as Uint8Array;
}

/** Where the cell of a slot starts in its page. */
export const cellOf = (slot: number): number =>
  CELL_OCTETS * (slot < FIRST_CELLS ? slot : slot - (FIRST_CELLS << (indexOf(slot) - 1)));
