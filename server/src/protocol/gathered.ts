/** A call that many ask for and that is made seldom. */
export interface Gathered {
  /** Asks for the call: it is made soon, once for all who ask meanwhile. */
  ask(): void;
  /** No call is made any more. */
  dispose(): void;
}

/** While calls take so small a share of the time, nothing else is held up by them. */
const SHARE = 0.05;
/** Nobody waits longer than this, also after a call that the machine held up. Milliseconds. */
const LONGEST = 2_000;

/** Makes a call, at first after `delay` milliseconds; one that takes long is made less often. */
export function gathered(delay: number, call: () => Promise<void>): Gathered {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let took = 0;
  /** Asked for while the last call was under way. */
  let wanted = false;
  let disposed = false;
  const ask = () => {
    wanted = true;
    if (disposed) return;
    timer ??= setTimeout(() => {
      const started = performance.now();
      wanted = false;
      void call().finally(() => {
        took = performance.now() - started;
        timer = undefined;
        if (wanted) ask();
      });
    }, Math.min(LONGEST, Math.max(delay, took / SHARE)));
  };
  return {
    ask,
    dispose() {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
