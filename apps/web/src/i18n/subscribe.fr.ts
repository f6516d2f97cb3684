import type { subscribeEn } from './subscribe.en.js';

export const subscribeFr: typeof subscribeEn = {
  subscribe: {
    open: 'S’abonner',
    title: 'Par e-mail',
    text: 'À {{email}}. Chaque e-mail contient un lien qui y met fin.',
    account:
      'Les e-mails vont à l’adresse d’un compte : connectez-vous avec le vôtre pour vous abonner. La démonstration n’en a pas.',
    story: 'L’histoire de la semaine',
    storyText: 'Les phrases de cette page, une fois par semaine.',
    alerts: 'Ce qui sort de l’ordinaire',
    alertsText: 'Le jour où c’est constaté, et seulement alors.',
    weekday: 'Le',
    hour: 'À',
    language: 'Langue',
    en: 'English',
    fr: 'Français',
    next: 'La prochaine histoire part le {{when}}.',
    save: 'Enregistrer',
    test: 'Envoyer un essai',
    tested: 'Un essai est parti à {{email}}.',
    held_one: '{{count, number}} e-mail est retenu.',
    held_other: '{{count, number}} e-mails sont retenus.',
    unconfigured:
      'Aucun serveur d’e-mail n’est encore indiqué : rien ne part, ce qui est dû attend. Qui gère cette installation indique SMTP_URL et MAIL_FROM.',
    credentials:
      'Le serveur d’e-mail a refusé le nom ou le mot de passe indiqué. Ce qui est dû attend que ce soit corrigé.',
    unreachable: 'Le serveur d’e-mail n’a pas pu être joint. Ce qui est dû attend et sera essayé à nouveau.',
    refused: 'Le serveur d’e-mail a refusé le message. Ce qui est dû attend et sera essayé à nouveau.',
    endTitle: 'Se désabonner',
    endText: 'Un clic met fin à ces e-mails. Vous pourrez vous abonner à nouveau sur la page d’accueil.',
    end: 'Mettre fin à ces e-mails',
    ended: 'C’est fait',
    ended_story: 'Vous ne recevrez plus l’histoire de la semaine de {{workspace}}.',
    ended_alerts: 'Vous ne serez plus averti de ce qui sort de l’ordinaire dans {{workspace}}.',
    endFailed:
      'Ce lien n’est pas entier. Ouvrez-le à nouveau depuis l’e-mail, ou changez votre abonnement sur la page d’accueil.',
  },
};
