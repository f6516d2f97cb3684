import { activityRoutes } from './activity.routes.js';
import { auditRoutes } from './audit.routes.js';
import { cohortsRoutes } from './cohorts.routes.js';
import { consentsRoutes } from './consents.routes.js';
import { contentsRoutes } from './contents.routes.js';
import { customersRoutes } from './customers.routes.js';
import { dashboardRoutes } from './dashboard.routes.js';
import { definitionsRoutes } from './definitions.routes.js';
import { discoverRoutes } from './discover.routes.js';
import { driversRoutes } from './drivers.routes.js';
import { erasureRoutes } from './erasure.routes.js';
import { exportRoutes } from './export.routes.js';
import { flowsRoutes } from './flows.routes.js';
import { funnelsRoutes } from './funnels.routes.js';
import { healthRoutes } from './health.routes.js';
import { joinRoutes } from './join.routes.js';
import { keysRoutes } from './keys.routes.js';
import { lanesRoutes } from './lanes.routes.js';
import { linksRoutes } from './links.routes.js';
import { mapRoutes } from './map.routes.js';
import { messagesRoutes } from './messages.routes.js';
import { modelsRoutes } from './models.routes.js';
import { originRoutes } from './origin.routes.js';
import { paceRoutes } from './pace.routes.js';
import { pathsRoutes } from './paths.routes.js';
import { peopleRoutes } from './people.routes.js';
import { previewsRoutes } from './previews.routes.js';
import type { ReadDeps } from './readDeps.js';
import { recommendRoutes } from './recommend.routes.js';
import { rejectedRoutes } from './rejected.routes.js';
import { relationshipRoutes } from './relationship.routes.js';
import { rulesRoutes } from './rules.routes.js';
import { sessionRoutes } from './session.routes.js';
import { subscriptionsRoutes } from './subscriptions.routes.js';
import { tailRoutes } from './tail.routes.js';
import { touchpointsRoutes } from './touchpoints.routes.js';
import type { HttpPlugin } from './types.js';
import { valueRoutes } from './value.routes.js';
import { workspacesRoutes } from './workspaces.routes.js';

/** All routes of the API and the page's sessions, apart from collect and administration. */
export const readRoutes = (deps: ReadDeps): HttpPlugin[] =>
  [
    healthRoutes,
    sessionRoutes,
    workspacesRoutes,
    peopleRoutes,
    joinRoutes,
    auditRoutes,
    modelsRoutes,
    previewsRoutes,
    definitionsRoutes,
    dashboardRoutes,
    mapRoutes,
    lanesRoutes,
    activityRoutes,
    funnelsRoutes,
    cohortsRoutes,
    discoverRoutes,
    driversRoutes,
    originRoutes,
    paceRoutes,
    pathsRoutes,
    consentsRoutes,
    contentsRoutes,
    flowsRoutes,
    customersRoutes,
    relationshipRoutes,
    erasureRoutes,
    exportRoutes,
    linksRoutes,
    keysRoutes,
    rejectedRoutes,
    rulesRoutes,
    messagesRoutes,
    subscriptionsRoutes,
    tailRoutes,
    touchpointsRoutes,
    recommendRoutes,
    valueRoutes,
  ].map((of) => of(deps));
