/** The words all analyses share, and those of activity. */
export const understandEn = {
  understand: {
    title: 'Understand',
    text: 'What customers did, and what it tells. Every analysis can be narrowed to a period, to some people and to some interactions.',
    scope: 'What is looked at',
    onlyWhere: 'Only interactions where…',
    by: 'Count by',
    steps: { day: 'Days', week: 'Weeks', month: 'Months' },
    from: 'From',
    people: 'Customers',
    interactions: 'Interactions',
    nothing: 'Nothing happened here',
    nothingText: 'No interaction is within what is looked at. Choose a longer period, more people or fewer conditions.',
    tooLittle: 'Too little to tell',
    tooLittleText:
      'This takes at least {{needed}} {{of}}, and there are {{found}} within what is looked at. Choose a longer period or more people.',
    of: { customers: 'customers', interactions: 'interactions', purchases: 'purchases', journeys: 'journeys' },
    names: {
      activity: 'Activity',
      funnel: 'Funnel',
      cohorts: 'Cohorts',
      paths: 'Paths',
      origin: 'Origin',
      value: 'Value',
    },
    about: {
      activity: 'How many people did something, and how much, over time.',
      funnel: 'How many go all the way through the steps you choose, where they leave, and what they do instead.',
      cohorts: 'Who comes back, who is new or gone, and where people went between stages, by week or month.',
      value: 'What customers are worth, who is still one, who buys next, and who is about to be lost.',
      paths: 'What people really do, one thing after the other: how often, how fast, and which ways they take.',
      origin: 'Where conversions come from: what each channel is credited with, by several models side by side.',
    },
    peopleList: 'Customers',
    noPeople: 'Nobody.',
    activity: { chart: 'Customers who did something' },
  },
};
