import type { understandEn } from './understand.en.js';

export const understandFr: typeof understandEn = {
  understand: {
    title: 'Comprendre',
    text: 'Ce que les clients ont fait, et ce que cela dit. Chaque analyse peut se limiter à une période, à certaines personnes et à certaines interactions.',
    scope: 'Ce qui est regardé',
    onlyWhere: 'Seulement les interactions où…',
    by: 'Compter par',
    steps: { day: 'Jours', week: 'Semaines', month: 'Mois' },
    from: 'À partir du',
    people: 'Clients',
    interactions: 'Interactions',
    nothing: 'Rien ne s’est passé ici',
    nothingText:
      'Aucune interaction n’entre dans ce qui est regardé. Choisissez une période plus longue, plus de personnes ou moins de conditions.',
    tooLittle: 'Trop peu pour conclure',
    tooLittleText:
      'Il faut au moins {{needed}} {{of}}, et il y en a {{found}} dans ce qui est regardé. Choisissez une période plus longue ou plus de personnes.',
    of: {
      customers: 'clients',
      interactions: 'interactions',
      purchases: 'achats',
      journeys: 'parcours',
      moved: 'clients à qui c’est arrivé',
      stayed: 'clients à qui ce n’est pas arrivé',
    },
    names: {
      activity: 'Activité',
      funnel: 'Entonnoir',
      cohorts: 'Cohortes',
      paths: 'Chemins',
      origin: 'Origine',
      value: 'Valeur',
      drivers: 'Facteurs',
      discover: 'Personas repérées',
      next: 'Et ensuite',
    },
    about: {
      discover:
        'Des groupes de clients aux comportements semblables : ce qui les distingue, avec quelle sûreté, et une règle pour chacun, à garder ou à changer.',
      drivers:
        'Ce qui va de pair avec avancer, reculer et partir : de combien, avec quelle certitude, toutes choses égales.',
      activity: 'Combien de personnes ont agi, et combien de fois, au fil du temps.',
      funnel:
        'Combien vont au bout des étapes que vous choisissez, où les autres s’arrêtent, et ce qu’ils font à la place.',
      cohorts:
        'Qui revient, qui est nouveau ou parti, et où l’on est passé d’une étape à l’autre, par semaine ou par mois.',
      value: 'Ce que valent les clients, qui l’est encore, qui va acheter et qui est sur le point de partir.',
      paths:
        'Ce que les gens font vraiment, une chose après l’autre : combien de fois, à quelle vitesse, par quels chemins.',
      origin: 'D’où viennent les conversions : ce qui revient à chaque canal, selon plusieurs modèles côte à côte.',
      next: 'Ce que les clients pourraient acheter ensuite, d’après ceux qui leur ressemblent, et ce qui va avec quoi.',
    },
    peopleList: 'Clients',
    noPeople: 'Personne.',
    activity: { chart: 'Clients ayant agi' },
  },
};
