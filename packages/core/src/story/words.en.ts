import type { StoryWords } from './storyWords.js';

const people = (count: number): string => (count === 1 ? 'person' : 'people');

/** `{n}` is the number that opens onto its people. */
export const storyEn: StoryWords = {
  lead: {
    active: ({ count }) => `{n} ${people(count)} did something`,
    arrived: ({ count }) => `{n} ${people(count)} came onto the journey`,
    onward: ({ count }) => `{n} ${people(count)} moved forward`,
    regressed: ({ count }) => `{n} ${people(count)} moved back by what they did`,
    lapsed: ({ count }) => `{n} ${people(count)} fell back in silence`,
    flow: ({ count, from, to }) => `{n} ${people(count)} went from “${from}” to “${to}”`,
    fallsBack: ({ count, from }) => `{n} ${people(count)} fell back from “${from}”, where falling back changed most`,
    orders: ({ count, amount }) =>
      `{n} ${count === 1 ? 'order' : 'orders'} came in${amount === null ? '' : `, worth ${amount}`}`,
    buyers: ({ count }) => `{n} ${people(count)} ordered for the first time`,
  },
  more: (by) => `, ${by} more than the week before.`,
  fewer: (by) => `, ${by} fewer than the week before.`,
  same: ', as many as the week before.',
  within: (low, high) => `As usual: between ${low} and ${high}.`,
  above: (low, high) => `More than usual, which is between ${low} and ${high}.`,
  below: (low, high) => `Fewer than usual, which is between ${low} and ${high}.`,
  unknown: 'What is usual is not known yet.',
  headline: (count) =>
    count === 0
      ? 'A week like the others.'
      : count === 1
        ? 'One thing stood out this week.'
        : `${count} things stood out this week.`,
  early: 'The week, as far as it can be told.',
  silent: (day, days) =>
    `Nothing has arrived since ${day}: ${days === 1 ? 'one whole day' : `${days} whole days`} without any interaction.`,
  alert: {
    activity: { above: 'More people than usual did something', below: 'Fewer people than usual did something' },
    stage: {
      above: (stage) => `“${stage}” grew more than usual`,
      below: (stage) => `“${stage}” shrank more than usual`,
    },
    arrived: {
      above: (to) => `More people than usual came onto the journey at “${to}”`,
      below: (to) => `Fewer people than usual came onto the journey at “${to}”`,
    },
    flow: {
      above: (from, to) => `More people than usual went from “${from}” to “${to}”`,
      below: (from, to) => `Fewer people than usual went from “${from}” to “${to}”`,
    },
    back: {
      above: (stage) => `More people than usual fell back from “${stage}”`,
      below: (stage) => `Fewer people than usual fell back from “${stage}”`,
    },
  },
  mail: {
    story: (workspace, day) => `${workspace}: the week to ${day}`,
    alerts: (workspace, count) =>
      `${workspace}: ${count === 1 ? 'one thing is' : `${count} things are`} out of the usual`,
    week: (from, to) => `From ${from} to ${to}`,
    open: 'Open in Parcours',
    why: (workspace) => `You get this because you subscribed to ${workspace}.`,
    stop: 'Unsubscribe',
    tooLittle: 'What is usual can be told once there are more days.',
    test: 'Parcours can reach you by e-mail',
    testText: (workspace) =>
      `This is the test you asked for in ${workspace}. Subscriptions will come from this address.`,
  },
  counted: {
    day: (day, low, high) => `{n} on ${day}, where ${low} to ${high} are usual.`,
    week: (day, low, high) => `{n} in the seven days to ${day}, where ${low} to ${high} are usual.`,
    stood: (day, low, high) => `{n} stood there at the end of ${day}; ${low} to ${high} were to be expected.`,
  },
};
