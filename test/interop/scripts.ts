// The scripts beside this file.

import { fileURLToPath } from 'node:url';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const UP: string = script('up');
export const DOWN: string = script('down');
export const DAEMON: string = script('daemon');
