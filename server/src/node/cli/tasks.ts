import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import type { CommandLine } from './arguments.ts';
import { Decisions } from './decisions.ts';
import { fixBytes, fixFile } from './fix.ts';
import { reason } from './inputs.ts';
import { type LineBatch, linesOf } from './lines.ts';
import { checkJson, checkText, entitiesJson, entitiesText } from './report.ts';
import { analyseDamage } from '../../damage/index.ts';
import { appliedEdits } from '../../damage/applyFixes.ts';
import type { EntityDecisions } from '../../entities/decisions.ts';
import { decodeText } from '../../text/encodings.ts';
import { readJsonRecord } from '../../text/jsonRecord.ts';
import { contributionOf, type FileContribution } from '../../workspace/contribution.ts';
import { DocumentAnalyser } from '../../workspace/documentAnalysis.ts';
import { EntityTally, type TalliedEntity } from '../../workspace/entityTally.ts';

/** A piece of work that needs nothing but itself, so that it can be done anywhere and in any order: some records of a shard, or one text. */
export type Task =
  | ({ readonly kind: 'records'; readonly path: string } & LineBatch)
  /** `bytes` where they do not stand in the file `path`. */
  | { readonly kind: 'text'; readonly path: string; readonly bytes?: Uint8Array<ArrayBuffer> };

/** A sentence for standard error. */
export interface Remark {
  /** `note`: nothing is amiss. `record`: one record could not be read. `file`: nothing of a file could. */
  readonly level: 'note' | 'record' | 'file';
  readonly sentence: string;
}

/** What a task gives. */
export interface TaskResult {
  /** For standard output, or for the shard that is written anew. */
  readonly output: Uint8Array<ArrayBuffer>;
  readonly remarks: readonly Remark[];
  /** Whether anything was found. */
  readonly found: boolean;
  /** For `index build`: what the documents of the task name, and how many they are. Empty for other commands. */
  readonly tally: readonly TalliedEntity[];
  readonly documents: number;
}

/** Does tasks of one command, one after the other. */
export class TaskRunner {
  readonly #commandLine: CommandLine;
  readonly #decisions: Decisions;
  readonly #decisionProblems: string[] = [];
  /** One for all documents under the same decisions: lines that recur in a shard are recognised once. */
  readonly #analysers = new Map<EntityDecisions, DocumentAnalyser>();

  constructor(commandLine: CommandLine) {
    this.#commandLine = commandLine;
    this.#decisions = new Decisions(commandLine.entities, (sentence) => this.#decisionProblems.push(sentence));
  }

