/**
 * Coarse parts of speech, after jieba's first letters: noun, verb, adjective, adverb, numeral, measure word, time, pronoun,
 * preposition, conjunction, particle (with interjections and sounds), localiser (上 中 内), place word (海外), attribute
 * (主要), idiom or phrase, abbreviation, state (茫茫), proper name that is no person, place or body (佛教), prefix, suffix,
 * morpheme that does not stand alone, other.
 */
export const WORD_CLASSES = ['n', 'v', 'a', 'd', 'm', 'q', 't', 'r', 'p', 'c', 'u', 'f', 's', 'b', 'i', 'j', 'z', 'nz', 'h', 'k', 'g', 'x'] as const;
export type WordClass = (typeof WORD_CLASSES)[number];

/** Counts are kept as half steps of log2, 0 … COUNT_STEPS - 1. */
export const COUNT_STEPS = 41;
