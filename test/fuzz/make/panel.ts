import { METHODS, type MethodName } from '../../../src/shared/contract.ts';
import { NO_COUNTERS } from '../../../src/shared/server-state.ts';
import { changedBytes, rawBytes, tokensOf } from './bytes.ts';
import { anyValue, changedFields, writtenJson } from './json.ts';
import { anyName } from './names.ts';
import type { Random } from './random.ts';
import { anyText, changedText, plainWord } from './text.ts';

export const METHOD_NAMES = Object.keys(METHODS) as MethodName[];
const NO_METHODS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'server',
  '',
  'valueOf',
];
const FRAME_TOKENS = tokensOf([
  '{"kind":"call"',
  '"id":1',
  '"params":{}',
  '"__proto__":{',
  '}',
  '{',
  '[',
  '"',
  '\u0000',
]);

/** One WebSocket message. */
export interface Frame {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** A call as a panel sends it: right, wrong in its fields or its bytes, or noise. */
export function callFrame(random: Random, id: number): Frame {
  const isBinary = random.once(20);
  if (random.once(12)) return { data: rawBytes(random, FRAME_TOKENS), isBinary };
  const method = random.pick(METHOD_NAMES);
  const call = {
    kind: 'call',
    id,
    method: random.once(8) ? anyMethodName(random) : method,
    params: random.once(6) ? anyValue(random) : paramsOf(random, method),
  };
  const text = writtenJson(random, random.once(4) ? changedFields(random, call) : call);
  const data = Buffer.from(text);
  return { data: random.once(8) ? changedBytes(random, data, FRAME_TOKENS) : data, isBinary };
}

function anyMethodName(random: Random): string {
  if (random.once(3)) return anyText(random, 80);
  return random.once(2) ? random.pick(NO_METHODS) : changedText(random, random.pick(METHOD_NAMES));
}

function paramsOf(random: Random, method: MethodName): unknown {
  const params = rightParams(random, method);
  return random.once(3) ? changedFields(random, params) : params;
}

function rightParams(random: Random, method: MethodName): object {
  const port = random.between(1, 65_535);
  const endpoint = { host: plainWord(random), port };
  switch (method) {
    case 'server.stop':
      return { now: random.once(2) };
    case 'server.addPort':
    case 'server.removePort':
      return { port };
    case 'server.disconnect':
      return { connection: random.bits() };
    case 'cache.evict':
      return { names: [anyName(random), ...random.several(random.length(3), anyName)] };
    case 'cache.evictMatching':
      return { filter: anyName(random) };
    case 'cache.window':
      return { ...cacheQuery(random), from: random.below(9), count: 9, watched: [anyName(random)] };
    case 'cache.find':
      return { ...cacheQuery(random), name: anyName(random) };
    case 'cache.names':
      return { ...cacheQuery(random), from: random.below(9), count: random.below(99) };
    case 'cache.belt':
      return {
        widthPx: random.below(4096),
        part: {
          ...{ from: random.below(9), bytes: 1 + random.below(99) },
          keep: { name: anyName(random), at: random.below(9) },
        },
      };
    case 'remote.connect':
      return { tab: 1 + random.below(3), ...endpoint };
    case 'remote.closeTab':
      return { tab: 1 + random.below(3) };
    case 'remote.list':
      return { remote: 1 + random.below(9) };
    case 'remote.files':
      return {
        remote: 1,
        prefix: plainWord(random),
        recursive: true,
        limit: 1 + random.below(100),
      };
    case 'downloads.add':
      return { endpoint, files: [{ name: plainWord(random) }], folders: [''], directory: '/tmp' };
    case 'downloads.select':
      return { files: [{ name: anyName(random), size: random.below(9) }], folders: [''] };
    case 'downloads.list':
      return { after: random.below(9) };
    case 'remote.moreFiles':
      return { listing: 1, from: random.below(9) };
    case 'downloads.pause':
    case 'downloads.cancel':
    case 'downloads.retry':
    case 'downloads.remove':
      return random.pick([{ ids: [1 + random.below(9)] }, { batch: 1 }, { leftOver: true }]);
    case 'folders.choose':
      return { purpose: 'serve', startAt: '' };
    case 'folders.browse':
      return random.once(2) ? {} : { path: anyText(random) };
    case 'reveal':
      return random.pick([{ target: 'served-folder' }, { target: 'download', id: 1 }]);
    case 'settings.set':
      return { theme: 'dark', servePorts: [port], servePanePercent: random.between(20, 80) };
    default:
      return {};
  }
}

function cacheQuery(random: Random): object {
  return {
    column: random.pick(['place', 'name', 'size', 'hits']),
    direction: 'descending',
    filter: random.once(2) ? '' : plainWord(random),
  };
}

/** What a host sends a panel, as it is when it has been parsed: right, or wrong somewhere. */
export function hostMessage(random: Random, lastId: number): unknown {
  if (random.once(10)) return parsed(random, anyValue(random));
  const right = rightMessage(random, lastId);
  return random.once(2) ? right : parsed(random, changedFields(random, right));
}

/** By the way of JSON, as nothing else crosses; what is no JSON comes as `undefined`, like a frame that was dropped. */
function parsed(random: Random, value: unknown): unknown {
  try {
    return JSON.parse(writtenJson(random, value)) as unknown;
  } catch {
    return undefined;
  }
}

function rightMessage(random: Random, lastId: number): object {
  const sequence = random.below(100);
  const usage = { capacityBytes: 100, usedBytes: 3, heldBytes: 0, entries: 1 };
  const id = 1 + random.below(lastId + 1);
  const event = (name: string, payload: unknown): object => ({ kind: 'event', name, payload });
  switch (random.below(10)) {
    case 0:
      return { kind: 'result', id, value: {} };
    case 1:
      return { kind: 'result', id, value: { version: sequence, usage } };
    case 2:
      return { kind: 'result', id, value: { entries: [] } };
    case 3:
      return {
        kind: 'result',
        id,
        value: {
          phase: 'stopped',
          directory: '',
          reach: 'computer',
          ports: [],
          addresses: [],
          threads: [],
          counters: NO_COUNTERS,
          bytesPerSecond: 0,
          requestsPerSecond: 0,
        },
      };
    case 4:
      return {
        kind: 'failure',
        id,
        problem: { code: 'share-missing', directory: anyText(random) },
      };
    case 5:
      return event('cacheChanged', { version: sequence, usage });
    case 6:
      return event('transfersChanged', { sequence, ended: [1], started: [], progressed: [] });
    case 7:
      return event('logged', { entries: [{ type: 'serverStopped', id: 1, atMs: 1 }] });
    case 8:
      return event('commandChosen', { command: 'show-serve' });
    default:
      return event(anyMethodName(random), {});
  }
}
