import { CONNECTIONS, measureSizes, PIPELINE, SIZES, SMALL_SIZES } from './cached.ts';
import type { Scenario } from './scenario.ts';
import { keptWith, ONCE, overHttp } from './ways.ts';

/** As `kept`, but ours is asked by HTTP, too. */
export const httpKept: Scenario = {
  name: 'http-kept',
  title: `HTTP: a cached file over ${CONNECTIONS} kept connections, one request at a time on each`,
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: false,
      sized: SIZES.map((size) => ({
        size,
        ways: overHttp(keptWith(1)),
        connections: CONNECTIONS,
      })),
    }),
};

export const httpPipelined: Scenario = {
  name: 'http-pipelined',
  title: `HTTP: a cached file over ${CONNECTIONS} kept connections, ${PIPELINE} requests outstanding on each`,
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: false,
      sized: SMALL_SIZES.map((size) => ({
        size,
        ways: overHttp(keptWith(PIPELINE)),
        connections: CONNECTIONS,
      })),
    }),
};

export const httpNewConnections: Scenario = {
  name: 'http-new-connections',
  title: `HTTP: a cached file over a new connection for each request, ${CONNECTIONS} at a time`,
  run: (bench) =>
    measureSizes(bench, {
      hasStreaming: false,
      sized: [{ size: SIZES[1], ways: overHttp(ONCE), connections: CONNECTIONS }],
    }),
};
