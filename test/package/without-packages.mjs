// The tarball alone: it brings no package, and says which one is missing where one is needed.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { entries, makeConsumer, manifest } from './consumer.mjs';
import { ASSOCIATE } from './exercises.mjs';

/** The entry that needs each optional package. */
const NEEDED_BY = { zod: 'dot1qbg/config', 'binary-parser': 'dot1qbg/grammar', 'fast-check': 'dot1qbg/testing' };

function evb(home, args, input = '') {
  const program = `${home}/node_modules/${manifest.name}/${manifest.bin.evb}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function load(home, entry) {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `import '${entry}'`], {
    cwd: home,
    encoding: 'utf8',
  });
  return { status, stderr };
}

function expect(holds, what) {
  if (!holds) throw new Error(what);
}

export function checkWithoutPackages() {
  expect(Object.keys(manifest.dependencies ?? {}).length === 0, 'whoever installs the library gets other packages');
  const { home } = makeConsumer([]);
  try {
    const needy = Object.values(NEEDED_BY);
    for (const entry of entries.filter((each) => !needy.includes(each))) {
      expect(load(home, entry).status === 0, `${entry} does not load without packages`);
    }
    for (const [name, entry] of Object.entries(NEEDED_BY)) {
      expect(load(home, entry).stderr.includes(`Cannot find package '${name}'`), `${entry} does not name ${name}`);
    }
    const decoded = evb(home, ['decode', '--hex', '--brief'], `${ASSOCIATE}\n`);
    expect(decoded.status === 0 && decoded.stdout.includes('VDP'), `evb decode: ${decoded.stderr}`);
    const demo = evb(home, ['demo']);
    expect(demo.status === 0 && demo.stdout.includes('EVB agreed'), `evb demo: ${demo.stderr}`);
    for (const command of ['encode', 'station', 'bridge']) {
      const { status, stderr } = evb(home, [command]);
      const told = `evb: ${command} needs the package zod: npm install zod\n`;
      expect(status === 2 && stderr === told, `evb ${command} says: ${stderr}`);
    }
  } finally {
    rmSync(home, { recursive: true });
  }
  return 'no package comes along; evb decode and evb demo run, the others name what to install';
}
