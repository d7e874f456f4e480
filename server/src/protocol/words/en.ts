import type { EntitiesProblemKind } from '../../workspace/entitiesFile/readEntitiesFile.ts';
import type { LeftReason } from '../../workspace/folderFix/fixRecords.ts';
import type { Words } from './words.ts';

/** The kinds whose ids are not yet what one would say. */
const KINDS: Readonly<Record<string, string>> = { 'html-entity': 'HTML entity', 'replacement-character': 'lost character', 'private-use': 'private-use character', 'zero-width': 'zero-width character' };

const plural = (count: number, one: string, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const A_TYPE = { person: 'a person', place: 'a place', organisation: 'an organisation', project: 'a project' } as const;

const ENTITIES_PROBLEMS: Readonly<Record<EntitiesProblemKind, (detail: string) => string>> = {
  syntax: (detail) => `This is no valid YAML: ${detail}`,
  'no-keys': (keys) => `Here should be keys and values: ${keys}`,
  'unknown-key': (key) => `Kanwu knows no key “${key}” here`,
  'no-list': (key) => `“${key}” should be a list`,
  'no-text': (key) => `“${key}” should be text; put numbers in quotes`,
  'missing-key': (key) => `The key “${key}” is missing here`,
  'unknown-type': (type) => `“${type}” is no type; the types are person, place, organisation and project`,
  'too-short': (name) => `“${name}” is too short: a name has at least two characters`,
  twice: (name) => `“${name}” stands under two entities of one type; leave it under one of them`,
  contradiction: (name) => `“${name}” stands both under the forms and under “not”`,
};

const LEFT: Readonly<Record<LeftReason, string>> = {
  changed: 'has changed meanwhile', gone: 'is no longer there', open: 'was opened or closed meanwhile, or has changes that are not saved', unwritable: 'could not be written',
  'foreign-bytes': 'holds bytes of another encoding, which would be lost', 'no-code': 'its encoding has no code for a character of the repair', 'wrong-encoding': 'is open in the wrong encoding', records: 'records of JSONL files are fixed by kanwu fix --write',
};

export const en: Words = {
  type: { person: 'person', place: 'place', organisation: 'organisation', project: 'project' },
  group: { person: 'People', place: 'Places', organisation: 'Organisations', project: 'Projects', damage: 'Damage' },
  kind: (kind) => KINDS[kind] ?? kind.replaceAll('-', ' '),
  message: ({ message }) => message,
  list: (items) => items.join(', '),
  quote: (text) => `“${text}”`,
  aside: (text) => ` (${text})`,
  labelled: (label, text) => `${label}: ${text}`,

  remove: (raw) => `Remove ${raw}`,
  replace: (raw, reading) => `Change ${raw} to ${reading}`,
  fixAllOfKind: (kind, count) => `Fix all ${count.toLocaleString('en')} of this kind in the file (${kind})`,
  fixAllSafe: (count) => `Fix everything that is certain in the file (${plural(count, 'place')})`,
  convertTo: (script, selection) => `Convert the ${selection ? 'selection' : 'file'} to ${script}`,

  confirmName: (name, type) => `Confirm ${name} as ${A_TYPE[type]}`,
  sameName: (form) => `${form} is the same as…`,
  sameNameAs: (form, name) => `${form} is the same as ${name}`,
  differentName: (form, name) => `${form} is not ${name}`,
  nameIsA: (form, type) => `${form} is ${A_TYPE[type]}`,
  noName: (form) => `${form} is not a name`,
  noNameHere: (form, context) => `${form} is not a name in ${context}`,
  mendEntitiesFile: 'There is a mistake in .kanwu/entities.yaml. Mend it first.',
  nameLinks: { confirmName: 'Confirm', sameName: 'Same as…', changeNameType: 'Another type…', ignoreName: 'Not a name…' },
  renameRelative: (form, name) => `${form} is only what ${name} is called here. Rename it where its name stands.`,
  renameNoName: (typed) => `${typed} is no name: it has fewer than two characters.`,
  renameSkipped: (count, names) => `Not renamed in ${plural(count, 'file')} that an editor could not save without loss, since they are not in UTF-8: ${names.join(', ')}${count > names.length ? ', …' : ''}. Open them with their encoding and rename again.`,
  renamed: (form, becomes, nested) => `${form} becomes ${becomes}${nested ? ' inside other names' : ''}`,
  renamedPlaces: (places, documents, sure) => `${plural(places, 'place')} in ${plural(documents, 'file')}${sure ? '' : '; please look'}`,
  renamedDecision: (name) => `The decision on it names ${name}`,

  post: (title, body) => `${body} · ${title}`,
  statedIn: (files, more, here) => `${here ? 'also ' : ''}in ${files}${more > 0 ? ` and ${plural(more, 'more file')}` : ''}`,
  days: (first, last) => (first === last ? first : `${first} to ${last}`),
  remarks: (remarks) => remarks.join('; '),
  morePosts: (count) => `and ${plural(count, 'more post')}`,
  namesake: (posts) => (posts.length > 0 ? `Not the other of this name in the text, ${posts.join(', ')}` : 'Not the other of this name in the text'),
  writtenAs: (form) => `here: ${form}`,
  forms: (forms) => `Written ${forms}`,
  moreForms: (count) => `and ${plural(count, 'more form')}`,
  mentions: (here, inFolder, documents) =>
    documents > 1 ? `${plural(here, 'mention')} in this file, ${inFolder.toLocaleString('en')} in ${plural(documents, 'file')} of the folder` : `${plural(here, 'mention')} in this file, none elsewhere`,
  stillIndexing: (waiting) => `the folder is still being read, ${plural(waiting, 'file')} to go`,
  reads: (reading) => `should read ${reading}`,
  goes: 'should go',
  alternatives: (readings) => `Other readings: ${readings}`,
  unknownReading: 'what stood here is not known',
  sure: 'certain',
  unsure: 'please look',
  evidence: 'Why:',
  evidenceLine: (line) => line,

  wrongEncoding: (encoding, openedAs, lost) =>
    `This file is ${encoding}, but it was opened ${openedAs ? `as ${openedAs}` : 'as something else'}${lost > 0 ? `: ${plural(lost, 'place')} cannot be read, and saving would lose what the file has there` : ''}. Reopen it with ${encoding} before you change it.`,
  unchecked: (percent) => `Not checked yet (${percent} % of the text is). The rest follows by itself.`,
  notAllShown: (shown, total) => `${total} damaged places are known in this file; the ${shown} nearest to what you look at are shown. Repairing all reaches every one.`,
  namesNotRead: (isText) => (isText ? 'This text is longer than four million characters: names are not looked for in it. In a JSONL file opened as records they are.' : 'This line is longer than 100,000 characters: names are not looked for in it. Break it into paragraphs to have them.'),
  notAnalysed: (what) => `Kanwu could not look at this text, so nothing is known of it. This is a fault of Kanwu: ${what}`,
  entitiesProblem: (kind, detail) => `${ENTITIES_PROBLEMS[kind](detail)}.`,
  entitiesStillInForce: 'Until this is mended, what the file said before stays in force.',
  fixPreview: {
    title: (kind, spots, files) => `${kind === undefined ? 'Everything that is certain' : kind}: ${plural(spots, 'place')} in ${plural(files, 'file')} to be fixed`,
    nothingYet: 'This is a preview. Nothing has been changed yet.',
    closedFiles: (count) => `${plural(count, 'file')} will be written, each whole or not at all, in its own encoding. The fix can be taken back.`,
    openFiles: (count) => `${plural(count, 'open document')} will be changed in the editor, for you to save or undo.`,
    unread: (files) => `The folder is still being read: ${plural(files, 'file')} not looked at yet.`,
    left: (count) => `${plural(count, 'file')} left out:`,
    leftFile: (path, why) => `${path}: ${LEFT[why]}`,
    file: (spots, encoding, isOpen) => [plural(spots, 'place'), ...(encoding ? [encoding] : []), ...(isOpen ? ['open'] : [])].join(', '),
    line: (number) => `line ${number}`,
    moreSpots: (count) => `… ${plural(count, 'more place')} in this file`,
    moreFiles: (count) => `… and ${plural(count, 'more file')}`,
  },
  fixProgress: { plan: 'Kanwu: looking for what can be fixed', fix: 'Kanwu: fixing the files of the folder', undo: 'Kanwu: taking back the fix of the folder' },
  filesDone: (done, total) => `${done.toLocaleString('en')} of ${plural(total, 'file')}`,
  skipReason: { 'too-large': 'too large', binary: 'no text', unreadable: 'cannot be read', 'not-news': 'no news', failed: 'analysis failed', partly: 'only partly read', 'no-record': 'no records' },
  indexing: 'Kanwu: reading the folder',
  indexed: (done, total, megabytes, rate) => `${done.toLocaleString('en')} of ${plural(total, 'file')}${megabytes >= 1 ? `, ${megabytes.toFixed(0)} MB at ${rate.toFixed(1)} MB/s` : ''}`,
  symbolContainer: (type, mentions, documents) => `${type} · ${plural(mentions, 'mention')} in ${plural(documents, 'file')}`,
  times: (count) => `×${count}`,
  coverage: (indexed, entities, skipped) => `The folder is read: ${plural(indexed, 'file')}, ${plural(entities, 'name')}.${skipped.length > 0 ? ` ${plural(skipped.length, 'file')} left out: ${skipped.slice(0, 20).map(({ message }) => message).join('; ')}${skipped.length > 20 ? '; …' : ''}.` : ''}`,
};
