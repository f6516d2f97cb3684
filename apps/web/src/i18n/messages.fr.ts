import type { messagesEn } from './messages.en.js';

/** La page de préférences de qui reçoit un message. */
export const messagesFr: typeof messagesEn = {
  preferences: {
    title: 'Ce que vous recevez',
    text: 'De {{name}}, par e-mail. Chaque choix compte aussitôt.',
    opening: 'Ouverture de vos préférences…',
    always: 'Envoyé à cause d’une commande ou d’un contrat avec vous.',
    stop: 'Tout arrêter',
    stopped: 'Vous n’en recevez plus aucun.',
    on: 'oui',
    off: 'non',
    seen: '{{name}} : {{choice}}',
    failedTitle: 'Ce lien ne s’ouvre pas',
    failed: 'Ouvrez-le à nouveau depuis le message. S’il a été coupé en route, copiez-le en entier.',
    gone: 'Plus rien n’est connu de vous ici, et rien n’est envoyé.',
  },
};
