import type { Omission } from '../../shared/omissions.ts';
import { mergeOmissions } from '../../shared/omissions.ts';
import { type FileRefusal, refusedName } from './file-refusal.ts';
import { FileRoot } from './file-root.ts';
import type { FolderSet, Member, SharedFiles } from './folder-set.ts';
import {
  countFolder,
  DEFAULT_LIMIT,
  type FileListing,
  type ListedFolder,
  listFiles,
  type ListingOptions,
  MAX_COUNTED_ENTRIES,
  MAX_LIMIT,
  spellings,
  withContent,
} from './listing.ts';
import { checkName } from './name-rules.ts';
import { shownName } from './omission-tally.ts';

/** As {@link listFiles}, of whatever a server shares. */
export async function listShared(
  files: SharedFiles,
  options: ListingOptions = {},
): Promise<FileListing | FileRefusal> {
  return files instanceof FileRoot ? listFiles(files, options) : listSet(files, options);
}

async function listSet(
  set: FolderSet,
  options: ListingOptions,
): Promise<FileListing | FileRefusal> {
  const { prefix = '', recursive = false, folders = false, limit = DEFAULT_LIMIT } = options;
  if (!prefix.includes('/')) {
    const beginnings = spellings(prefix);
    const members = set.members.filter(({ name }) =>
      beginnings.some((beginning) => name.startsWith(beginning)),
    );
    const wanted = { folders, limit: Math.min(limit, MAX_LIMIT) };
    return recursive ? listWithin(members, wanted) : listTop(members, wanted);
  }
  const folder = prefix.slice(0, prefix.lastIndexOf('/'));
  const problem = checkName(folder);
  if (problem !== undefined) return refusedName(problem);
  const found = set.find(prefix);
  if (found === undefined) return EMPTY;
  const listing = await listFiles(found.member.root, { ...options, prefix: found.rest });
  return listing.ok ? withNameBefore(found.member, listing) : listing;
}

const EMPTY: FileListing = {
  ok: true,
  files: [],
  folders: [],
  truncated: false,
  omitted: [],
  unshared: 0,
};

/** What of the files at the top is listed. */
interface Wanted {
  readonly folders: boolean;
  readonly limit: number;
}

/** Only the folders themselves: there are no files beside them. */
async function listTop(
  members: readonly Member[],
  { folders: areWanted, limit }: Wanted,
): Promise<FileListing> {
  if (!areWanted) return EMPTY;
  const folders: ListedFolder[] = [];
  const omitted: Omission[] = [];
  let entriesLeft = MAX_COUNTED_ENTRIES;
  for (const { name, root } of members.slice(0, limit)) {
    const counted = await countFolder(root, '', Math.max(1, entriesLeft));
    entriesLeft -= counted.entries;
    if (counted.isListed) folders.push(withContent(name, counted.content));
    else omitted.push(missing(name));
  }
  return { ...EMPTY, folders, omitted, truncated: members.length > limit };
}

/** Everything in them, one after the other. Each may have as many entries looked at as a single one. */
async function listWithin(
  members: readonly Member[],
  { folders: areWanted, limit }: Wanted,
): Promise<FileListing> {
  const files: FileListing['files'][number][] = [];
  const folders: ListedFolder[] = [];
  const omitted: Omission[] = [];
  let unshared = 0;
  let truncated = false;
  for (const member of members) {
    const left = limit - files.length;
    if (left <= 0) {
      truncated = true;
      break;
    }
    const options = { recursive: true, folders: areWanted, limit: left };
    const listing = await listFiles(member.root, options);
    if (!listing.ok) {
      omitted.push(missing(member.name));
      continue;
    }
    const named = withNameBefore(member, listing);
    if (areWanted) {
      const bytes = named.files.reduce((sum, { size }) => sum + size, 0);
      const content = named.truncated ? undefined : { files: named.files.length, bytes };
      folders.push(withContent(member.name, content), ...named.folders);
    }
    // Not spread into the call: there may be more than a call takes.
    for (const file of named.files) files.push(file);
    omitted.push(...named.omitted);
    unshared += named.unshared;
    truncated ||= named.truncated;
  }
  return {
    ok: true,
    files,
    folders: folders.slice(0, limit),
    truncated: truncated || folders.length > limit,
    omitted: mergeOmissions(omitted),
    unshared,
  };
}

/** A folder that was there when the server was started. */
function missing(name: string): Omission {
  return { kind: 'unreadable-folder', count: 1, names: [shownName(`${name}/`)] };
}

/** A listing of one of the folders, as seen from the top. */
function withNameBefore({ name: top }: Member, listing: FileListing): FileListing {
  const before = (name: string): string => `${top}/${name}`;
  const tooLong: string[] = [];
  const files = listing.files.flatMap((file) => {
    const name = before(file.name);
    if (checkName(name) === undefined) return [{ ...file, name, key: before(file.key) }];
    tooLong.push(shownName(name));
    return [];
  });
  const omitted: Omission[] = listing.omitted.map(({ names, ...rest }) => ({
    ...rest,
    names: names.map((name) => `${shownName(top)}/${name}`),
  }));
  if (tooLong.length > 0) {
    omitted.push({ kind: 'name-too-long', count: tooLong.length, names: tooLong });
  }
  const folders = listing.folders.map((folder) => ({ ...folder, name: before(folder.name) }));
  return { ...listing, files, folders, omitted: mergeOmissions(omitted) };
}