  /** Does a task. Never throws; what goes wrong is a remark. */
  async run(task: Task): Promise<TaskResult> {
    const result = new Result();
    try {
      const analyser = this.#commandLine.command === 'entities' || this.#commandLine.command === 'index build' ? await this.#analyserOf(task.path, result) : undefined;
      if (task.kind === 'text') await this.#text(task.path, task.bytes, analyser, result);
      else if (this.#commandLine.command === 'fix') this.#fixRecords(task.path, task, result);
      else this.#showRecords(task.path, task, analyser, result);
    } catch (error) {
      result.remark('file', `${task.path}: ${reason(error)}`);
    }
    return result.whole();
  }

  async #analyserOf(path: string, result: Result): Promise<DocumentAnalyser> {
    const decisions = await this.#decisions.of(path);
    for (const sentence of this.#decisionProblems.splice(0)) result.remark('file', sentence);
    let analyser = this.#analysers.get(decisions);
    if (!analyser) this.#analysers.set(decisions, (analyser = new DocumentAnalyser({ decisions })));
    return analyser;
  }

  async #text(path: string, given: Uint8Array | undefined, analyser: DocumentAnalyser | undefined, result: Result): Promise<void> {
    if (this.#commandLine.command === 'fix') {
      if (this.#commandLine.output === 'write') result.found = await fixFile(path, this.#commandLine, (sentence) => result.remark('file', sentence));
      else {
        const bytes = given ?? (await readFile(path));
        const fixed = fixBytes(bytes, this.#commandLine);
        if (fixed.problem) result.remark('file', `${path}: ${fixed.problem}`);
        result.write(fixed.bytes ?? bytes);
        result.found = fixed.found;
      }
      return;
    }
    const decoded = decodeText(given ?? (await readFile(path)));
    if (decoded.binary) {
      result.remark('file', `${path}: not a text file, not checked`);
      this.#unread(path, 'not a text file', result);
      return;
    }
    // A note, not a problem: what could be read was.
    if (decoded.lost > 0) result.remark('note', `${path}: read as ${decoded.encoding}; ${decoded.lost} places could not be read`);
    const { encoding, sureness } = decoded;
    this.#show(path, decoded.text, encoding === 'utf-8' ? {} : { encoding, ...(sureness === 'doubtful' ? { encodingIsDoubtful: true } : {}) }, analyser, result);
  }

  #showRecords(path: string, batch: LineBatch, analyser: DocumentAnalyser | undefined, result: Result): void {
    for (const { number, bytes } of linesOf(batch)) {
      if (bytes.length === 0) continue;
      const doc = `${path}:${number}`;
      const record = this.#read(bytes);
      if ('problem' in record) {
        result.remark('record', `${doc}: ${record.problem}`);
        this.#unread(doc, record.problem, result);
      } else this.#show(doc, record.text, {}, analyser, result);
    }
  }

  /** Records in order, only the mended spans of the text field changed; what is no record passes through. */
  #fixRecords(path: string, batch: LineBatch, result: Result): void {
    const isText = isUtf8(batch.bytes);
    for (const { number, bytes, terminator } of linesOf(batch)) {
      const record = bytes.length === 0 ? undefined : isText || isUtf8(bytes) ? this.#read(bytes) : { problem: 'holds bytes that are not UTF-8' };
      if (record && 'problem' in record) result.remark('record', `${path}:${number}: ${record.problem}; passed through unchanged`);
      const edits = record && 'text' in record ? appliedEdits(analyseDamage(record.text).findings, this.#commandLine.suggested) : [];
      if (record && 'text' in record && edits.length > 0) {
        result.found = true;
        result.write(record.withEdits(edits));
      } else result.write(bytes);
      result.write(terminator);
    }
  }

  #read(bytes: Buffer): ReturnType<typeof readJsonRecord> {
    try {
      return readJsonRecord(bytes.toString('utf8'), this.#commandLine.field);
    } catch (error) {
      return { problem: `too long to read (${reason(error)})` };
    }
  }

  /** Prints what the command asks for about one document: its entities where there is an analyser for them, else its damage. */
  #show(doc: string, text: string, extra: object, analyser: DocumentAnalyser | undefined, result: Result): void {
    const json = this.#commandLine.format === 'json';
    if (!analyser) {
      const damage = analyseDamage(text);
      result.write(json ? checkJson(doc, damage, extra) : checkText(doc, damage));
      result.found ||= damage.findings.length > 0;
    } else if (this.#commandLine.command === 'index build') result.count(contributionOf(analyser.analyse(text)));
    else {
      const { entities } = analyser.analyse(text);
      result.write(json ? entitiesJson(doc, entities, extra) : entitiesText(doc, entities));
      result.found ||= entities.mentions.length > 0;
    }
  }

  /** Prints that a document could not be read, so that every document has its line. */
  #unread(doc: string, error: string, result: Result): void {
    if (this.#commandLine.format !== 'json' || this.#commandLine.command === 'index build') return;
    result.write(this.#commandLine.command === 'check' ? checkJson(doc, { findings: [] }, { error }) : entitiesJson(doc, { mentions: [] }, { error }));
  }
}

/** A result while it grows. */
class Result {
  found = false;
  readonly #parts: (string | Uint8Array)[] = [];
  readonly #remarks: Remark[] = [];
  readonly #tally = new EntityTally();
  #documents = 0;

  count(document: FileContribution): void {
    this.#tally.addDocument(document);
    this.#documents++;
  }

  write(part: string | Uint8Array): void {
    if (part.length > 0) this.#parts.push(part);
  }

  remark(level: Remark['level'], sentence: string): void {
    this.#remarks.push({ level, sentence });
  }

  whole(): TaskResult {
    const size = this.#parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : part.length), 0);
    const output = Buffer.from(new ArrayBuffer(size));
    let at = 0;
    for (const part of this.#parts) {
      if (typeof part === 'string') at += output.write(part, at, 'utf8');
      else {
        output.set(part, at);
        at += part.length;
      }
    }
    return { output, remarks: this.#remarks, found: this.found, tally: this.#tally.sorted(), documents: this.#documents };
  }
}
