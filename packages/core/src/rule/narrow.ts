import { isReference, type Rule } from './schema.js';

const eventsOf = (rule: Rule): readonly string[] => {
  if ('all' in rule) return rule.all.flatMap(eventsOf);
  if ('any' in rule) return rule.any.flatMap(eventsOf);
  if ('not' in rule) return eventsOf(rule.not);
  if ('sequence' in rule) return rule.sequence.steps.map(({ event }) => event);
  if ('trait' in rule) return ['Identified'];
  if (isReference(rule)) return [];
  if ('quiet' in rule) return rule.quiet.event === undefined ? [] : [rule.quiet.event];
  return Object.values(rule).map(({ event }: { event: string }) => event);
};

const waitsForTime = (rule: Rule): boolean => {
  if ('all' in rule) return rule.all.some(waitsForTime);
  if ('any' in rule) return rule.any.some(waitsForTime);
  if ('not' in rule) return waitsForTime(rule.not);
  if ('strength' in rule || ('position' in rule && rule.position.direction !== undefined)) return true;
  if (isReference(rule)) return false;
  return 'quiet' in rule || Object.values(rule).some((body: object) => 'within' in body && !('sequence' in rule));
};

/**
 * The part of a rule that an interaction of this event can have made true, for telling why in few words: of
 * alternatives only those that listen to it. Null stands for time alone. The whole rule where nothing fits.
 */
export const narrowRule = (rule: Rule, event: string | null): Rule => {
  if ('all' in rule) return { all: rule.all.map((part) => narrowRule(part, event)) };
  if (!('any' in rule)) return rule;
  const concerned = rule.any.filter((part) => (event === null ? waitsForTime(part) : eventsOf(part).includes(event)));
  const [only] = concerned;
  if (!only) return rule;
  return concerned.length === 1 ? narrowRule(only, event) : { any: concerned.map((part) => narrowRule(part, event)) };
};
