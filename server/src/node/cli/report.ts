import type { Finding } from '../../damage/finding.ts';
import type { DocumentDamage } from '../../damage/index.ts';
import type { DocumentEntities } from '../../entities/mention.ts';

/** A finding as the command line's JSON gives it; raw UTF-16 offsets in the document. */
function findingJson(f: Finding): object {
  return { start: f.start, end: f.end, raw: f.raw, clean: f.clean, kind: f.kind, rule: f.rule, severity: f.severity, message: f.message, fix: f.fix, alternatives: f.alternatives };
}

/** One line of `kanwu check --format json`. `extra` tells of the encoding, or why the document was not read. */
export function checkJson(doc: string, damage: Pick<DocumentDamage, 'findings'>, extra: object = {}): string {
  return JSON.stringify({ doc, ...extra, findings: damage.findings.map(findingJson) }) + '\n';
}

/** One line of `kanwu entities --format json`: the gold format. */
export function entitiesJson(doc: string, { mentions }: Pick<DocumentEntities, 'mentions'>, extra: object = {}): string {
  const listed = mentions.map((m) => ({
    start: m.raw.start,
    end: m.raw.end,
    text: m.text,
    clean: m.clean,
    type: m.type,
    entity: m.entity,
    titles: m.titles,
    nested: m.nested,
    relative: m.relative,
  }));
  return JSON.stringify({ doc, ...extra, mentions: listed }) + '\n';
}

/** `kanwu check` for people: a line a finding, with line and column (both from 1, columns in UTF-16 code units). Empty without findings. */
export function checkText(doc: string, damage: Pick<DocumentDamage, 'findings' | 'paragraphs'>): string {
  let out = '';
  let line = 0;
  for (const f of damage.findings) {
    while (line + 1 < damage.paragraphs.length && damage.paragraphs[line + 1]!.start <= f.start) line++;
    const column = f.start - damage.paragraphs[line]!.start + 1;
    const reads = f.clean === null ? '' : ` ${quoted(f.raw)} → ${f.clean === '' ? '(delete)' : quoted(f.clean)}`;
    out += `${doc}:${line + 1}:${column} ${f.severity} ${f.kind}${f.fix ? ` [${f.fix}]` : ''}${reads} ${f.message}\n`;
  }
  return out;
}

/** `kanwu entities` for people: an entity a line, with its forms, posts and number of mentions. Empty without entities. */
export function entitiesText(doc: string, { entities }: Pick<DocumentEntities, 'entities'>): string {
  return entities
    .map((entity) => {
      const forms = entity.forms.filter((form) => form !== entity.name);
      const posts = entity.titles.map((t) => (t.body ? `${t.body} ${t.title}` : t.title));
      const notes = [forms.length ? `also ${forms.join(', ')}` : '', posts.join('; ')].filter(Boolean).join(' — ');
      return `${doc}: ${entity.type} ${entity.name} ×${entity.mentions.length}${notes ? ` (${notes})` : ''}\n`;
    })
    .join('');
}

function quoted(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `«${shown.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)}»`;
}
