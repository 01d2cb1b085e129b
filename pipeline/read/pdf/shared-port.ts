/**
 * The port between pdfjs's two halves when both run in this thread. pdfjs's own copies every message, which for a
 * page's operators, most of the traffic, costs about as much as reading them. Those pass as they are here: reading
 * changes nothing in them. Everything else is copied, as pdfjs expects.
 */

/** What pdfjs's message handlers ask of a port; `data` is one of their messages. */
type Listener = (event: { data: unknown }) => void;

export class SharedPort {
  readonly #listeners = new Set<Listener>();
  readonly #settled = Promise.resolve();

  /** Delivers the message to every listener, in order and never before this call has ended. */
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    const data = shareOperators(message) ?? structuredClone(message, { transfer });
    void this.#settled.then(() => {
      for (const listener of this.#listeners) listener({ data });
    });
  }

  addEventListener(_type: string, listener: Listener, { signal }: { signal?: AbortSignal } = {}): void {
    if (signal?.aborted) return;
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.removeEventListener('', listener));
  }

  removeEventListener(_type: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

/** The message with its operators in lists of their own, since the sender empties its lists; `null` for any other. */
function shareOperators(message: unknown): object | null {
  const { chunk } = message as { chunk?: { fnArray?: unknown; argsArray?: unknown } };
  if (!Array.isArray(chunk?.fnArray) || !Array.isArray(chunk.argsArray)) return null;
  return {
    ...(message as object),
    chunk: { ...chunk, fnArray: [...chunk.fnArray], argsArray: [...chunk.argsArray] },
  };
}
