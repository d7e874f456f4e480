/** Work that may be left in between and taken up again: each yield says about how many code units were read since the one before. */
export type Steps<R> = Generator<number, R>;

/** Small work that is one step together: to leave a loop and to take it up again costs more than to look at one name. */
export class Work {
  #done = 0;

  /** True once there is enough of it for a step; then {@link take} is to be yielded. */
  add(length: number): boolean {
    this.#done += length;
    return this.#done >= 1000;
  }

  /** What was added since the last step. */
  take(): number {
    const done = this.#done;
    this.#done = 0;
    return done;
  }
}

/** Does all of it at once. */
export function completed<R>(steps: Steps<R>): R {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
