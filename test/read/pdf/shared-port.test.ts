/** The port between pdfjs's halves: operators pass as they are, in lists of their own; all else is copied. */
import { describe, expect, it } from 'vitest';
import { SharedPort } from '../../../pipeline/read/pdf/shared-port.ts';

interface Message {
  chunk?: { fnArray: number[]; argsArray: unknown[]; length: number };
  data?: { bytes: Uint8Array };
  number?: number;
}

function listen(port: SharedPort, options = {}): Message[] {
  const heard: Message[] = [];
  port.addEventListener('message', ({ data }) => heard.push(data as Message), options);
  return heard;
}

describe('the shared port', () => {
  it('shares operators and outlives the sender emptying its lists', async () => {
    const port = new SharedPort();
    const heard = listen(port);
    const glyphs = [{ unicode: 'a', width: 500 }];
    const chunk = { fnArray: [44], argsArray: [glyphs], length: 1 };
    port.postMessage({ chunk });
    chunk.fnArray.length = 0;
    chunk.argsArray.length = 0;
    await Promise.resolve();
    expect(heard[0]?.chunk?.fnArray).toEqual([44]);
    expect(heard[0]?.chunk?.argsArray[0]).toBe(glyphs);
  });

  it('copies other messages and takes what is handed over', async () => {
    const port = new SharedPort();
    const heard = listen(port);
    const bytes = new Uint8Array([1, 2, 3]);
    port.postMessage({ data: { bytes } }, [bytes.buffer]);
    expect(bytes.length).toBe(0);
    await Promise.resolve();
    expect(heard[0]?.data?.bytes).toEqual(new Uint8Array([1, 2, 3]));
    const refused = (): void => port.postMessage({ data: () => undefined });
    expect(refused).toThrow('could not be cloned');
  });

  it('delivers in order, later, and to nobody who has left', async () => {
    const port = new SharedPort();
    const leaving = new AbortController();
    const heard = listen(port);
    const left = listen(port, { signal: leaving.signal });
    port.postMessage({ number: 1 });
    expect(heard).toEqual([]);
    await Promise.resolve();
    leaving.abort();
    port.postMessage({ number: 2 });
    await Promise.resolve();
    expect(heard.map(({ number }) => number)).toEqual([1, 2]);
    expect(left.map(({ number }) => number)).toEqual([1]);
    expect(listen(port, { signal: AbortSignal.abort() })).toEqual([]);
  });
});
