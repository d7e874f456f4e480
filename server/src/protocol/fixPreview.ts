import type { FixExcerpt } from '../features/codeActions/fixExcerpts.ts';
import type { Encoding } from '../text/encodings.ts';
import type { LeftReason } from '../workspace/folderFix/fixRecords.ts';
import { visible } from './visible.ts';
import type { Words } from './words/words.ts';

/** Stretches of a file, of all files, and files that a preview shows. */
const OF_A_FILE = 20;
const IN_ALL = 2_000;
const FILES = 5_000;
const LEFT_OUT = 50;

/** What is known of a fix once it is worked out. */
export interface PreviewTotals {
  /** The name of the kind of damage; undefined for all kinds. */
  readonly kind: string | undefined;
  readonly spots: number;
  readonly closedFiles: number;
  readonly openFiles: number;
  /** Files of the folder that were not read yet. */
  readonly unread: number;
}

/** What a fix of the folder would do, for people to read, in the form of a diff. It grows while the fix is worked out, up to a few thousand stretches. */
export class FixPreview {
  readonly #words: Words;
  readonly #lines: string[] = [];
  readonly #left: string[] = [];
  #leftCount = 0;
  #stretches = 0;
  #files = 0;
  #filesNotShown = 0;

  constructor(words: Words) {
    this.#words = words;
  }

  /** How many stretches of the next file are wanted. */
  get wanted(): number {
    return Math.min(OF_A_FILE, IN_ALL - this.#stretches);
  }

  /** A file of the fix. */
  add(path: string, spots: number, encoding: Encoding, isOpen: boolean, excerpts: readonly FixExcerpt[]): void {
    const { fixPreview: words } = this.#words;
    if (this.#files++ >= FILES) {
      this.#filesNotShown++;
      return;
    }
    this.#lines.push('', `--- ${visible(path)}  (${words.file(spots, encoding === 'utf-8' ? undefined : encoding.toUpperCase(), isOpen)})`);
    let shown = 0;
    for (const { line, before, after, changes } of excerpts) {
      this.#lines.push(`@@ ${words.line(line + 1)} @@`, `-${visible(before)}`, ...(after === '' ? [] : [`+${visible(after)}`]));
      shown += changes;
    }
    this.#stretches += excerpts.length;
    if (shown < spots) this.#lines.push(words.moreSpots(spots - shown));
  }

  /** A file that the fix leaves as it is. */
  leave(path: string, reason: LeftReason): void {
    if (this.#leftCount++ < LEFT_OUT) this.#left.push(`#   ${this.#words.fixPreview.leftFile(visible(path), reason)}`);
  }

  /** The whole, with what it sums up to on top. */
  text({ kind, spots, closedFiles, openFiles, unread }: PreviewTotals): string {
    const { fixPreview: words } = this.#words;
    const head = [words.title(kind, spots, closedFiles + openFiles), words.nothingYet];
    if (closedFiles > 0) head.push(words.closedFiles(closedFiles));
    if (openFiles > 0) head.push(words.openFiles(openFiles));
    if (unread > 0) head.push(words.unread(unread));
    const left = this.#leftCount === 0 ? [] : [`# ${words.left(this.#leftCount)}`, ...this.#left, ...(this.#leftCount > this.#left.length ? ['#   …'] : [])];
    return [...head.map((line) => `# ${line}`), ...left, ...this.#lines, ...(this.#filesNotShown > 0 ? ['', words.moreFiles(this.#filesNotShown)] : []), ''].join('\n');
  }
}
