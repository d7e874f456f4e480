/** What a beam asks of a state: how likely it is, and how it goes on. */
interface Rated {
  readonly score: number;
  readonly pending: number;
  readonly first: number;
  readonly second: number;
}

/** A state that is so much worse than the best one (nats) is not worth following. */
const WINDOW = 15;
/** How many states that go on alike are kept. */
const MOST_ALIKE = 12;

/** The best states of those added, best first, the earlier of two equal ones first. What is not kept costs a comparison. */
export class Beam<State extends Rated> {
  readonly #size: number;
  readonly #states: State[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** False for a score with which a state need not be made: it would not be kept. */
  admits(score: number): boolean {
    const states = this.#states;
    return this.isNear(score) && (states.length < this.#size || score > states[states.length - 1]!.score);
  }

  /** False for a score that is far worse than the best. */
  isNear(score: number): boolean {
    return this.#states.length === 0 || score >= this.#states[0]!.score - WINDOW;
  }

  add(state: State): void {
    if (!this.admits(state.score)) return;
    const states = this.#states;
    const { score, pending, first, second } = state;
    let place = states.length;
    while (place > 0 && states[place - 1]!.score < score) place--;
    let alike = 0;
    let worst = -1;
    for (let i = 0; i < states.length; i++) {
      const other = states[i]!;
      if (other.first !== first || other.second !== second || other.pending !== pending) continue;
      alike++;
      worst = i;
    }
    if (alike === MOST_ALIKE) {
      if (worst < place) return;
      states.splice(worst, 1);
    } else if (states.length === this.#size) states.pop();
    states.splice(place, 0, state);
  }

  /** Those worth following, no more than `most`. */
  best(most = this.#size): State[] {
    const states = this.#states;
    let count = 0;
    while (count < states.length && count < most && states[count]!.score >= states[0]!.score - WINDOW) count++;
    return states.slice(0, count);
  }
}
