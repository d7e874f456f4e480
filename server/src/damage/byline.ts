import { longestSurname } from '../lexicon/persons.ts';
import { wordAt } from '../lexicon/words.ts';
import { toSimplified } from '../text/fold.ts';
import { shortLine, triggersFor } from './line.ts';
import type { Rule } from './rule.ts';

const ROLE = '(?:记者|通讯员|实习生|见习生|特约记者|撰稿人?|撰文|供稿|摄影报道|文/图|文/摄|图/文|图文)';
/** （记者 米兰 通讯员 童瑶）, (齐悦 文/摄) */
const IN_BRACKETS = new RegExp(String.raw`^[（(](?:[\u4e00-\u9fff]{0,10}${ROLE}[:：\s\u3000/|]{0,3}[^（）()。，]{1,40}|[\u4e00-\u9fff·、\s\u3000]{2,30}[\s\u3000/]?(?:文/[摄图]|摄影报道|摄|供图|供稿))[)）]`);
const NAMES = /^[（(]([\u4e00-\u9fff]{2,4}(?:[\s\u3000、]{1,3}[\u4e00-\u9fff]{2,4}){0,4})[）)]\s*$/;
/** Code units that a bracket of names may have. */
const LONGEST = 64;
const CREDIT = /^(?:责任编辑|责编|值班编辑|执行编辑|编辑|编审|审核|校对|监制|初审|复审|终审|二审|三审|一审|签发|作者|文字|撰文|撰稿|摄影|供稿|录入|记者|通讯员|总编|主编|审校|排版|美编|制图)(?:\s?[:：/|]\s?|\s{1,3}(?=\S{2,4}$))[^。]{1,50}$/;
/** How such a line begins. */
const CUE = '责值执编审校监初复终二三一签作文撰摄供录记通总主排美制本新中人云特实见首';
const REPORTER = /^(?:本报|本网|本台|本刊|新华社|中新社|新华网|人民网|云报)?(?:特约|实习|见习|首席)?(?:记者|通讯员)[\s\u3000:：]{1,3}[^。，]{2,40}$/;

/** （记者 米兰）, 责任编辑：童瑶: who wrote and edited the text. */
export const byline: Rule = {
  id: 'byline',
  kind: 'byline',
  severity: 'hint',
  summary: 'Names of reporters, writers and editors in brackets or on a line of their own; shown, never deleted.',
  triggers: triggersFor('(（'),
  lines: { longest: 80, starts: CUE },
  check(paragraph, report) {
    const mark = (start: number, end: number) => report({ start, end, clean: null, fix: null, message: 'Who wrote, photographed or edited the text. Its names are people, but not people the text tells of.' });
    const line = shortLine(paragraph, 80);
    if (line && !line.isSentence && CUE.includes(line.simplified[0]!) && (CREDIT.test(line.simplified) || REPORTER.test(line.simplified))) return mark(line.start, line.end);
    for (let at = nextBracket(paragraph, 0); at >= 0; at = nextBracket(paragraph, at + 1)) {
      // (shū) is no list of names.
      if (paragraph.charCodeAt(at + 1) < 0x3400) continue;
      const bracket = toSimplified(paragraph.slice(at, at + LONGEST));
      const match = IN_BRACKETS.exec(bracket) ?? namesAtEnd(paragraph, at, bracket);
      if (match) mark(at, at + match[0].length);
    }
  },
};

/** 。（米兰 童瑶）: names alone in brackets behind the last sentence; null for anything else. */
function namesAtEnd(paragraph: string, at: number, bracket: string): RegExpExecArray | null {
  if (!/[。！？”]$/.test(paragraph.slice(Math.max(0, at - 1), at)) || paragraph.length - at > LONGEST) return null;
  const match = NAMES.exec(bracket);
  if (!match) return null;
  const names = match[1]!.split(/[\s\u3000、]+/);
  return names.every((name) => longestSurname(name, 0) > 0 && wordAt(name, 0, name.length) < 0) ? match : null;
}

/** Where the next opening bracket stands, of either width; -1 where there is none. */
function nextBracket(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x28 || code === 0xff08) return i;
  }
  return -1;
}
