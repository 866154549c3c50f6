// test/rows.txt lists the rows of the reference tables that a test must bear: `file id`, one a line. A test bears rows by
// a title that starts with them: `vdp V1: ...`, or `vdp E1, vdp L1: ...`.

/** The rows of the list; comments start with `#`. */
export const parseRows = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');

const ROW = /^[a-z][a-z0-9-]* [A-Z]?[A-Za-z0-9./]*\d[a-z]?$/;

/** The rows that a title bears. */
export function rowsOfTitle(title: string): string[] {
  const colon = title.indexOf(': ');
  const rows = colon < 0 ? [] : title.slice(0, colon).split(', ');
  return rows.every((row) => ROW.test(row)) ? rows : [];
}

/** What is wrong with a run, in words; empty where every row is borne and every borne row is listed. */
export function checkRows(listed: readonly string[], passedTitles: readonly string[], knownFiles: RegExp): string[] {
  const borne = new Set(passedTitles.flatMap(rowsOfTitle).filter((row) => knownFiles.test(row)));
  return [
    ...listed.filter((row, i) => listed.indexOf(row) !== i).map((row) => `listed twice: ${row}`),
    ...listed.filter((row) => !borne.has(row)).map((row) => `no passing test bears: ${row}`),
    ...[...borne].filter((row) => !listed.includes(row)).map((row) => `borne by a test, but not listed: ${row}`),
  ];
}

/** The reference files whose rows are listed. */
export const REFERENCE_FILES = /^(ecp|vdp|lldp-evb|s-channel|edge-relay|scenarios) /;
