import { runLoad } from '../load-generator/load-generator.ts';
import type { AnswerShape, Load } from '../load-generator/load.ts';
import type { AnswerFormat } from '../load-generator/probe.ts';
import { probe } from '../load-generator/probe.ts';
import type { Serving } from '../../harness/serving.ts';
import { USAGE_IS_KNOWN, cpuSeconds } from '../../harness/process-usage.ts';

const GIB = 1024 ** 3;
const TIME_LIMIT_MS = 60_000;

/** A server, and the question it is asked over and over. */
export interface Target {
  readonly serving: Serving;
  readonly request: Uint8Array;
  readonly answer: AnswerShape;
}

/** What one run of the load showed. */
export interface LoadSample {
  readonly requestsPerSecond: number;
  readonly gibPerSecond: number;
  /** Of the server; NaN where it is not known. */
  readonly cpuSecondsPerGib: number;
  readonly cpuMicrosecondsPerRequest: number;
  /** Of the load generator: processor seconds in each second. */
  readonly generatorCores: number;
}

export const nativeGet = (name: string): Buffer => Buffer.from(`{"op":"get","name":"${name}"}\n`);

export const httpGet = (name: string): Buffer =>
  Buffer.from(`GET /${name} HTTP/1.1\r\nHost: localhost\r\n\r\n`);

/** Asks twice, so that the answer to be counted comes from the cache, if there is one. */
export async function aim(
  serving: Serving,
  question: { request: Uint8Array; format: AnswerFormat; body: Buffer },
): Promise<Target> {
  await probe({ port: serving.port, ...question });
  const answer = await probe({ port: serving.port, ...question });
  return { serving, request: question.request, answer };
}

export async function putUnderLoad(
  target: Target,
  load: Pick<Load, 'connections' | 'mode' | 'answers' | 'threads'>,
): Promise<LoadSample> {
  const { serving, request, answer } = target;
  let cpu = 0;
  const count = (sign: 1 | -1): void => {
    cpu += USAGE_IS_KNOWN ? sign * cpuSeconds(serving.pid) : Number.NaN;
  };
  const result = await runLoad(
    { ...load, port: serving.port, request, answer, timeLimitMs: TIME_LIMIT_MS },
    { before: () => count(-1), after: () => count(1) },
  );
  return {
    requestsPerSecond: result.answers / result.seconds,
    gibPerSecond: result.bytes / GIB / result.seconds,
    cpuSecondsPerGib: cpu / (result.bytes / GIB),
    cpuMicrosecondsPerRequest: (cpu * 1e6) / result.answers,
    generatorCores: result.generatorCpuSeconds / result.seconds,
  };
}
