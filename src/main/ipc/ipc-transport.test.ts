import { describe, expect, it, vi } from 'vitest';
import { ipcFrameSchema } from '../../shared/ipc-frames.ts';
import { IpcTransport } from './ipc-transport.ts';

describe('IpcTransport', () => {
  it('keeps what arrives until there is a receiver, in order', () => {
    const transport = new IpcTransport('s', vi.fn());
    transport.receive(1);
    transport.receive(2);
    const received: unknown[] = [];
    transport.onMessage((message) => received.push(message));
    transport.receive(3);
    expect(received).toEqual([1, 2, 3]);
  });

  it('sends frames of its session', () => {
    const sendFrame = vi.fn();
    new IpcTransport('s', sendFrame).send({ a: 1 });
    expect(sendFrame).toHaveBeenCalledExactlyOnceWith({
      session: 's',
      kind: 'message',
      message: { a: 1 },
    });
  });

  it('says goodbye once, and is silent after', () => {
    const sendFrame = vi.fn();
    const transport = new IpcTransport('s', sendFrame);
    const closed = vi.fn();
    transport.onClose(closed);
    transport.close();
    transport.close();
    transport.send('late');
    expect(sendFrame).toHaveBeenCalledExactlyOnceWith({ session: 's', kind: 'closed' });
    expect(closed).toHaveBeenCalledOnce();
    const lateListener = vi.fn();
    transport.onClose(lateListener);
    expect(lateListener).toHaveBeenCalledOnce();
  });

  it('ends when the document has gone, instead of throwing', () => {
    const transport = new IpcTransport('s', () => {
      throw new Error('Object has been destroyed');
    });
    const closed = vi.fn();
    transport.onClose(closed);
    transport.send('anything');
    expect(closed).toHaveBeenCalledOnce();
    expect(() => transport.close()).not.toThrow();
  });

  it('receives nothing from a document that has gone', () => {
    const transport = new IpcTransport('s', vi.fn());
    const receive = vi.fn();
    transport.onMessage(receive);
    transport.documentGone();
    transport.receive('late');
    expect(receive).not.toHaveBeenCalled();
  });
});

describe('ipcFrameSchema', () => {
  it.each([
    undefined,
    null,
    'text',
    [],
    {},
    { kind: 'message', message: 1 },
    { session: '', kind: 'message', message: 1 },
    { session: 's'.repeat(65), kind: 'message', message: 1 },
    { session: 's', kind: 'other' },
    { session: 's', kind: 'closed', extra: 1 },
    { session: 7, kind: 'closed' },
  ])('is not satisfied by %o', (payload) => {
    expect(ipcFrameSchema.safeParse(payload).success).toBe(false);
  });
});
