const DATE = /(?<!\d)((?:19|20)\d{2})(?:年(\d{1,2})月(\d{1,2})日|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))(?!出?生)/g;
/** How many code units at the start and at the end of a document a dateline or a signature can stand in. */
const HEAD = 600;
const TAIL = 120;

/** The day that a document states as its own, in its first lines or its last, as yyyymmdd; 0 where it states none. */
export function dateOf(paragraphs: readonly string[]): number {
  return dateIn(start(paragraphs), 0) || dateIn(start([...paragraphs].reverse(), TAIL), -1);
}

function dateIn(text: string, which: number): number {
  const dates = [...text.matchAll(DATE)].map(([, year, month, day, , other, otherDay]) => {
    const [m, d] = [Number(month ?? other), Number(day ?? otherDay)];
    return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? Number(year) * 10_000 + m * 100 + d : 0;
  });
  return dates.filter((date) => date > 0).at(which) ?? 0;
}

function start(paragraphs: readonly string[], length = HEAD): string {
  let text = '';
  for (const paragraph of paragraphs) {
    if (text.length >= length) break;
    text += `${paragraph.slice(0, length - text.length)}\n`;
  }
  return text;
}
