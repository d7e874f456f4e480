/** A call that many ask for and that is made seldom. */
export interface Gathered {
  /** Asks for the call: it is made soon, once for all who ask meanwhile. */
  ask(): void;
  /** No call is made any more. */
  dispose(): void;
}

/** While calls take so small a share of the time, nothing else is held up by them. */
const SHARE = 0.05;

/** Makes a call, at first after `delay` milliseconds; one that takes long is made less often. */
export function gathered(delay: number, call: () => void): Gathered {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let took = 0;
  return {
    ask() {
      timer ??= setTimeout(() => {
        timer = undefined;
        const started = performance.now();
        call();
        took = performance.now() - started;
      }, Math.max(delay, took / SHARE));
    },
    dispose() {
      clearTimeout(timer);
      // Not undefined: nobody is to start it anew.
      timer ??= setTimeout(() => {}, 0);
    },
  };
}
