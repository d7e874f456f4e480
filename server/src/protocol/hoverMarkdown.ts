import type { Finding } from '../damage/finding.ts';
import type { EntityHover, HoverInfo } from '../features/hover.ts';
import { excerpt, visible } from './visible.ts';
import type { Words } from './words/words.ts';

const MOST_ROLES = 6;
const MOST_FORMS = 8;
const MOST_ALTERNATIVES = 6;

/** The text of a hover: damage first, then who or what is named, parted by rules. `waiting` is how many files of the folder are not counted yet. */
export function hoverMarkdown(info: HoverInfo, words: Words, waiting: number): string {
  return [...info.findings.map((finding) => findingMarkdown(finding, words)), ...info.entities.map((entity) => entityMarkdown(entity, words, waiting))].join('\n\n---\n\n');
}

function findingMarkdown(finding: Finding, words: Words): string {
  const { raw, clean, kind, fix, message, alternatives, evidence } = finding;
  const what = clean === null ? words.unknownReading : clean === '' ? words.goes : words.reads(code(clean));
  const sureness = fix === null ? '' : ` (${fix === 'safe' ? words.sure : words.unsure})`;
  const lines = [`**${escape(capital(words.kind(kind)))}** ${code(raw)}: ${what}${sureness}`, escape(message)];
  if (alternatives.length > 0) lines.push(words.alternatives(alternatives.slice(0, MOST_ALTERNATIVES).map(code).join(' · ')));
  if (evidence && evidence.length > 0) lines.push(`${words.evidence}\n${evidence.map((line) => `- ${escape(line)}`).join('\n')}`);
  return lines.join('\n\n');
}

function entityMarkdown(entity: EntityHover, words: Words, waiting: number): string {
  const { type, name, form, relative, roles, forms, chain, mentionsHere, mentionsInFolder, documentsInFolder } = entity;
  const here = form !== name ? ` · ${words.writtenAs(words.quote(escape(form)))}` : '';
  const lines = [`**${escape(name)}** — ${words.type[type]}${here}`];
  if (roles.length > 0) lines.push(rolesMarkdown(roles, words));
  if (chain.length > 0) lines.push(chain.map(escape).join(' › '));
  // One form that is the name itself is no news.
  if (forms.length > 1 || (forms.length === 1 && forms[0]!.form !== name && !relative)) {
    const shown = forms.slice(0, MOST_FORMS).map(({ form: each, count }) => `${escape(each)} ${words.times(count)}`);
    if (forms.length > MOST_FORMS) shown.push(words.moreForms(forms.length - MOST_FORMS));
    lines.push(words.forms(shown.join(' · ')));
  }
  const counts = words.mentions(mentionsHere, mentionsInFolder, documentsInFolder);
  lines.push(waiting > 0 ? `${counts} (${words.stillIndexing(waiting)})` : counts);
  return lines.join('\n\n');
}

function rolesMarkdown(roles: EntityHover['roles'], words: Words): string {
  const shown = roles.slice(0, MOST_ROLES).map(({ title, body, documents, here }) => {
    const post = body === null ? escape(title) : words.post(escape(title), escape(body));
    return `- ${post}${here ? '' : ` *(${words.statedElsewhere(documents)})*`}`;
  });
  if (roles.length > MOST_ROLES) shown.push(`- ${words.morePosts(roles.length - MOST_ROLES)}`);
  return shown.join('\n');
}

/** Text of a document as Markdown that shows it to the letter. */
function escape(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`));
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
