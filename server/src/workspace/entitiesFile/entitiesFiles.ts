import { changedStrings, type EntityDecisions, NO_DECISIONS } from '../../entities/decisions.ts';
import { decodeText } from '../../text/encodings.ts';
import { baseOf, type DocumentId, type FileSystem } from '../fileSystem.ts';
import { ENTITIES_FILE, type EntitiesProblem, readEntitiesFile } from './readEntitiesFile.ts';

/** What the entities files need from outside. */
export interface EntitiesFilesHost {
  readonly fileSystem: Pick<FileSystem, 'read'>;
  /** Hears that decisions on these strings have changed in a folder. What it does about it is waited for. */
  decided(folder: DocumentId, strings: ReadonlySet<string>): Promise<void>;
  /** Hears what is wrong with a file as it stands; nothing is, where the list is empty. */
  report(file: DocumentId, text: string, problems: readonly EntitiesProblem[]): void;
  /** Hears what a person may want to know later. */
  log(sentence: string): void;
}

/** The text of an entities file now. */
export interface EntitiesFileText {
  readonly file: DocumentId;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
  /** Of the open document; null where the file is not open. */
  readonly version: number | null;
}

/** The largest file that is read. Bytes. */
const LARGEST = 10_000_000;

interface Folder {
  readonly folder: DocumentId;
  readonly file: DocumentId;
  decisions: EntityDecisions;
  /** Grows with each reading: an older one that ends later counts no more. */
  reading: number;
  isWrong: boolean;
}

/**
 * The decisions of each workspace folder, from the file `.kanwu/entities.yaml` below it, or from its text in the editor. Where the file
 * becomes wrong, what it said when it was last right stays in force.
 */
export class EntitiesFiles {
  readonly #host: EntitiesFilesHost;
  #folders: Folder[] = [];
  /** Entities files that the editor has open, also of folders that come later. */
  readonly #open = new Map<DocumentId, { readonly text: string; readonly version: number }>();

  constructor(host: EntitiesFilesHost) {
    this.#host = host;
  }

  /** Takes the workspace folders, and reads the files of those that are new. Resolves when they count. */
  async setFolders(folders: readonly DocumentId[]): Promise<void> {
    const known = new Map(this.#folders.map((one) => [one.folder, one]));
    this.#folders = folders.map((folder) => known.get(folder) ?? this.#newFolder(folder));
    await Promise.all(this.#folders.filter(({ folder }) => !known.has(folder)).map((one) => this.#read(one)));
  }

  /** The decisions that a document is read with: those of the innermost workspace folder that holds it. None outside. */
  decisionsFor(document: DocumentId): EntityDecisions {
    return this.#folderOf(document)?.decisions ?? NO_DECISIONS;
  }

  /** True for the id of an entities file of any folder. */
  isEntitiesFile(document: DocumentId): boolean {
    return document.endsWith(`/${ENTITIES_FILE}`);
  }

  /** True where a document lies in this folder and in no inner one. */
  isIn(folder: DocumentId, document: DocumentId): boolean {
    return this.#folderOf(document)?.folder === folder;
  }

  /** The editor has opened an entities file, or changed its text. Resolves when it counts. */
  async opened(file: DocumentId, text: string, version: number): Promise<void> {
    this.#open.set(file, { text, version });
    await this.changed(file);
  }

  /** The editor has closed an entities file: what is on disk counts again. */
  async closed(file: DocumentId): Promise<void> {
    this.#open.delete(file);
    await this.changed(file);
  }

  /** An entities file was made, has changed or is gone. Resolves when it counts. Files of no workspace folder are nothing to it. */
  async changed(file: DocumentId): Promise<void> {
    for (const folder of this.#folders) if (folder.file === file) await this.#read(folder);
  }

  /** True while the file in which decisions on a document are written down is wrong as it stands. */
  isWrong(document: DocumentId): boolean {
    return this.#folderOf(document)?.isWrong === true;
  }

  /** The text of the file in which decisions on a document are written down, there or not yet; undefined for a document outside every folder. Rejects where it cannot be read. */
  async textFor(document: DocumentId): Promise<EntitiesFileText | undefined> {
    const folder = this.#folderOf(document);
    if (!folder) return undefined;
    const open = this.#open.get(folder.file);
    return { file: folder.file, text: open ? open.text : await this.#textOnDisk(folder.file), version: open?.version ?? null };
  }

  #newFolder(folder: DocumentId): Folder {
    return { folder, file: baseOf(folder) + ENTITIES_FILE, decisions: NO_DECISIONS, reading: 0, isWrong: false };
  }

  #folderOf(document: DocumentId): Folder | undefined {
    let best: Folder | undefined;
    for (const one of this.#folders) {
      const base = one.file.slice(0, -ENTITIES_FILE.length);
      if (document.startsWith(base) && (!best || one.file.length > best.file.length)) best = one;
    }
    return best;
  }

  async #read(folder: Folder): Promise<void> {
    const reading = ++folder.reading;
    let text: string | undefined;
    try {
      text = this.#open.get(folder.file)?.text ?? (await this.#textOnDisk(folder.file));
    } catch (error) {
      this.#host.log(`${folder.file} cannot be read: ${error instanceof Error ? error.message : String(error)}; what it said before stays in force`);
      return;
    }
    const { decisions, problems } = await readEntitiesFile(text ?? '');
    if (folder.reading !== reading) return;
    if (problems.length > 0 || folder.isWrong) this.#host.report(folder.file, text ?? '', problems);
    folder.isWrong = problems.length > 0;
    if (!decisions) return;
    const changed = changedStrings(folder.decisions, decisions);
    folder.decisions = decisions;
    if (changed.size > 0) await this.#host.decided(folder.folder, changed);
  }

  async #textOnDisk(file: DocumentId): Promise<string | undefined> {
    const content = await this.#host.fileSystem.read(file, LARGEST);
    if (!content) return undefined;
    if (!content.bytes) throw new Error(`it is larger than ${LARGEST} bytes`);
    return decodeText(content.bytes).text;
  }
}
