import { freePort } from '../../../harness/ports.ts';
import { WireClient } from '../../../harness/wire-client.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import { connectTo } from './connections.ts';
import { expectThat, receiveWhole } from './receiving.ts';

/** What a person does at the panel: ports come and go, panels are opened and closed. */
export function controlActivities(surroundings: Surroundings): Activity[] {
  const { unchanging, panel, openPanel, tally, random } = surroundings;
  return [
    {
      kind: 'a port, for a while',
      perSecond: 0.2,
      atMost: 1,
      async run() {
        const port = await freePort();
        await panel.call('server.addPort', { port });
        const { ports } = await panel.call('server.status', {});
        const added = ports.find((status) => status.port === port);
        const problem = added?.state === 'failed' ? JSON.stringify(added.problem) : 'not added';
        if (added?.state === 'failed' && added.suggestedPort !== undefined) {
          // Somebody else was faster, perhaps a client of this very run with its own end.
          await panel.call('server.removePort', { port });
          return;
        }
        expectThat(added?.state === 'listening', `port ${port}: ${problem}`);
        const client = await connectTo(port);
        try {
          const first = oneOf(unchanging.small, random);
          client.ask({ op: 'get', name: first.name });
          await receiveWhole(client, first);
          const second = oneOf(unchanging.large, random);
          client.ask({ op: 'get', name: second.name });
          await panel.call('server.removePort', { port });
          // What came through the port lives on without it.
          await receiveWhole(client, second);
          client.ask({ op: 'get', name: first.name });
          await receiveWhole(client, first);
        } finally {
          client.close();
        }
        const isClosed = await WireClient.connect(port).then(
          (late) => {
            late.close();
            return false;
          },
          () => true,
        );
        expectThat(isClosed, `port ${port} still accepts after it was removed`);
        tally.add('a port, for a while', 'answered', 3);
      },
    },
    {
      kind: 'a panel, for a while',
      perSecond: 0.1,
      atMost: 1,
      async run() {
        const visitor = await openPanel();
        const { phase } = await visitor.call('server.status', {});
        expectThat(phase === 'running', `the panel says that the server is ${phase}`);
        await visitor.call('log.recent', {});
        await visitor.close();
        tally.add('a panel, for a while', 'answered');
      },
    },
    {
      kind: 'evicted by a person',
      perSecond: 0.5,
      atMost: 1,
      async run() {
        const names = [oneOf(unchanging.medium, random).name, oneOf(unchanging.small, random).name];
        await panel.call('cache.evict', { names });
        tally.add('evicted by a person', 'answered');
      },
    },
  ];
}
