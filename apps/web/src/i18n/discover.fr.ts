import type { discoverEn } from './discover.en.js';

/** Les mots des personas repérées. */
export const discoverFr: typeof discoverEn = {
  discover: {
    fromPersonas: 'Repérer des personas',
    toPersonas: 'Personas existantes',
    working: 'Les groupes sont formés, puis éprouvés sur des centaines d’échantillons : cela prend quelques secondes.',
    groups: 'Combien de groupes',
    anyGroups: 'Le nombre qui va le mieux',
    so_one: '{{count, number}} groupe',
    so_other: '{{count, number}} groupes',
    people_one: '{{count, number}} client regardé',
    people_other: '{{count, number}} clients regardés',
    sample: 'dont {{count, number}} comparés, un échantillon fixe',
    found_one: '{{count, number}} groupe trouvé',
    found_other: '{{count, number}} groupes trouvés',
    apart: {
      separate:
        'Ces groupes sont distincts : ils sont plus nets que ce que le hasard donne parmi des clients tous semblables, ou qui diffèrent par degrés.',
      gradual:
        'Les clients diffèrent par degrés : ces groupes ressortent à chaque fois, mais aucun vide ne les sépare. Où l’un finit et où l’autre commence est affaire de choix.',
    },
    nothing: 'Aucun groupe stable n’a été trouvé',
    none: {
      chance:
        'Certains de ces clients en font plus que d’autres, mais ce qu’ils font ne diffère pas plus que le hasard ne le ferait parmi des clients tous semblables. Une période plus longue, ou plus de clients, en diraient peut-être davantage.',
      unstable:
        'Les clients diffèrent, mais les groupes changent à chaque nouveau tirage de clients : aucun ne vaudrait d’être nommé. Demandez moins de groupes, ou une période plus longue.',
      small:
        'Au moins un groupe compterait moins de 10 clients dont apprendre. Demandez moins de groupes, une période plus longue ou plus de clients.',
    },
    share: '{{share}} des clients comparés',
    see: 'Voir les {{people}} de « {{name}} »',
    peopleOf: '« {{name}} »',
    number: 'Groupe {{number}}',
    stability: 'Stabilité {{share}}',
    stable: {
      high: 'retrouvé presque tel quel dans de nouveaux échantillons de clients',
      valid: 'retrouvé dans de nouveaux échantillons de clients',
      pattern: 'une tendance, mais qui en fait partie au juste reste incertain',
      low: 'à ne pas prendre pour acquis : il se défait dans de nouveaux échantillons de clients',
    },
    rule: 'Une règle pour lui',
    measured_one: 'Mesurée sur {{count, number}} client dont elle n’a rien appris : {{told}}.',
    measured_other: 'Mesurée sur {{count, number}} clients dont elle n’a rien appris : {{told}}.',
    precision: '{{share}} de ceux qu’elle retient sont du groupe',
    recall: 'elle retient {{share}} du groupe',
    selectsNobody: 'elle ne retient personne',
    noRule: 'Aucune règle ne distingue ce groupe des autres : ce qui le distingue ne peut se demander dans une règle.',
    keepPersona: 'Garder comme persona',
    keepSegment: 'Garder comme segment',
    keepText: 'Ouvre la règle, à regarder et à changer. Rien n’est enregistré sans vous.',
    circular: 'Il est trouvé au sein d’une persona, que sa règle demande donc : il peut être gardé comme segment.',
    examples: 'Par exemple',
    chart: 'Ce qui distingue les groupes',
    hint: 'Plein : au-dessus de la moyenne de tous les autres ; creux : en dessous. Plus c’est grand, plus l’écart l’est, en écarts-types.',
    feature: 'Comportement',
    told: 'Groupe {{number}}, « {{name}} » : {{inside}}, contre {{outside}} pour les autres',
    kinds: {
      amount: '{{name}}',
      event: '{{name}}, part',
      touchpoint: '{{name}}, point de contact',
      category: '{{name}}, catégorie',
      hour: '{{name}}',
      week: '{{name}}',
    },
    days: '{{value}} jours',
    group: 'Groupe',
    name: 'Nom',
    size: 'Clients',
    stabilityColumn: 'Stabilité',
    precisionColumn: 'Précision',
    recallColumn: 'Rappel',
    how: 'À quel point c’est sûr',
    silhouette:
      'Silhouette moyenne {{own}}, où 1 est parfaitement distinct et 0 pas du tout. Des clients tous semblables atteignent {{alike}} en moyenne, un seul nuage qui diffère par degrés {{cloud}}.',
    tried: 'Essayés : {{list}}.',
    triedOne: '{{groups}} groupes {{silhouette}}',
    triedSmall: '{{groups}} groupes trop petits',
    same: 'Pareil pour presque tous, et donc laissé de côté : {{list}}.',
    asOf: 'Les règles regardent en arrière depuis le jour où on les lit ; elles sont mesurées ici telles qu’à la fin de la période.',
  },
};
