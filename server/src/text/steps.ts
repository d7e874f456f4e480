/** Work that may be left in between and taken up again: each yield says about how many code units were read since the one before. */
export type Steps<R> = Generator<number, R>;

/** Does all of it at once. */
export function completed<R>(steps: Steps<R>): R {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
