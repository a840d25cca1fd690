import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { manPages } from './man/man-pages.ts';

/** `npm run man`: the man pages of the three programs, in `dist/man/`. */
const folder = resolve(import.meta.dirname, '../dist/man');
await mkdir(folder, { recursive: true });
for (const [name, text] of manPages()) {
  const file = join(folder, name);
  await writeFile(file, text);
  console.log(file);
}
