import type { Finding } from '../damage/finding.ts';
import type { EntityHover, HoverInfo } from '../features/hover.ts';
import { excerpt, visible } from './visible.ts';
import type { Words } from './words/words.ts';

const MOST_ROLES = 6;
const MOST_FORMS = 8;
const MOST_ALTERNATIVES = 6;

/** How text is set. */
interface Markup {
  readonly plain: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quoted: (text: string) => string;
  readonly rule: string;
}

const MARKDOWN: Markup = { plain: escape, strong: (text) => `**${escape(text)}**`, quoted: code, rule: '---' };

/** What a hover tells, as Markdown or as plain text: damage first, then who or what is named. `waiting` is how many files of the folder are not counted yet. */
export function hoverText(info: HoverInfo, words: Words, waiting: number, markdown: boolean): string {
  const plain: Markup = { plain: visible, strong: visible, quoted: (text) => words.quote(excerpt(text)), rule: '' };
  const markup = markdown ? MARKDOWN : plain;
  const parts = [...info.findings.map((finding) => findingText(finding, words, markup)), ...info.entities.map((entity) => entityText(entity, words, waiting, markup))];
  return parts.join(`\n\n${markup.rule}\n\n`);
}

/** The message is left to the diagnostic, which editors show in the same hover. */
function findingText(finding: Finding, words: Words, { plain, strong, quoted }: Markup): string {
  const { raw, clean, kind, fix, alternatives, evidence } = finding;
  const what = clean === null ? words.unknownReading : clean === '' ? words.goes : words.reads(quoted(clean));
  const sureness = fix === null ? '' : words.aside(fix === 'safe' ? words.sure : words.unsure);
  const lines = [words.labelled(`${strong(capital(words.kind(kind)))} ${quoted(raw)}`, `${what}${sureness}`)];
  // Beside a certain reading the others are no choice.
  if (fix !== 'safe' && alternatives.length > 0) lines.push(words.alternatives(alternatives.slice(0, MOST_ALTERNATIVES).map(quoted).join(' · ')));
  if (evidence && evidence.length > 0) lines.push(`${words.evidence}\n${evidence.map((line) => `- ${plain(words.evidenceLine(line))}`).join('\n')}`);
  return lines.join('\n\n');
}

function entityText(entity: EntityHover, words: Words, waiting: number, markup: Markup): string {
  const { type, name, form, relative, roles, namesakes, forms, chain, mentionsHere, mentionsInFolder, documentsInFolder } = entity;
  const { plain, strong } = markup;
  const here = form !== name ? ` · ${words.writtenAs(words.quote(plain(form)))}` : '';
  const lines = [`${strong(name)} — ${words.type[type]}${here}`];
  if (roles.length > 0) lines.push(rolesText(roles, words, markup));
  for (const titles of namesakes) lines.push(words.namesake(titles.map(({ title, body }) => (body === null ? plain(title) : words.post(plain(title), plain(body)))).slice(0, MOST_ROLES)));
  if (chain.length > 0) lines.push(chain.map(plain).join(' › '));
  // One form that is the name itself is no news.
  if (forms.length > 1 || (forms.length === 1 && forms[0]!.form !== name && !relative)) {
    const shown = forms.slice(0, MOST_FORMS).map(({ form: each, count }) => `${plain(each)} ${words.times(count)}`);
    if (forms.length > MOST_FORMS) shown.push(words.moreForms(forms.length - MOST_FORMS));
    lines.push(words.forms(shown.join(' · ')));
  }
  const counts = words.mentions(mentionsHere, mentionsInFolder, documentsInFolder);
  lines.push(waiting > 0 ? `${counts}${words.aside(words.stillIndexing(waiting))}` : counts);
  return lines.join('\n\n');
}

function rolesText(roles: EntityHover['roles'], words: Words, { plain }: Markup): string {
  const shown = roles.slice(0, MOST_ROLES).map(({ title, body, documents, here, others, days }) => {
    const post = body === null ? plain(title) : words.post(plain(title), plain(body));
    const files = words.list(others.map((document) => plain(fileName(document))));
    const stated = others.length === 0 ? [] : [words.statedIn(files, documents - (here ? 1 : 0) - others.length, here)];
    if (days) stated.push(words.days(...days.map(dayText) as [string, string]));
    return `- ${post}${stated.length === 0 ? '' : words.aside(words.remarks(stated))}`;
  });
  if (roles.length > MOST_ROLES) shown.push(`- ${words.morePosts(roles.length - MOST_ROLES)}`);
  return shown.join('\n');
}

/** The last part of a document's name, readable. */
function fileName(document: string): string {
  const last = document.slice(document.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** 2023-06-09 of 20230609. */
function dayText(day: number): string {
  return String(day).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
}

/** Text as Markdown that shows it to the letter. */
function escape(text: string): string {
  return visible(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/^(\s*)([#>+-])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/** Text of a document as code: the fence is longer than any run of backticks in it. */
function code(text: string): string {
  const shown = excerpt(text);
  const fence = '`'.repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') || shown.trim() === '' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
