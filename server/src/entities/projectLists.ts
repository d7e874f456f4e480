import { kindOf, MARGIN, type Lattice } from './lattice.ts';

/** What ends a list on its left; commas too. */
const STOPS = new Set([...'。.;；:：!！?？,，\n'].map((character) => character.charCodeAt(0)));
const PAUSE = '、'.charCodeAt(0);
const JOINTS = new Set([...'和及与'].map((character) => character.charCodeAt(0)));
const AND_SO_ON = '等'.charCodeAt(0);
const OF = '的'.charCodeAt(0);
const OPENING = '('.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);
/** Between the word that ends a list and the class of what is listed: 等|13个重点|项目. */
const LONGEST_COUNT = 14;
const LONGEST_ITEM = 40;
/** How far the words that lead in to the first item may reach: 本次集中开工的|…. */
const LEAD_EDGES = 12;

/** What announces a list after 项目: 项目|有, 项目|分别为. */
const LEADS = ['包括', '分别是', '分别为', '主要有', '有', '为', '是'];

/**
 * Calls `visit` with every span that a list of projects may hold as an item: of A改建、B深加工等4个项目, or of 项目包括A、B. Such items
 * are often named without a head, so that only the list tells what they are. `counted`: the text says how many they are, so they are
 * single projects; 新能源、文旅等项目 may be classes.
 */
export function matchProjectLists(lattice: Lattice, visit: (start: number, end: number, counted: boolean) => void): void {
  const { text } = lattice;
  const countedItem = (start: number, end: number) => visit(start, end, true);
  const looseItem = (start: number, end: number) => visit(start, end, false);
  for (let at = text.indexOf('项目'); at >= 0; at = text.indexOf('项目', at + 2)) {
    const end = listBefore(lattice, at);
    if (end > 0) backwards(lattice, end, isNumber(lattice, end + 1) ? countedItem : looseItem);
    const start = listAfter(lattice, at + 2);
    if (start > 0) forwards(lattice, start, looseItem);
  }
}

const NUMERALS = new Set([...'一二两三四五六七八九十'].map((character) => character.charCodeAt(0)));
function isNumber({ text }: Lattice, at: number): boolean {
  const code = text.charCodeAt(at);
  return NUMERALS.has(code) || kindOf[code] === 1;
}

/** Where a list ends that 等…项目 closes, -1 for none. */
function listBefore({ text, x }: Lattice, project: number): number {
  for (let at = project - 1; at > 0 && project - at <= LONGEST_COUNT; at--) {
    if (text.charCodeAt(at) === AND_SO_ON) return at;
    const unit = x[at + MARGIN]!;
    if (unit === PAUSE || STOPS.has(unit)) return -1;
  }
  return -1;
}

/** Where a list starts that 项目 announces, -1 for none. */
function listAfter({ text, x, length }: Lattice, after: number): number {
  let at = after;
  for (const lead of LEADS) {
    if (text.startsWith(lead, at)) {
      at += lead.length;
      break;
    }
  }
  if (at < length && x[at + MARGIN] === 0x3a) at++;
  return at > after && at < length ? at : -1;
}

function backwards(lattice: Lattice, end: number, visit: (start: number, end: number) => void): void {
  const { x } = lattice;
  let items = 0;
  let itemEnd = end;
  let depth = 0;
  let at = end;
  while (at > 0 && itemEnd - at < LONGEST_ITEM) {
    const unit = x[at - 1 + MARGIN]!;
    if (unit === CLOSING) depth++;
    else if (unit === OPENING && depth > 0) depth--;
    else if (depth === 0) {
      if (STOPS.has(unit)) break;
      if (unit === PAUSE) {
        item(lattice, at, itemEnd, items === 0, visit);
        items++;
        itemEnd = at - 1;
      }
    }
    at--;
  }
  // The first item has words before it, and one item makes no list.
  if (items > 0) lead(lattice, at, itemEnd, visit);
}

function forwards(lattice: Lattice, start: number, visit: (start: number, end: number) => void): void {
  const { x, length } = lattice;
  let items = 0;
  let itemStart = start;
  let depth = 0;
  for (let at = start; at <= length && at - itemStart < LONGEST_ITEM; at++) {
    const unit = at < length ? x[at + MARGIN]! : 0x2e;
    if (unit === OPENING) depth++;
    else if (unit === CLOSING && depth > 0) depth--;
    if (depth > 0) continue;
    const stop = STOPS.has(unit) || lattice.text.charCodeAt(at) === AND_SO_ON;
    if (!stop && unit !== PAUSE) continue;
    if (stop && items === 0) return;
    item(lattice, itemStart, at, stop, visit);
    if (stop) return;
    items++;
    itemStart = at + 1;
  }
}

/** A whole item; after 的 where it has one; both parts where the last two are joined by 和. */
function item({ text, x, isBoundary }: Lattice, start: number, end: number, last: boolean, visit: (start: number, end: number) => void): void {
  let from = start;
  for (let at = end - 2; at > start; at--) {
    if (text.charCodeAt(at) === OF) {
      from = at + 1;
      break;
    }
  }
  const cost = text.indexOf('投资', from);
  let until = end;
  if (cost > from + 2 && cost < end && kindOf[x[cost + 2 + MARGIN]!] === 1) until = text.charCodeAt(cost - 1) === '总'.charCodeAt(0) ? cost - 1 : cost;
  if (until - from >= 3) visit(from, until);
  if (!last) return;
  for (let at = from + 3; at < until - 2; at++) {
    if (!JOINTS.has(text.charCodeAt(at)) || !isBoundary[at]) continue;
    const next = isBoundary[at + 1] ? at + 1 : at + 2;
    visit(from, at);
    visit(next, until);
  }
}

function lead({ isBoundary, text }: Lattice, start: number, end: number, visit: (start: number, end: number) => void): void {
  for (let at = end - 3, edges = 0; at >= start && edges < LEAD_EDGES; at--) {
    if (!isBoundary[at]) continue;
    edges++;
    visit(at, end);
    if (at > 0 && text.charCodeAt(at - 1) === OF) return;
  }
}
