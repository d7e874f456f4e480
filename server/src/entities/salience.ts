/** What speaks for a name as the one that a word like 公司 or 市长 means; tuned on corpus/news train and dev with the spans of the gold. */
export interface SalienceWeights {
  /** Named before in the same paragraph; falls by `distance` for each doubling of the distance in characters. */
  readonly here: number;
  readonly distance: number;
  /** Named in the paragraph before; falls by `paragraphs` for each doubling of the distance in paragraphs. */
  readonly before: number;
  readonly paragraphs: number;
  /** For each doubling of how often the document names it. */
  readonly count: number;
  /** Named first of its kind. */
  readonly first: number;
  /** Named in the same paragraph, be it only after. */
  readonly beside: number;
}

/** How often a document has a name, and in which paragraphs. */
export interface Occurrences {
  count: number;
  readonly paragraphs: Set<number>;
}

interface Noted {
  readonly name: string;
  readonly paragraph: number;
  readonly offset: number;
}

/** A name that fits a question, and whether it means the first of those that do. */
interface Fitting {
  readonly meant: string;
  readonly name: string;
  readonly count: number;
  readonly first: boolean;
}

/** How many of the last names are looked at, and how many of the most frequent. */
const LAST = 48;
const MOST = 6;

/**
 * The names of a document of one type in the order in which they are read, asked for the one that a word means at the place
 * where reading has arrived. Looks at a bounded number of names, however long the document is.
 */
export class Salience {
  readonly #counts: ReadonlyMap<string, Occurrences>;
  readonly #noted: Noted[] = [];
  /** By key: the names that fit, most frequent first, and the first of them in the document. */
  readonly #fitting = new Map<string, readonly Fitting[]>();

  /** `counts` has the names in the order in which they stand first. */
  constructor(counts: ReadonlyMap<string, Occurrences>) {
    this.#counts = counts;
  }

  note(name: string, paragraph: number, offset: number): void {
    this.#noted.push({ name, paragraph, offset });
  }

  /**
   * The name that is meant. `meant` gives what a name stands for in this question, or undefined where it does not fit;
   * `key` names the question: what `meant` gives for a name must be the same for one key. With `among`, only these names
   * come into question. Undefined where nothing fits.
   */
  best(key: string, meant: (name: string) => string | undefined, paragraph: number, offset: number, weights: SalienceWeights, among?: ReadonlySet<string>): string | undefined {
    const scores = new Map<string, number>();
    let fitting = this.#fitting.get(key);
    if (!fitting) this.#fitting.set(key, (fitting = this.#fittingNames(meant)));
    const lasting = (name: string, first: boolean) => {
      const known = this.#counts.get(name);
      return weights.count * Math.log2(1 + (known?.count ?? 0)) + (first ? weights.first : 0) + (known?.paragraphs.has(paragraph) ? weights.beside : 0);
    };
    const firstMeant = fitting.find(({ first }) => first)?.meant;
    for (const one of fitting) if (!among || among.has(one.name)) scores.set(one.meant, Math.max(scores.get(one.meant) ?? -Infinity, lasting(one.name, one.first)));
    const oldest = Math.max(0, this.#noted.length - LAST);
    for (let at = this.#noted.length - 1; at >= oldest; at--) {
      const noted = this.#noted[at]!;
      const one = among && !among.has(noted.name) ? undefined : meant(noted.name);
      if (one === undefined) continue;
      const away = paragraph - noted.paragraph;
      const near = away === 0 ? weights.here - weights.distance * Math.log2(1 + Math.max(0, offset - noted.offset) / 8) : weights.before - weights.paragraphs * Math.log2(away);
      scores.set(one, Math.max(scores.get(one) ?? -Infinity, Math.max(0, near) + lasting(noted.name, one === firstMeant)));
    }
    let best: string | undefined;
    for (const [name, score] of scores) if (best === undefined || score > scores.get(best)!) best = name;
    return best;
  }

  #fittingNames(meant: (name: string) => string | undefined): Fitting[] {
    const all: Fitting[] = [];
    for (const [name, { count }] of this.#counts) {
      const one = meant(name);
      if (one !== undefined) all.push({ meant: one, name, count, first: all.length === 0 || one === all[0]!.meant });
    }
    // Sorting is stable: of names as frequent the one that stands first.
    all.sort((a, b) => b.count - a.count);
    return all.filter(({ first }, index) => index < MOST || first);
  }
}
