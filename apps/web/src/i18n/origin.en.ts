/** The words of origin. */
export const originEn = {
  origin: {
    by: 'Credited to',
    bys: { channel: 'Channels', source: 'Sources', medium: 'Media', campaign: 'Campaigns', referrer: 'Other sites' },
    conversion: 'What counts as a conversion',
    lookback: 'Touches count for',
    lookbacks: { P7D: 'Within 7 days', P30D: 'Within 30 days', P90D: 'Within 90 days', P365D: 'Within a year' },
    models: {
      first: 'First touch',
      last: 'Last touch',
      linear: 'Linear',
      timeDecay: 'Time decay',
      position: 'Position',
      markov1: 'Markov, order 1',
      markov2: 'Markov, order 2',
      markov3: 'Markov, order 3',
    },
    compared: 'Models compared',
    measure: 'What is shared out',
    measures: { conversions: 'Conversions', value: 'Value' },
    chart: 'What is credited to each',
    hint: 'Each model shares out the same {{conversions}}, worth {{value}}. They differ in what they take for granted, so look for what they agree on.',
    hintCount:
      'Each model shares out the same {{conversions}}. They differ in what they take for granted, so look for what they agree on.',
    few: 'There are {{count, number}} conversions. With fewer than {{enough, number}} the figures are mostly chance: take them as a hint at most.',
    untouched_one: '{{count, number}} more conversion had no touch in time, and is credited to nothing.',
    untouched_other: '{{count, number}} more conversions had no touch in time, and are credited to nothing.',
    name: 'Origin',
    touches: 'Touches',
    removal: 'Lost without it',
    removalHint:
      'The share of conversions that would be lost if whoever comes this way never came, by the Markov chain of order 1. It says what goes together, not what causes what.',
    journeys_one: '{{count, number}} journey',
    journeys_other: '{{count, number}} journeys',
    conversions_one: '{{count, number}} conversion',
    conversions_other: '{{count, number}} conversions',
    others_one: '{{count, number}} other',
    others_other: '{{count, number}} others',
    none: 'Not told',
    people: 'Converted after a touch of “{{name}}”',
    noTouch: 'No touch here',
    noTouchText:
      'Nobody came by a link, another site or a channel that was told within what is looked at. Choose a longer period, or send campaign and referrer with page views.',
    noConversion:
      'Nobody converted within what is looked at, so there is nothing to share out. Choose another conversion or a longer period.',
  },
};
