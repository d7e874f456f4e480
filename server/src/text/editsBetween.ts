/** One replacement in a text; UTF-16 code units of the text before any of them. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly clean: string;
}

/** More single differences than this are one edit from the first to the last of them. */
const MOST_DIFFERENCES = 1000;

/**
 * The edits that make one text another, after an editor had it: sorted, not overlapping, between whole characters. An editor gives all
 * lines one end and has no lone surrogates; that is no difference. Line ends that are put in are those of the text. Empty where there is none.
 */
export function editsBetween(before: string, after: string): TextEdit[] {
  const old = unitsOf(before);
  const now = unitsOf(after);
  const lineEnd = /\r\n|\r|\n/.exec(before)?.[0] ?? '\n';
  let head = 0;
  while (head < old.length && head < now.length && old[head]!.key === now[head]!.key) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail]!.key === now[now.length - 1 - tail]!.key) tail++;
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  if (oldMiddle.length === 0 && nowMiddle.length === 0) return [];
  const offset = (index: number) => (index < old.length ? old[index]!.start : before.length);
  return differences(oldMiddle, nowMiddle).map(([oldFrom, oldTo, nowFrom, nowTo]) => ({
    start: offset(head + oldFrom), end: offset(head + oldTo),
    clean: nowMiddle.slice(nowFrom, nowTo).map(({ key }) => (key === '\n' ? lineEnd : key)).join(''),
  }));
}

interface Unit {
  readonly start: number;
  readonly key: string;
}

function unitsOf(text: string): Unit[] {
  return [...text.matchAll(/\r\n|[^]/gu)].map(({ 0: unit, index }) => ({ start: index, key: unit === '\r\n' || unit === '\r' ? '\n' : /^[\ud800-\udfff]$/u.test(unit) ? '\ufffd' : unit }));
}

type Difference = readonly [oldFrom: number, oldTo: number, nowFrom: number, nowTo: number];

/** The shortest script of E. W. Myers, “An O(ND) Difference Algorithm and Its Variations” (1986), its steps gathered where they touch. */
function differences(old: readonly Unit[], now: readonly Unit[]): Difference[] {
  const rounds: Int32Array[] = [];
  let furthest = new Int32Array(3);
  for (let distance = 0; distance <= Math.min(old.length + now.length, MOST_DIFFERENCES); distance++) {
    // Furthest old index on each diagonal (old index minus now index), from -distance-1 to distance+1.
    const next = new Int32Array(2 * distance + 3);
    const before = (diagonal: number) => furthest[diagonal + distance] ?? 0;
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      let at = distance === 0 ? 0 : goesDown(diagonal, distance, before) ? before(diagonal + 1) : before(diagonal - 1) + 1;
      while (at < old.length && at - diagonal < now.length && old[at]!.key === now[at - diagonal]!.key) at++;
      next[diagonal + distance + 1] = at;
      if (at >= old.length && at - diagonal >= now.length) return traced(rounds, distance, diagonal);
    }
    rounds.push(next);
    furthest = next;
  }
  return [[0, old.length, 0, now.length]];
}

/** True where the best way onto a diagonal is to put something in. `before` has diagonals -distance..distance of the round before. */
function goesDown(diagonal: number, distance: number, before: (diagonal: number) => number): boolean {
  return diagonal === -distance || (diagonal !== distance && before(diagonal - 1) < before(diagonal + 1));
}

function traced(rounds: readonly Int32Array[], distance: number, last: number): Difference[] {
  const found: Difference[] = [];
  let diagonal = last;
  for (let round = distance; round > 0; round--) {
    const before = (each: number) => rounds[round - 1]![each + round] ?? 0;
    const down = goesDown(diagonal, round, before);
    const from = down ? diagonal + 1 : diagonal - 1;
    const oldFrom = before(from);
    const step: Difference = down ? [oldFrom, oldFrom, oldFrom - from, oldFrom - from + 1] : [oldFrom, oldFrom + 1, oldFrom - from, oldFrom - from];
    const next = found.at(-1);
    if (next && next[0] === step[1] && next[2] === step[3]) found[found.length - 1] = [step[0], next[1], step[2], next[3]];
    else found.push(step);
    diagonal = from;
  }
  return found.reverse();
}
