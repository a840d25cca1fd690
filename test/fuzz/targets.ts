import type { Target } from './target.ts';

/** Where a target is, and how much of the work it gets. */
export interface ListedTarget {
  /** Inputs in one go, and its share beside the others: the quicker a target, the more. */
  readonly share: number;
  /** Not among those that run when none is named: it takes threads or sockets, and minutes. */
  readonly onlyByName?: true;
  /** Its module is loaded by the processes that feed it, and by nobody else. */
  readonly load: () => Promise<Target>;
}

export const targets: Readonly<Record<string, ListedTarget>> = {
  sniff: {
    share: 16_000,
    load: async () => (await import('./targets/sniff.ts')).sniffTarget,
  },
  lines: {
    share: 6_000,
    load: async () => (await import('./targets/lines.ts')).linesTarget,
  },
  'native-requests': {
    share: 3_000,
    load: async () => (await import('./targets/native-requests.ts')).nativeRequestsTarget,
  },
  'native-answers': {
    share: 5_000,
    load: async () => (await import('./targets/native-answers.ts')).nativeAnswersTarget,
  },
  'answer-stream': {
    share: 2_000,
    load: async () => (await import('./targets/answer-stream.ts')).answerStreamTarget,
  },
  'plain-requests': {
    share: 6_000,
    load: async () => (await import('./targets/plain-requests.ts')).plainRequestsTarget,
  },
  'http-requests': {
    share: 600,
    load: async () => (await import('./targets/http-requests.ts')).httpRequestsTarget,
  },
  access: {
    share: 1_000,
    load: async () => (await import('./targets/access.ts')).accessTarget,
  },
  pickle: {
    share: 6_000,
    load: async () => (await import('./targets/pickle.ts')).pickleTarget,
  },
  names: {
    share: 8_000,
    load: async () => (await import('./targets/names.ts')).namesTarget,
  },
  files: {
    share: 3_000,
    load: async () => (await import('./targets/files.ts')).filesTarget,
  },
  settings: {
    share: 300,
    load: async () => (await import('./targets/settings.ts')).settingsTarget,
  },
  arguments: {
    share: 500,
    load: async () => (await import('./targets/arguments.ts')).argumentsTarget,
  },
  'panel-calls': {
    share: 1_000,
    load: async () => (await import('./targets/panel-calls.ts')).panelCallsTarget,
  },
  'panel-answers': {
    share: 1_000,
    load: async () => (await import('./targets/panel-answers.ts')).panelAnswersTarget,
  },
  'panel-doors': {
    share: 2_000,
    load: async () => (await import('./targets/panel-doors.ts')).panelDoorsTarget,
  },
  'server-sockets': {
    share: 100,
    onlyByName: true,
    load: async () => (await import('./targets/server-sockets.ts')).serverSocketsTarget,
  },
  'client-sockets': {
    share: 100,
    onlyByName: true,
    load: async () => (await import('./targets/client-sockets.ts')).clientSocketsTarget,
  },
  'client-hello': {
    share: 50,
    onlyByName: true,
    load: async () => (await import('./targets/client-hello.ts')).clientHelloTarget,
  },
  'client-access': {
    share: 50,
    onlyByName: true,
    load: async () => (await import('./targets/client-access.ts')).clientAccessTarget,
  },
  cache: {
    share: 5,
    onlyByName: true,
    load: async () => (await import('./targets/cache.ts')).cacheTarget,
  },
};
