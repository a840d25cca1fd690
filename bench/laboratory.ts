/**
 * What it costs to simulate a cache: requests a second of one core's processor time, which other programs disturb
 * least, and memory for each object that is held. Policies are as beside a server; MIN, as in `fifolio simulate`.
 * Run with `node bench/laboratory.ts [POLICY…]`.
 */
import { withNextAccesses, zipfTrace } from '../harness/traces.ts';
import { machineLine } from '../harness/machine.ts';
import { createLivePolicy, createPolicy } from '../src/engine/laboratory/policies/create-policy.ts';
import {
  LIVE_POLICY_NAMES,
  POLICY_NAMES,
  type PolicyName,
} from '../src/shared/laboratory-names.ts';
import { median } from './report/statistics.ts';

const ROUNDS = 5;
const OBJECTS = 200_000;
const REQUESTS = 1_000_000;
const LARGEST = 8192;
/** Of the bytes of all objects. */
const CAPACITY_PART = 0.2;

interface Trace {
  readonly keys: Float64Array;
  readonly sizes: Float64Array;
  readonly nextAccesses: Float64Array;
}

function makeTrace(): Trace {
  const zipf = { objects: OBJECTS, requests: REQUESTS, skew: 0.9, largest: LARGEST };
  const requests = withNextAccesses(zipfTrace(zipf));
  return {
    keys: Float64Array.from(requests, ({ key }) => key),
    sizes: Float64Array.from(requests, ({ size }) => size),
    nextAccesses: Float64Array.from(requests, ({ nextAccess }) => nextAccess),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

interface Measured {
  readonly perSecond: number;
  readonly bytesPerObject: number;
  readonly missRatio: number;
}

function measure(name: PolicyName, { keys, sizes, nextAccesses }: Trace): Measured {
  const bounds = { capacity: (OBJECTS * LARGEST * CAPACITY_PART) / 2 };
  const live = LIVE_POLICY_NAMES.find((each) => each === name);
  const policy = live === undefined ? createPolicy(name, bounds) : createLivePolicy(live, bounds);
  let hits = 0;
  const start = cpuSeconds();
  for (let index = 0; index < REQUESTS; index += 1) {
    if (policy.request(keys[index]!, sizes[index]!, nextAccesses[index]!)) hits += 1;
  }
  return {
    perSecond: REQUESTS / (cpuSeconds() - start),
    bytesPerObject: policy.memoryBytes / policy.objectCount,
    missRatio: 1 - hits / REQUESTS,
  };
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(1);
}

function row(name: PolicyName, trace: Trace): string {
  const rounds = Array.from({ length: ROUNDS }, () => measure(name, trace));
  const speeds = rounds.map(({ perSecond }) => perSecond);
  const [{ bytesPerObject, missRatio }] = rounds as [Measured];
  const spread = `${millions(Math.min(...speeds))}–${millions(Math.max(...speeds))}`;
  return `| ${name} | ${millions(median(speeds))} (${spread}) | ${bytesPerObject.toFixed(0)} | ${missRatio.toFixed(4)} |`;
}

const trace = makeTrace();
console.log(machineLine());
console.log('| policy | million requests a second | bytes per object | miss ratio |');
console.log('| --- | --- | --- | --- |');
const asked = process.argv.slice(2);
for (const name of POLICY_NAMES) {
  if (asked.length === 0 || asked.includes(name)) console.log(row(name, trace));
}
