import { readsAsChinese } from './readsAsChinese.ts';
import type { Rule } from './rule.ts';

/** HTML 4's names for U+00A0 to U+00FF, in order. */
const LATIN_1 = ('nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo '
  + 'frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc '
  + 'Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute '
  + 'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml').split(' ');
const OTHERS: Readonly<Record<string, string>> = {
  quot: '"', amp: '&', lt: '<', gt: '>', apos: "'",
  ensp: '\u2002', emsp: '\u3000', thinsp: '\u2009', zwnj: '', zwj: '', lrm: '', rlm: '',
  ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”', bdquo: '„', dagger: '†', Dagger: '‡', bull: '•', hellip: '…',
  permil: '‰', prime: '′', Prime: '″', lsaquo: '‹', rsaquo: '›', euro: '€', trade: '™', larr: '←', uarr: '↑', rarr: '→', darr: '↓', harr: '↔',
  minus: '−', infin: '∞', ne: '≠', le: '≤', ge: '≥', asymp: '≈', radic: '√', loz: '◊', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', mu: 'μ', pi: 'π', Omega: 'Ω', Delta: 'Δ', lang: '〈', rang: '〉',
};
const NAMED = new Map<string, string>([...LATIN_1.map((name, i) => [name, String.fromCharCode(0xa0 + i)] as const), ...Object.entries(OTHERS)]);
/** `&` as often escaped as it may be, then a name or a number, then `;`. */
const ENTITY = /&(?:amp;){0,4}(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,7}));/gi;

/** 习近&#24179; or 开发&amp;nbsp;园区: mark-up that was never decoded, or was encoded twice. */
export const htmlEntity: Rule = {
  id: 'html-entity',
  kind: 'html-entity',
  severity: 'warning',
  summary: 'An HTML entity (&nbsp; &#20013; &amp;quot;) that was left in the text.',
  triggers: [[0x26, 0x26]],
  check(paragraph, report) {
    for (const run of runsOf(paragraph)) {
      const twice = run.raw.includes('&amp;#') || /&amp;[a-z]/i.test(run.raw);
      // < and > may open mark-up that someone still wants to see as such.
      const safe = !/[<>]/.test(run.clean) && readsAsChinese(paragraph, run.start, run.end);
      report({
        start: run.start,
        end: run.end,
        clean: run.clean,
        fix: safe ? 'safe' : 'suggested',
        message: `${run.raw} is HTML that was ${twice ? 'encoded twice' : 'not decoded'}; it stands for ${run.clean.trim() === '' ? 'a space or nothing' : run.clean}.`,
      });
    }
  },
};

/** Entities that touch are one finding, so that 中&#22269;&#22269; is decided as a whole. */
function runsOf(text: string): { start: number; end: number; raw: string; clean: string }[] {
  const runs: { start: number; end: number; raw: string; clean: string }[] = [];
  for (const match of text.matchAll(ENTITY)) {
    const clean = decode(match);
    if (clean === undefined) continue;
    const last = runs[runs.length - 1];
    if (last?.end === match.index) runs[runs.length - 1] = { start: last.start, end: last.end + match[0].length, raw: last.raw + match[0], clean: last.clean + clean };
    else runs.push({ start: match.index, end: match.index + match[0].length, raw: match[0], clean });
  }
  return runs;
}

function decode([, hexadecimal, decimal, name]: RegExpMatchArray): string | undefined {
  if (name !== undefined) return name === 'nbsp' ? ' ' : name === 'shy' ? '' : NAMED.get(name);
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  if (code === 0xa0) return ' ';
  if (code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0xfeff) return '';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}
