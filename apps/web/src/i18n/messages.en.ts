export const messagesEn = {
  preferences: {
    title: 'What you receive',
    text: 'From {{name}}, by e-mail. Each choice counts at once.',
    opening: 'Opening your preferences…',
    always: 'Sent because of an order or a contract of yours.',
    stop: 'Stop all of them',
    stopped: 'You receive none of these any more.',
    on: 'yes',
    off: 'no',
    seen: '{{name}}: {{choice}}',
    failedTitle: 'This link does not open',
    failed: 'Open it from the message again. If it was shortened on its way, copy all of it.',
    gone: 'Nothing is known of you here any more, and nothing is sent.',
  },
};
