import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { lockFaults, type Lock } from './lock-file/lock-faults.ts';

/** Part of `npm run check`: whether `npm ci` can succeed on every platform, as the lock file tells. */
const file = resolve(import.meta.dirname, '../package-lock.json');
const faults = lockFaults(JSON.parse(readFileSync(file, 'utf8')) as Lock);
for (const fault of faults) console.error(`package-lock.json: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
